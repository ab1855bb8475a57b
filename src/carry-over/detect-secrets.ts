/** What detect-secrets was told: `.secrets.baseline` and `pragma: allowlist secret` comments. */
import { pathOf, readLooseJson, type Table, tableOf, tablesOf, textOf, textsOf } from './read-foreign.js';
import type { CommentCover, Foreign, ReadFile } from './types.js';

const BASELINE = '.secrets.baseline';
const SAME_LINE = /pragma: ?(?:allow|white)list[ -]secret/;
const NEXT_LINE = /pragma: ?(?:allow|white)list[ -]nextline[ -]secret/;
const FILTER = 'detect_secrets.filters.regex.should_exclude_';

/** Every decision in detect-secrets' baseline and comments. @throws KeyfenceError where the file is broken. */
export function readDetectSecrets(read: ReadFile): Foreign[] {
  const text = read(BASELINE);
  return [
    ...(text === null ? [] : readBaseline(readLooseJson(text, BASELINE))),
    {
      where: 'pragma allowlist comment',
      description: null,
      decision: { kind: 'comment', covers },
    },
  ];
}

const covers: CommentCover = (lines, first, last) =>
  lines.slice(first - 1, last).some((line) => SAME_LINE.test(line)) || NEXT_LINE.test(lines[first - 2] ?? '');

function readBaseline(data: Table): Foreign[] {
  return [
    ...tablesOf(data.plugins_used).flatMap(readPlugin),
    ...tablesOf(data.filters_used).flatMap(readFilter),
    ...readOldExcludes(tableOf(data.exclude)),
    ...Object.entries(tableOf(data.results)).flatMap(([file, entries], position) =>
      tablesOf(entries).map((entry, at) =>
        readResult(file, entry, `${BASELINE} file ${position + 1}, entry ${at + 1}`),
      ),
    ),
  ];
}

function readResult(file: string, entry: Table, where: string): Foreign {
  const sha1 = textOf(entry.hashed_secret)?.toLowerCase() ?? '';
  const isHarmless = entry.is_secret === false;
  const description = isHarmless ? 'audited as no secret' : null;
  if (!/^[0-9a-f]{40}$/.test(sha1)) {
    return { where, description, decision: { kind: 'none', why: 'it has no SHA-1 of a secret' } };
  }
  return { where, description, decision: { kind: 'hash', file: pathOf(file), sha1, isHarmless } };
}

function readPlugin({ path }: Table, position: number): Foreign[] {
  if (textOf(path) === null) return [];
  const why = 'it is a program, and keyfence runs none: write the format into secrets/schema.json';
  const where = `${BASELINE} plugin ${position + 1}`;
  return [{ where, description: null, decision: { kind: 'none', why } }];
}

function readFilter(filter: Table, position: number): Foreign[] {
  const path = textOf(filter.path) ?? '';
  const where = `${BASELINE} filter ${position + 1}`;
  const own = (why: string): Foreign => ({ where, description: null, decision: { kind: 'none', why } });
  if (!path.startsWith(FILTER)) {
    return path.startsWith('detect_secrets.') ? [] : [own('it is a program, and keyfence runs none')];
  }
  const what = path.slice(FILTER.length);
  return textsOf(filter.pattern).map((source, at): Foreign => {
    const place = { where: `${where}, pattern ${at + 1}`, description: null };
    if (what === 'file') return { ...place, decision: { kind: 'path regex', source } };
    if (what === 'line') return { ...place, decision: { kind: 'value regex', source, target: 'line' } };
    return { ...place, decision: { kind: 'value regex', source, target: 'secret' } };
  });
}

/** Baselines before version 1. */
function readOldExcludes({ files, lines }: Table): Foreign[] {
  const where = (what: string) => ({ where: `${BASELINE} exclude.${what}`, description: null });
  return [
    ...textsOf(files).map(
      (source): Foreign => ({ ...where('files'), decision: { kind: 'path regex', source } }),
    ),
    ...textsOf(lines).map(
      (source): Foreign => ({ ...where('lines'), decision: { kind: 'value regex', source, target: 'line' } }),
    ),
  ];
}
