/** Which of the values that were found are to be got rid of, and which is the one that stays. */
import type { DeclaredName } from '../environment/declared-names.js';
import { KeyfenceError } from '../errors.js';
import type { Finding } from '../types.js';
import type { HeldValue, Holder, Situation } from './report.js';
import type { Sighted, Sweep } from './sweep.js';

export interface ToldValues {
  situation: Situation;
  old: HeldValue[];
  current: HeldValue[];
  /** The names of the schema that have the value. */
  names: DeclaredName[];
  /** Names whose values look the same. */
  alike: DeclaredName[];
  /** What scans say of the values, for the provider's links. */
  findings: Finding[];
}

/**
 * Of a name. Without the fingerprint of the old value it has to be told from where values stand: the one in the shell or an
 * env file is the new one where others are found, unless it stands where none may; where nothing else is found it is itself
 * the one to rotate.
 * @param options `old`: the fingerprint of the value before, where it was given. `isDone`: whether the new one is said to be here.
 */
export function tellByName(
  declared: DeclaredName,
  {
    sweep,
    all,
    old,
    isDone,
  }: { sweep: Sweep; all: readonly DeclaredName[]; old: string | null; isDone: boolean },
): ToldValues {
  const names = [declared.name, ...declared.aliases];
  const alike = all.filter((one) => one !== declared && looksAlike(one, declared));
  const hereOf = (wanted: (name: string) => boolean) =>
    new Set(
      sweep.values
        .filter(({ holder: { name } }) => name !== null && wanted(name))
        .map(({ holder }) => holder.fingerprint),
    );
  const here = hereOf((name) => names.includes(name));
  const others = hereOf((name) =>
    all.some((one) => one !== declared && (one.name === name || one.aliases.includes(name))),
  );
  const everywhere = [...sweep.values, ...sweep.sighted];
  const own = everywhere.filter(
    ({ finding, holder }) =>
      here.has(holder.fingerprint) ||
      (!others.has(holder.fingerprint) && isOf(finding, { declared, names }) && isBelieved(finding)),
  );
  const held = group(own);
  const told = { names: [declared], alike, findings: own.map(({ finding }) => finding) };
  if (old !== null) {
    const said = group(everywhere.filter(({ holder }) => holder.fingerprint === old));
    const current = held.filter(({ fingerprint }) => here.has(fingerprint) && fingerprint !== old);
    return { ...told, situation: 'said', old: said, current };
  }
  const current = held.filter(({ fingerprint }) => here.has(fingerprint));
  const rest = held.filter(({ fingerprint }) => !here.has(fingerprint));
  const isLeaked = current.some((one) => one.history.length > 0 || one.holders.some(({ isHome }) => !isHome));
  if (held.length === 0) return { ...told, situation: 'unseen', old: [], current: [] };
  if (isLeaked) return { ...told, situation: 'leaked', old: held, current: [] };
  if (current.length > 1) return { ...told, situation: 'several', old: held, current: [] };
  if (rest.length > 0) return { ...told, situation: 'replaced', old: rest, current };
  if (isDone) return { ...told, situation: 'done', old: [], current };
  return { ...told, situation: 'here', old: current, current: [] };
}

/**
 * Of a fingerprint, or of the beginning of one.
 * @throws KeyfenceError where nothing has it, or several begin like that.
 */
export function tellByFingerprint(
  beginning: string,
  { sweep, all }: { sweep: Sweep; all: readonly DeclaredName[] },
): ToldValues {
  const own = [...sweep.values, ...sweep.sighted].filter(({ holder }) =>
    holder.fingerprint.startsWith(beginning),
  );
  const held = group(own);
  if (held.length === 0) throw unknown(beginning, sweep);
  if (held.length > 1) {
    throw new KeyfenceError(
      `${held.length} secrets begin with that fingerprint`,
      [
        'say which one:',
        ...held.slice(0, 20).map(({ fingerprint, title }) => `${fingerprint} (${title})`),
      ].join('\n'),
    );
  }
  const variables = new Set(own.flatMap(({ holder }) => holder.name ?? []));
  const names = all.filter(({ name, aliases }) => [name, ...aliases].some((one) => variables.has(one)));
  return {
    situation: 'said',
    old: held,
    current: [],
    names,
    alike: [],
    findings: own.map(({ finding }) => finding),
  };
}

function unknown(beginning: string, { guarded, looked, unread }: Sweep): KeyfenceError {
  if (guarded.some(({ fingerprint }) => fingerprint.startsWith(beginning))) {
    return new KeyfenceError(
      'that is the fingerprint of a file, not of a secret',
      'rotate each secret in it: keyfence scan --confidence low --include-ignored FILE tells their fingerprints',
    );
  }
  const gaps = unread.filter(({ listed }) => !listed).length;
  return new KeyfenceError(
    'nothing found here has that fingerprint',
    [
      `looked at ${looked.files} files of the working tree, ${looked.ignoredFiles} ignored env files and configs, ` +
        `${looked.variables} variables of the shell and ${looked.commits} commits of every ref` +
        (gaps > 0 ? `; ${gaps} things could not be read` : ''),
      'of a value that is gone already: keyfence rotate NAME --old FINGERPRINT',
    ].join('\n'),
  );
}

/** Whether a finding can be a value of the name: a scan says so, or it has the format that the schema gives to it. */
function isOf(
  { variable, pattern, masked }: Finding,
  { declared, names }: { declared: DeclaredName; names: readonly string[] },
): boolean {
  if (variable !== null && names.includes(variable)) return true;
  if (pattern === `schema:${declared.name}`) return true;
  const { prefix } = declared.entry;
  return prefix.length >= SHORTEST_PREFIX && masked.startsWith(prefix);
}

const SHORTEST_PREFIX = 3; // bytes; fewer say nothing

/** Not what somebody let through as harmless, and nothing that is hardly a secret. */
function isBelieved({ status, confidence }: Finding): boolean {
  return status !== 'allowed' && confidence !== 'low';
}

function looksAlike({ entry: a }: DeclaredName, { entry: b }: DeclaredName): boolean {
  const isLong = a.prefix.length >= SHORTEST_PREFIX && b.prefix.length >= SHORTEST_PREFIX;
  return isLong && (a.prefix.startsWith(b.prefix) || b.prefix.startsWith(a.prefix));
}

function group(sighted: readonly Sighted[]): HeldValue[] {
  const values = new Map<string, HeldValue>();
  for (const { finding, holder } of sighted) {
    const { fingerprint } = holder;
    const value = values.get(fingerprint) ?? {
      fingerprint,
      masked: finding.masked,
      title: finding.title,
      holders: [],
      history: [],
    };
    values.set(fingerprint, value);
    if (value.masked.length < finding.masked.length)
      Object.assign(value, { masked: finding.masked, title: finding.title });
    addTo(holder.kind === 'history' ? value.history : value.holders, holder);
  }
  return [...values.values()];
}

/** The same place is told once, with its line where it is known. */
function addTo(holders: Holder[], holder: Holder): void {
  const { file, line, kind, commit } = holder;
  const same = holders.findIndex(
    (one) =>
      one.file === file &&
      one.kind === kind &&
      one.commit?.oid === commit?.oid &&
      (kind === 'shell' ? one.name === holder.name : one.line === line || one.line === null || line === null),
  );
  if (same < 0) holders.push(holder);
  else if (holders[same]?.line === null)
    holders[same] = { ...holder, name: holders[same]?.name ?? holder.name };
}
