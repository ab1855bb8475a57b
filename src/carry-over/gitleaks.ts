/** What gitleaks was told: `.gitleaks.toml`, `.gitleaksignore` and `gitleaks:allow` comments. */
import { linesOf, pathOf, readToml, type Table, tableOf, tablesOf, textOf, textsOf } from './read-foreign.js';
import type { CommentCover, Decision, Foreign, ReadFile, Target } from './types.js';

const CONFIGURATION = '.gitleaks.toml';
const IGNORED = '.gitleaksignore';
const COMMENT = 'gitleaks:allow';
const FINGERPRINT = /^(?:([0-9a-f]{7,64}):)?(.+):([^:]+):(\d{1,9})$/;

/** Every decision in gitleaks' files and comments. @throws KeyfenceError where a file is broken. */
export function readGitleaks(read: ReadFile): Foreign[] {
  const configuration = read(CONFIGURATION);
  const ignored = read(IGNORED);
  return [
    ...(configuration === null ? [] : readConfiguration(readToml(configuration, CONFIGURATION))),
    ...(ignored === null ? [] : linesOf(ignored).flatMap(readFingerprint)),
    { where: `${COMMENT} comment`, description: null, decision: { kind: 'comment', covers } },
  ];
}

const covers: CommentCover = (lines, first, last) =>
  lines.slice(first - 1, last).some((line) => line.includes(COMMENT));

function readFingerprint(line: string, position: number): Foreign[] {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return [];
  const [, commit, file, , number] = FINGERPRINT.exec(text) ?? [];
  const decision: Decision =
    file === undefined
      ? { kind: 'none', why: 'it is no fingerprint (commit:file:rule:line)' }
      : { kind: 'place', file: pathOf(utf8(file)), line: Number(number), commit: commit ?? null };
  return [{ where: `${IGNORED} line ${position + 1}`, description: null, decision }];
}

function utf8(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function readConfiguration(data: Table): Foreign[] {
  const lists = [...tablesOf(data.allowlist), ...tablesOf(data.allowlists)];
  return [
    ...readExtension(tableOf(data.extend)),
    ...tablesOf(data.rules).flatMap(readRule),
    ...lists.flatMap((list, position) => readAllowList(list, `${CONFIGURATION} allowlist ${position + 1}`)),
  ];
}

function readExtension({ path, url, disabledRules }: Table): Foreign[] {
  const where = `${CONFIGURATION} [extend]`;
  const none = (what: string, why: string) => ({
    where: `${where} ${what}`,
    description: null,
    decision: { kind: 'none' as const, why },
  });
  return [
    ...(textOf(path) === null ? [] : [none('path', 'it names another file: import that one by itself')]),
    ...(textOf(url) === null ? [] : [none('url', 'keyfence fetches nothing')]),
    ...textsOf(disabledRules).map((_, position) =>
      none(`disabledRules ${position + 1}`, 'a rule of gitleaks is no pattern of keyfence: see "disable"'),
    ),
  ];
}

function readRule(rule: Table, position: number): Foreign[] {
  const where = `${CONFIGURATION} rule ${position + 1}`;
  const description = textOf(rule.description);
  const lists = [...tablesOf(rule.allowlist), ...tablesOf(rule.allowlists)];
  return [
    ...(textOf(rule.regex) === null && lists.length > 0
      ? []
      : [{ where, description, decision: patternOf(rule, position) }]),
    ...lists.map((_, at) => ({
      where: `${where}, allowlist ${at + 1}`,
      description: null,
      decision: { kind: 'none' as const, why: 'it holds for one rule of gitleaks only' },
    })),
  ];
}

function patternOf(rule: Table, position: number): Decision {
  const source = textOf(rule.regex);
  if (source === null) return { kind: 'none', why: 'it has no regex, only a path' };
  if (textOf(rule.path) !== null) {
    return { kind: 'none', why: 'it holds for some paths only, and a pattern holds everywhere' };
  }
  const id = textOf(rule.id) ?? `rule-${position + 1}`;
  const group = typeof rule.secretGroup === 'number' && rule.secretGroup > 0 ? rule.secretGroup : null;
  return { kind: 'pattern', id, title: textOf(rule.description), source, group };
}

function readAllowList(list: Table, where: string): Foreign[] {
  const description = textOf(list.description);
  const all: [string, Decision][] = [
    ...number('path', list.paths, (source) => ({ kind: 'path regex', source })),
    ...number('regex', list.regexes, (source) => ({
      kind: 'value regex',
      source,
      target: targetOf(list.regexTarget),
    })),
    ...number('stopword', list.stopwords, (word) => ({ kind: 'word', word })),
    ...number('commit', list.commits, () => ({
      kind: 'none',
      why: 'keyfence lets single secrets pass, not commits: keyfence baseline records what is there',
    })),
  ];
  const limit = limitOf(list);
  return all.map(([what, decision]) => ({
    where: `${where}, ${what}`,
    description,
    decision: limit === null ? decision : { kind: 'none', why: limit },
  }));
}

/** Why what stands in a list cannot stand alone. */
function limitOf(list: Table): string | null {
  if (textsOf(list.targetRules).length > 0) return 'it holds for some rules of gitleaks only';
  const isAnd = ['AND', '&&'].includes(String(list.condition).toUpperCase());
  return isAnd ? 'it counts only together with the rest of its list' : null;
}

function number(what: string, values: unknown, make: (value: string) => Decision): [string, Decision][] {
  return textsOf(values).map((value, position) => [`${what} ${position + 1}`, make(value)]);
}

function targetOf(value: unknown): Target {
  if (value === 'line') return 'line';
  return value === 'match' ? 'around' : 'secret';
}
