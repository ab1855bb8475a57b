/** All that a person needs to know of one pattern, with a sample of it. */
import { describeFormat } from '../patterns/describe-format.js';
import type { ByteString, Confidence, Pattern } from '../types.js';
import { checksumInWords, structureInWords } from './check-words.js';
import { display, displayText } from './display.js';
import { isByName, patternFacts } from './pattern-facts.js';

/** A text made up at random in a pattern's format. */
export interface PatternSample {
  text: ByteString;
  /** Null where the format has none. */
  checksum: 'right' | 'wrong' | null;
}

const WIDTH = 10; // characters: the longest label

export function reportPatternSheet(pattern: Pattern, sample: PatternSample): string {
  const lines: [label: string, text: string | null][] = [
    ['title', pattern.title],
    ['provider', pattern.provider],
    ['kind', `${pattern.category}, severity ${pattern.severity}`],
    ['found', foundInWords(pattern)],
    ['names', pattern.names.length === 0 ? null : pattern.names.join(', ')],
    ['format', pattern.source === null ? null : describeFormat(pattern.source)],
    ['regex', pattern.source],
    ['checksum', pattern.checksum === null ? 'none' : checksumInWords(pattern.checksum)],
    ['structure', pattern.structure === null ? null : structureInWords(pattern.structure)],
    ['confidence', confidenceInWords(pattern)],
    ['variables', pattern.env.length === 0 ? null : pattern.env.join(', ')],
    ['revoke', pattern.revoke],
    ['rotate', pattern.rotate],
    ['docs', pattern.docs],
  ];
  const told = lines.filter((line): line is [string, string] => line[1] !== null);
  const facts = told.map(([label, text]) => toLine(label, displayText(text)));
  return `${[displayText(pattern.id), ...facts, ...sampleLines(pattern, sample)].join('\n')}\n`;
}

/** The same for programs, with the regex and the sample as it is. */
export function reportPatternSheetJson(pattern: Pattern, sample: PatternSample): string {
  const facts = { ...patternFacts(pattern), regex: pattern.source, maxLength: pattern.maxLength };
  return `${JSON.stringify({ version: 1, pattern: facts, sample }, null, 2)}\n`;
}

function toLine(label: string, text: string): string {
  return `  ${label.padEnd(WIDTH)} ${text}`;
}

function foundInWords(pattern: Pattern): string {
  if (isByName(pattern))
    return 'where it is assigned to a name that holds one of those below; case and _ . - do not count';
  return `anywhere, by its value alone${pattern.leftBound + pattern.rightBound === '' ? '' : ', where no word goes on beside it'}`;
}

/** What a match is worth, by what is checked of it. */
function confidenceInWords({ confidence, checksum, structure }: Pattern): string {
  if (checksum !== null) return 'high with the right checksum, low with a wrong one';
  const strength: Record<Confidence, string> = {
    high: 'high',
    medium: 'medium',
    low: 'low: reported with --confidence low',
  };
  if (structure === null) return strength[confidence];
  return `high where its structure is sound, low where it is not; else ${strength[confidence]}`;
}

/** As it is, line by line; what no terminal should get is written as an escape. */
function sampleLines(pattern: Pattern, { text, checksum }: PatternSample): string[] {
  const [first = '', ...others] = text.split('\n').map(display);
  const about =
    checksum === null
      ? 'this format has no checksum'
      : checksum === 'wrong'
        ? 'its checksum is wrong on purpose, --valid-sample makes a right one'
        : 'its checksum is right';
  const shown = [toLine('sample', first), ...others.map((line) => toLine('', line))];
  const named = isByName(pattern) ? '; it counts where a name asks for it' : '';
  return [...shown, toLine('', `(made up just now at random: it opens nothing; ${about}${named})`)];
}
