/** The user's own configs of clients, and those of the project that Git ignores: read only where that was asked for. */
import { absolute } from '../../../project/view.js';
import type { ByteString } from '../../../types.js';
import type { PolicyProject } from '../../project.js';
import { type AgentConfig, type Identity, readAgentConfig, unreadConfig } from '../agent-config.js';
import type { AgentClient } from '../clients/client.js';
import { CLIENTS } from '../clients/clients.js';
import type { UserSurroundings } from './surroundings.js';
import { readUserFile, type UserFile } from './user-file.js';
import { userFilesOf } from './user-paths.js';

export interface UserConfig extends AgentConfig {
  /** Whether everybody on this machine can read it. */
  isOpen: boolean;
}

const known = new WeakMap<PolicyProject, Map<UserSurroundings, readonly UserConfig[]>>();

/** Those with anything to look at, and those that could not be read; each file once. Read once for all lines. */
export function userConfigsOf(project: PolicyProject, surroundings: UserSurroundings): readonly UserConfig[] {
  const before = known.get(project) ?? new Map<UserSurroundings, readonly UserConfig[]>();
  known.set(project, before);
  const configs = before.get(surroundings) ?? readUserConfigs(project, surroundings);
  before.set(surroundings, configs);
  return configs;
}

function readUserConfigs(project: PolicyProject, surroundings: UserSurroundings): UserConfig[] {
  const seen = new Set<ByteString>();
  const read = (client: AgentClient, path: string, label: ByteString | null): UserConfig[] => {
    const found = readUserFile(path, surroundings);
    const file = label ?? found?.file ?? '';
    if (found === null || seen.has(found.file)) return [];
    seen.add(found.file);
    const { target, isOpen } = found;
    return [{ ...configOf(found, { file, client, target }), isOpen }];
  };
  const configs = CLIENTS.flatMap((client) => [
    ...userFilesOf(client, surroundings).flatMap((path) => read(client, path, null)),
    ...ignoredFilesOf(project, client).flatMap((file) => read(client, absolute(project, file), file)),
  ]);
  return configs.filter(({ places, unread }) => places.length > 0 || unread !== null);
}

function configOf({ bytes, reason }: UserFile, as: Identity): AgentConfig {
  return bytes === null ? unreadConfig(as, { line: null, says: reason }) : readAgentConfig(bytes, as);
}

/** At the top level, and not among the files that Git sees. */
function ignoredFilesOf(project: PolicyProject, { project: paths }: AgentClient): ByteString[] {
  return paths.filter((path) => !path.includes('*') && !project.files.includes(path) && project.has(path));
}
