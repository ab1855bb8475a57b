/** Trees of files and `.gitignore` lines, made at random so that rules meet, overlap and take each other back. */
import fc, { type GeneratorValue } from 'fast-check';

export interface GeneratedTree {
  /** Paths of plain files; none is a folder of another. */
  files: string[];
  /** `.gitignore` files: their paths and contents. */
  ignoreFiles: Record<string, string>;
}

const NAMES = [
  'a',
  'b',
  'ab',
  'A',
  'build',
  'x.log',
  'y.log',
  'keep',
  'ä',
  '#h',
  '!e',
  'sp ace',
  'end ',
  'a[b]',
  'b*',
];
const ODD_NAMES = ['back\\slash', 'new\nline', '-dash', ':(top)', 'q"uote', "it's", '..a', '…'];
const ATOMS = [
  '*',
  '**',
  '?',
  '*.log',
  '[ab]',
  '[!a]*',
  'a*',
  '*b',
  '?.log',
  'build',
  'keep',
  'A',
  '[[:alpha:]]',
  '\\a',
];
const HARMLESS = ['# a comment', '', '   ', '!', '/', '\\'];

/** A tree, from fast-check's `gen()`. */
export function generateTree(gen: GeneratorValue): GeneratedTree {
  const paths = gen(fc.array, fc.array(name(gen), { minLength: 1, maxLength: 4 }), {
    minLength: 3,
    maxLength: 14,
  });
  const all = [...new Set(paths.map((path) => path.join('/')))];
  const files = all.filter((file) => !all.some((other) => other.startsWith(`${file}/`)));
  const ignoreFiles: Record<string, string> = {};
  for (let rules = gen(fc.nat, { max: 8 }); rules >= 0; rules--) {
    const { folder, line } = generateRule(gen, files);
    const path = `${folder}.gitignore`;
    ignoreFiles[path] = (ignoreFiles[path] ?? '') + line;
  }
  return { files, ignoreFiles };
}

/** A line of an ignore file at the top level, about one of the files or about none. */
export function generateLine(gen: GeneratorValue, files: string[]): string {
  const { folder, line } = generateRule(gen, files);
  return folder === '' ? line : '';
}

/** Mostly about a path that is there, from a folder above it: else the rules would hardly ever meet. */
function generateRule(gen: GeneratorValue, files: string[]): { folder: string; line: string } {
  const pick = (...texts: string[]): string => gen(fc.constantFrom, ...texts) as string;
  const steps = pick(...files).split('/');
  const from = gen(fc.nat, { max: steps.length - 1 });
  const to = gen(fc.integer, { min: from + 1, max: steps.length });
  const above = steps.slice(0, from);
  const own = steps.slice(from, to).map(escapePattern);
  const body = pick(
    own.join('/'),
    own.join('/'),
    `${own.join('/')}/${pick(...ATOMS)}`,
    `**/${own.at(-1)}`,
    [...own.slice(0, -1), pick(...ATOMS)].join('/'),
    `${pick(...ATOMS)}/${pick(...ATOMS)}`,
    pick(...HARMLESS),
  );
  const before = pick('', '', '!', '/', '!/');
  const after = pick('', '', '/', '/*', ' ', '\t', '\\ ');
  const line = `${before}${body}${after}${pick('\n', '\n', '\r\n')}`;
  return { folder: above.map((step) => `${step}/`).join(''), line };
}

function name(gen: GeneratorValue): fc.Arbitrary<string> {
  // Most trees hold plain names only: an odd one in each would hide what the plain ones do.
  const isOdd = gen(fc.nat, { max: 3 }) === 0;
  return fc.constantFrom(...NAMES, ...(isOdd ? ODD_NAMES : []));
}

function escapePattern(step: string): string {
  return step
    .replaceAll('\n', '?')
    .replace(/[\\*?[\]]|^[#!]| $/g, (char) => (char === '?' ? char : `\\${char}`));
}
