/** What secretlint was told: `.secretlintrc.json`, `.secretlintignore` and `secretlint-disable` comments. */
import type { ByteString } from '../types.js';
import { linesOf, readLooseJson, type Table, tableOf, tablesOf, textOf, textsOf } from './read-foreign.js';
import type { CommentCover, Decision, Foreign, ReadFile } from './types.js';

const CONFIGURATION = '.secretlintrc.json';
/** Kinds that are programs, or of a syntax that keyfence does not read. */
const OTHERS = ['.secretlintrc', '.secretlintrc.yml', '.secretlintrc.yaml', '.secretlintrc.js'];
const IGNORED = '.secretlintignore';
const OWN_PATTERNS = /secretlint-rule-pattern$/;
const FURTHEST = 5000; // lines above a finding in which a directive counts
const DIRECTIVE = /secretlint-(disable-next-line|disable-line|disable|enable)(?![\w-])/;

/** Every decision in secretlint's files and comments. @throws KeyfenceError where a file is broken. */
export function readSecretlint(read: ReadFile): Foreign[] {
  const configuration = read(CONFIGURATION);
  const ignored = read(IGNORED);
  return [
    ...(configuration === null ? [] : readRules(readLooseJson(configuration, CONFIGURATION), 'rule')),
    ...OTHERS.filter((file) => read(file) !== null).map((file) =>
      none(file, `only ${CONFIGURATION} is read: write it as that, then import again`),
    ),
    ...(ignored === null ? [] : readIgnored(linesOf(ignored))),
    {
      where: 'secretlint-disable comment',
      description: null,
      decision: { kind: 'comment', covers },
    },
  ];
}

/** A preset holds rules of its own. */
function readRules(data: Table, label: string): Foreign[] {
  return tablesOf(data.rules).flatMap((rule, position) => {
    const name = `${label} ${position + 1}`;
    const inside = label.includes(',') ? [] : readRules(rule, `${name}, rule`);
    return [...readRule(rule, `${CONFIGURATION} ${name}`), ...inside];
  });
}

function readRule(rule: Table, where: string): Foreign[] {
  const options = tableOf(rule.options);
  const foreign: Foreign[] = textsOf(options.allows).map((text, position) => ({
    where: `${where}, allows ${position + 1}`,
    description: null,
    decision: allowed(text),
  }));
  if (OWN_PATTERNS.test(textOf(rule.id) ?? '')) {
    const patterns = tablesOf(options.patterns);
    foreign.push(...patterns.map((one, at) => readPattern(one, at, `${where}, pattern ${at + 1}`)));
  }
  if (rule.disabled === true)
    foreign.push(none(where, 'a rule of secretlint is no pattern of keyfence: see "disable"'));
  if (textsOf(rule.allowMessageIds).length > 0) {
    foreign.push(none(`${where}, allowMessageIds`, 'messages of secretlint are no patterns of keyfence'));
  }
  return foreign;
}

function readPattern(one: Table, position: number, where: string): Foreign {
  const title = textOf(one.name);
  const [source] = [...textsOf(one.pattern), ...textsOf(one.patterns)];
  if (source === undefined) return none(where, 'it has no regex');
  if (textsOf(one.filePathGlobs).length > 0) {
    return none(where, 'it holds for some paths only, and a pattern holds everywhere');
  }
  const regex = regexOf(source);
  if (regex === null) return none(where, 'it is no regex that keyfence reads');
  const id = title ?? `pattern-${position + 1}`;
  return { where, description: title, decision: { kind: 'pattern', id, title, source: regex, group: null } };
}

/** "/regex/flags", or a text as it stands. */
function allowed(text: string): Decision {
  const source = text.startsWith('/') ? regexOf(text) : text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  if (source === null) return { kind: 'none', why: 'it is no regex that keyfence reads' };
  return { kind: 'value regex', source, target: 'around' };
}

function regexOf(text: string): string | null {
  const [, source, flags = ''] = /^\/(.+)\/([a-z]*)$/s.exec(text) ?? [];
  if (source === undefined || /[^gimu]/.test(flags)) return null;
  return (flags.includes('i') ? '(?i)' : '') + source.replaceAll('\\/', '/');
}

/** The syntax of .gitignore; but a rule with `!` takes something out of those before it. */
function readIgnored(lines: readonly ByteString[]): Foreign[] {
  const hasException = lines.some((line) => line.startsWith('!'));
  return lines.flatMap((line, position): Foreign[] => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const where = `${IGNORED} line ${position + 1}`;
    if (hasException) return [none(where, 'the file has a rule with !, which keyfence has not')];
    const rule = Buffer.from(line, 'latin1').toString('utf8');
    return [{ where, description: null, decision: { kind: 'path rule', rule } }];
  });
}

const covers: CommentCover = (lines, first, last) => {
  const directiveOf = (line: ByteString | undefined) => DIRECTIVE.exec(line ?? '')?.[1];
  if (directiveOf(lines[first - 2]) === 'disable-next-line') return true;
  const own = lines.slice(first - 1, last).map(directiveOf);
  if (own.some((directive) => directive === 'disable-line' || directive === 'disable')) return true;
  // The nearest one above that switches says how things stand.
  for (let line = first - 2; line >= Math.max(0, first - FURTHEST); line--) {
    const directive = directiveOf(lines[line]);
    if (directive === 'disable') return true;
    if (directive === 'enable') return false;
  }
  return false;
};

function none(where: string, why: string): Foreign {
  return { where, description: null, decision: { kind: 'none', why } };
}
