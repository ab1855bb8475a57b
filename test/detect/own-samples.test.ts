/** Five samples of each pattern in each surrounding: found once, as that pattern, in exactly their place. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createDetector } from '../../src/detect/detector.js';
import { indexPatterns } from '../../src/detect/index-patterns.js';
import { loadEngine } from '../../src/detect/regex.js';
import { judgeMatches } from '../../src/judge/judge.js';
import type { JudgedMatch } from '../../src/judge/resolve.js';
import type { Pattern } from '../../src/types.js';
import { byFormat, catalog, sample, secretOf } from '../support/sample.js';
import { type Surrounding, surroundingsFor, webSurroundingsFor } from '../support/surroundings.js';

const samples = suite('samples of a pattern');
const detector = createDetector([indexPatterns(catalog)], loadEngine());

const ROUNDS = 5;
/** Between two samples: what no format crosses, and too far for a name to be read over it. */
const APART = `\0\n${'-'.repeat(1300)}\n\0`;

interface Planted {
  pattern: Pattern;
  surrounding: string;
  /** Of the secret, in the text. */
  start: number;
  end: number;
}

/** A text with samples in it, and where they stand. */
class Field {
  text = '';
  readonly planted: Planted[] = [];

  plant(pattern: Pattern, token: string, { name, before, after }: Surrounding): void {
    const secret = secretOf(pattern, token);
    const start = this.text.length + before.length + token.indexOf(secret);
    this.planted.push({ pattern, surrounding: name, start, end: start + secret.length });
    this.text += before + token + after;
  }

  /** What is wrong with what is found of each: its pattern, its surrounding and the patterns that were reported. */
  faults(): string[] {
    const judged = judgeMatches(detector.detect(Buffer.from(this.text, 'latin1')), () => {});
    return this.planted.flatMap((one) => {
      const found = judged.filter(({ match }) => match.start < one.end && match.end > one.start);
      return isExactly(one, found) ? [] : [describe(one, found)];
    });
  }
}

function isExactly({ pattern, start, end }: Planted, found: JudgedMatch[]): boolean {
  const [first, ...others] = found.map(({ match }) => match);
  return (
    others.length === 0 && first?.pattern.id === pattern.id && first.start === start && first.end === end
  );
}

function describe({ pattern, surrounding, start, end }: Planted, found: JudgedMatch[]): string {
  const words = found.map(({ match }) => `${match.pattern.id} ${match.start - start}..${match.end - end}`);
  return `${pattern.id} in ${surrounding}: ${words.join(', ') || 'nothing'}`;
}

/** In a line of words another word would go on with a phrase of words. */
const inLines = byFormat.filter(({ structure }) => structure !== 'bip39');
const isLongLine = ({ name }: Surrounding) => name.startsWith('200 KB');

for (const pattern of byFormat) {
  samples(`of ${pattern.id} are found as that, once, in their place`, () => {
    const field = new Field();
    const places = surroundingsFor(pattern).filter((one) => !isLongLine(one));
    for (let round = 0; round < ROUNDS; round++) {
      const token = sample(pattern);
      for (const place of [...places, ...webSurroundingsFor(pattern, token)]) {
        field.text += APART;
        field.plant(pattern, token, place);
      }
    }
    assert.equal(field.faults(), []);
  });
}

// One line for many patterns: what stands in it is the same, and it is read in a fraction of the time.
const AT_ONCE = 30;
const FILLER = 1400; // bytes of short words before each sample
for (let first = 0; first < inLines.length; first += AT_ONCE) {
  const patterns = inLines.slice(first, first + AT_ONCE);
  samples(`are found in one line of 200 KB: ${patterns[0]?.id} to ${patterns.at(-1)?.id}`, () => {
    const field = new Field();
    for (const pattern of patterns) {
      const { name, before, after } = surroundingsFor(pattern).find(isLongLine) as Surrounding;
      for (let round = 0; round < ROUNDS; round++) {
        const near = { name, before: before.slice(-FILLER), after: after.slice(0, after.indexOf(' ') + 1) };
        field.plant(pattern, sample(pattern), near);
      }
    }
    assert.ok(field.text.length > 200_000 || patterns.length < AT_ONCE);
    assert.equal(field.faults(), []);
  });
}

samples.run();
