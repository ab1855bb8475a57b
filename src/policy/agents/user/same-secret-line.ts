/** The line: no secret stands in the configs of several clients. Compared in memory; told by its fingerprint. */
import { SCHEMA_FILE } from '../../../schema/merge-schemas.js';
import type { ByteString } from '../../../types.js';
import { fail, type Line, type Problem, pass } from '../../line.js';
import type { PolicyProject } from '../../project.js';
import { shown, tellPlace } from '../words.js';
import { type Holder, holdersOf } from './holders.js';
import { HERE, type UserSurroundings } from './surroundings.js';
import { notAsked } from './user-agents-line.js';

export function sameSecretLine(surroundings: UserSurroundings = HERE): Line {
  return {
    id: 'user-same-secret',
    point: 'storage',
    title: 'No secret is copied from place to place',
    async look(project) {
      if (!project.userConfigs) return notAsked();
      const groups = [...groupsOf(await holdersOf(project, surroundings)).values()].filter(isCopied);
      if (groups.length === 0) return pass('each stands in one place');
      const problems = groups.flatMap((group) => problemsOf(group, project));
      const count = groups.length === 1 ? 'one secret stands' : `${groups.length} secrets stand`;
      return fail(`${count} in several places`, problems);
    },
  };
}

function groupsOf(holders: readonly Holder[]): Map<ByteString, Holder[]> {
  const groups = new Map<ByteString, Holder[]>();
  for (const holder of holders) {
    const secret = holder.secret.reveal();
    groups.set(secret, [...(groups.get(secret) ?? []), holder]);
  }
  return groups;
}

/** The shell and an env file may both have what programs read; a client's config is a copy. */
function isCopied(group: readonly Holder[]): boolean {
  return group.length > 1 && group.some(({ kind }) => kind === 'client');
}

function problemsOf(group: readonly Holder[], project: PolicyProject): Problem[] {
  const clients = group.filter(({ kind }) => kind === 'client');
  const fingerprint = group[0]?.finding.fingerprint ?? '';
  const remedy = `let it live ${homeOf(group, project)}, and refer to it from here`;
  return clients.map(({ file, place }) => ({
    file,
    line: place.line,
    says: `${tellPlace(place)} holds the secret ${fingerprint}, which also stands ${othersOf(group, clients)}`,
    remedy,
  }));
}

/** `in 2 other places of clients and in .zshrc` */
function othersOf(group: readonly Holder[], clients: readonly Holder[]): string {
  const others = clients.length - 1;
  const count = others === 0 ? [] : [`${others} other ${others === 1 ? 'place' : 'places'} of clients`];
  const names = new Set(group.filter(({ kind }) => kind !== 'client').map(nameOf));
  return [...count, ...names].map((one) => `in ${one}`).join(' and ');
}

/** The last part of a path that is one of ours to know. */
function nameOf({ file }: Holder): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

/** The one place it should have: where the schema says, else where a program's environment comes from. */
function homeOf(group: readonly Holder[], { declared }: PolicyProject): string {
  const names = new Set(group.flatMap(({ place, finding }) => [place.key, finding.variable]));
  const entry = declared.find(({ name, aliases }) => [name, ...aliases].some((one) => names.has(one)));
  if (entry?.entry.record.source !== undefined) {
    return `where "source" of ${shown(entry.name) ?? 'its name'} in ${SCHEMA_FILE} says`;
  }
  const shell = group.find(({ kind }) => kind === 'shell');
  const file = shell ?? group.find(({ kind }) => kind === 'env-file');
  return file ? `in ${nameOf(file)} alone` : 'in a vault or in the shell alone';
}
