/** Both engines find exactly the same, for every pattern, in every surrounding, and on hostile bytes. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createDetector } from '../../src/detect/detector.js';
import { indexPatterns } from '../../src/detect/index-patterns.js';
import { type Engine, loadEngine } from '../../src/detect/regex.js';
import { judge } from '../../src/judge/judge.js';
import { resolveOverlaps } from '../../src/judge/resolve.js';
import type { Match } from '../../src/types.js';
import { randomBytes, randomInt } from '../support/random.js';
import { byFormat, catalog, sample } from '../support/sample.js';
import { surroundingsFor } from '../support/surroundings.js';

const engines = suite('the two engines');
const index = indexPatterns(catalog);
const port = createDetector([index], loadEngine('re2js'));
const native = nativeEngine();
const detectors = native ? [createDetector([index], native), port] : [port];
if (!native) console.log('re2 is not installed: only re2js is tested, and not against re2');

function nativeEngine(): Engine | null {
  try {
    return loadEngine('re2');
  } catch {
    return null;
  }
}

function facts(matches: Match[]): string[] {
  return matches.map(({ pattern, start, end, prefix, assigned }) =>
    [pattern.id, start, end, prefix, assigned?.name].join(' '),
  );
}

function detectWithAll(bytes: Buffer): Match[] {
  const [first, ...others] = detectors.map((detector) => detector.detect(bytes));
  for (const other of others) assert.equal(facts(other), facts(first as Match[]));
  return first as Match[];
}

for (const pattern of catalog) {
  engines(`find ${pattern.id} in every surrounding, at its exact place`, () => {
    for (const { name, before, after } of surroundingsFor(pattern)) {
      const rounds = name.startsWith('200 KB') || pattern.maxLength > 1000 ? 1 : 5;
      for (let round = 0; round < rounds; round++) {
        const text = sample(pattern);
        const matches = detectWithAll(Buffer.from(before + text + after, 'latin1'));
        if (!byFormat.includes(pattern)) continue;
        const own = matches.find((match) => match.pattern.id === pattern.id);
        assert.ok(own, `${pattern.id} not found: ${name}`);
        const start = (own as Match).start - before.length;
        const end = (own as Match).end - before.length;
        assert.ok(start >= 0 && end <= text.length, `${pattern.id}: found beyond its text: ${name}`);
        assert.ok(text.includes((own as Match).secret.reveal()));
        if (!catalogGroup(pattern.source))
          assert.equal([start, end], [0, text.length], `${pattern.id}: ${name}`);
      }
    }
  });
}

engines('where two patterns meet, one finding is left for each text', () => {
  for (const pattern of catalog) {
    const { before, after } = surroundingsFor(pattern)[1] as { before: string; after: string };
    const matches = detectWithAll(Buffer.from(before + sample(pattern) + after, 'latin1'));
    const believed = matches.flatMap((match) => {
      const judgement = judge(match);
      return judgement.kind === 'believe' ? [{ match, judgement }] : [];
    });
    const places = resolveOverlaps(believed).map(({ match }) => [match.start, match.end]);
    for (let i = 1; i < places.length; i++) {
      assert.ok((places[i]?.[0] ?? 0) >= (places[i - 1]?.[1] ?? 0), `${pattern.id}: findings overlap`);
    }
  }
});

engines('miss no token among beginnings of tokens repeated without end', () => {
  for (const pattern of byFormat.filter(({ anchor }) => anchor.kind !== 'assigned')) {
    const whole = sample(pattern);
    const half = `${sample(pattern).slice(0, Math.ceil(whole.length / 2))} `;
    const beginnings = [half, ` ${pattern.literals[0]}`, `${pattern.literals.at(-1)} `];
    for (const beginning of beginnings) {
      const noise = beginning.repeat(Math.ceil(6000 / beginning.length));
      const text = `${noise} ${whole} \n${noise} ${whole} \n${noise}`;
      const places = [noise.length + 1, 2 * noise.length + whole.length + 4];
      const found = detectWithAll(Buffer.from(text, 'latin1'));
      for (const place of places) {
        // A wrapped format may run on from the beginning before: then that match covers this one.
        const covers = ({ start, end }: Match) => start < place + whole.length && end > place;
        const own = found.some((match) => match.pattern.id === pattern.id && covers(match));
        assert.ok(own, `${pattern.id} missed among repeated beginnings`);
      }
    }
  }
});

engines('agree on random bytes strewn with pieces of tokens', () => {
  for (let round = 0; round < 60; round++) {
    const pieces = Array.from({ length: 60 }, () => {
      const pattern = catalog[randomInt(catalog.length)];
      const text = pattern ? sample(pattern) : '';
      const cut = randomInt(text.length);
      return Buffer.concat([randomBytes(randomInt(40)), Buffer.from(text.slice(0, cut), 'latin1')]);
    });
    detectWithAll(Buffer.concat(pieces));
  }
});

function catalogGroup(source: string | null): boolean {
  return source !== null && /(?<!\\)\((?!\?)/.test(source);
}

engines.run();
