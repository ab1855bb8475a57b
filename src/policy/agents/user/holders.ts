/** Everything that holds a secret here: clients' configs, shell files, and the project's env files, which may. */
import { collectValues } from '../../../environment/collect.js';
import { toBytes } from '../../../sources/read-file.js';
import { labelOf } from '../../../sources/working-files.js';
import type { ByteString } from '../../../types.js';
import type { PolicyProject } from '../../project.js';
import type { AgentConfig } from '../agent-config.js';
import { Budget } from '../budget.js';
import { type HeldSecret, PlaceJudge } from '../judge-places.js';
import { configsOf } from '../project-configs.js';
import { type Place, placeOf } from '../server.js';
import { secretNames, shellFilesWithValues } from './shell-values.js';
import type { UserSurroundings } from './surroundings.js';
import { USER_FILE } from './user-agents-line.js';
import { userConfigsOf } from './user-configs.js';

export interface Holder extends HeldSecret {
  kind: 'client' | 'shell' | 'env-file';
  /** From the top level; one of the user's from the root. */
  file: ByteString;
}

/**
 * A file with two names counts once.
 * @throws KeyfenceError for a broken configuration or schema.
 */
export async function holdersOf(project: PolicyProject, surroundings: UserSurroundings): Promise<Holder[]> {
  const judge = new PlaceJudge(project.top);
  const holders: Holder[] = [];
  const add = async (kind: Holder['kind'], file: ByteString, places: readonly Place[], label = USER_FILE) => {
    const { held } = await judge.judge(label, places);
    holders.push(...held.map((one) => ({ ...one, kind, file })));
  };
  const targets = new Set<ByteString>();
  const isNew = ({ target }: AgentConfig) => !targets.has(target) && targets.add(target);
  for (const { file, places } of configsOf(project).filter(isNew)) await add('client', file, places, file);
  for (const { file, places } of userConfigsOf(project, surroundings).filter(isNew)) {
    await add('client', file, places);
  }
  for (const { file, values } of shellFilesWithValues(project, surroundings)) {
    await add('shell', file, values.map(asPlace));
  }
  for (const [file, places] of envFiles(project)) await add('env-file', file, places);
  return holders;
}

/** At the top level. */
function envFiles(project: PolicyProject): Map<ByteString, Place[]> {
  const top = toBytes(project.top);
  const files = new Map<ByteString, Place[]>();
  for (const { name, value, from } of collectValues({
    names: secretNames(project),
    folders: [top],
    env: {},
  })) {
    const file = labelOf(top, from);
    files.set(file, [...(files.get(file) ?? []), asPlace({ name, value, line: null })]);
  }
  return files;
}

function asPlace({ name, value, line }: { name: string; value: string; line: number | null }): Place {
  return placeOf(
    'env',
    { key: name, value: { text: value, line } },
    { server: null, given: new Set(), budget: new Budget() },
  );
}
