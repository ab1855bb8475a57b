/** The configs of MCP clients and agents that a project has; read once for all lines of the checklist. */
import { realpathSync } from 'node:fs';
import { isInside } from '../../git/hooks-path.js';
import { absolute } from '../../project/view.js';
import { toBytes } from '../../sources/read-file.js';
import { labelOf } from '../../sources/working-files.js';
import type { ByteString } from '../../types.js';
import type { PolicyProject } from '../project.js';
import { type AgentConfig, readAgentConfig, unreadConfig } from './agent-config.js';
import { clientOf } from './clients/clients.js';

const known = new WeakMap<PolicyProject, readonly AgentConfig[]>();

/** Those with anything to look at, and those that could not be read; in the order of the project's files. */
export function configsOf(project: PolicyProject): readonly AgentConfig[] {
  const before = known.get(project);
  if (before) return before;
  const configs = project.files.flatMap((file) => {
    const client = clientOf(file);
    if (client === null || !project.has(file)) return [];
    const own = project.read(file);
    const { bytes, target } = own ? { bytes: own, target: file } : readThroughLink(project, file);
    const identity = { file, client, target: toBytes(absolute(project, target)) };
    if (bytes !== null) return [readAgentConfig(bytes, identity)];
    return [unreadConfig(identity, { line: null, says: 'expected a file of at most 1 MB' })];
  });
  const telling = configs.filter(({ places, unread }) => places.length > 0 || unread !== null);
  known.set(project, telling);
  return telling;
}

/** A link to another file of the project is a way to have one config for two clients. */
function readThroughLink(
  project: PolicyProject,
  file: ByteString,
): { bytes: Buffer | null; target: ByteString } {
  try {
    const top = realpathSync.native(project.top);
    const found = realpathSync.native(absolute(project, file));
    const target = labelOf(toBytes(top), toBytes(found));
    return { bytes: isInside(top, found) ? project.read(target) : null, target };
  } catch {
    return { bytes: null, target: file };
  }
}
