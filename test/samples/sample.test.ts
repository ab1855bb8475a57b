/** Samples of a format: they match it from end to end, with the checksum that was asked for, in bounded time. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checksums } from '../../src/judge/checksums/index.js';
import { compileRecord } from '../../src/patterns/compile.js';
import { createSeededRandom, freshRandom } from '../../src/samples/random.js';
import { formatOf, makeSample, type SampleOptions, secretRange } from '../../src/samples/sample.js';
import type { Pattern, PatternRecord } from '../../src/types.js';
import { randomInt } from '../support/random.js';
import { asSecret } from '../support/record.js';
import { catalog } from '../support/sample.js';

const samples = suite('samples');

function own(record: PatternRecord): Pattern {
  return compileRecord(record, { id: 'own', provider: 'own', variable: 'OWN_NAME' })[0] as Pattern;
}

function made(pattern: Pattern, options: Partial<SampleOptions> = {}): string | null {
  const text = makeSample(pattern, { random: randomInt, ...options });
  return text === null ? null : asSecret(text);
}

for (const lengths of ['any', 'shortest', 'longest'] as const) {
  for (const checksum of ['right', 'wrong'] as const) {
    samples(`of each pattern match it from end to end: ${lengths}, checksum ${checksum}`, () => {
      for (const pattern of catalog) {
        const text = made(pattern, { lengths, checksum });
        if (text === null && lengths !== 'any') continue; // only some lengths leave room for whole bytes
        assert.ok(text !== null, pattern.id);
        assert.is(
          formatOf(pattern)
            ?.matcher()
            .find(text as string)?.end,
          text?.length,
          pattern.id,
        );
        const verify = checksums[pattern.checksum ?? '']?.verify;
        if (verify) assert.is(verify(text as string), checksum === 'right', pattern.id);
      }
    });
  }
}

samples('are the same for the same seed, and others for another', () => {
  const pattern = own({ format: 'acme_...' });
  const [first, again, other] = ['1', '1', '2'].map((seed) =>
    made(pattern, { random: createSeededRandom(seed).int }),
  );
  assert.ok(first === again && first !== other);
  const fresh = new Set([freshRandom, freshRandom].map((random) => made(pattern, { random })));
  assert.is(fresh.size, 2);
});

samples('of a name rule are random letters and digits', () => {
  assert.match(made(own({})) as string, /^[A-Za-z0-9]{24}$/);
});

samples('know which part of them is the secret', () => {
  const pattern = own({ pattern: 'acme://user:([a-z]{12})@host' });
  const text = made(pattern) as string;
  assert.equal(secretRange(pattern, text), { start: 12, end: 24 });
  const rule = own({});
  assert.equal(secretRange(rule, made(rule) as string), { start: 0, end: 24 });
});

/** There is no such text. */
for (const pattern of [
  'acme_[^\\x00-\\xff]{3}',
  'acme_a|acme_[b-z]{3}[^\\x00-\\xff]', // its first branch is drawn half of the time
]) {
  samples(`of a class of nothing: none, or of another branch: ${pattern}`, () => {
    const text = made(own({ pattern }));
    assert.is(text, pattern.includes('|') ? 'acme_a' : null);
  });
}

samples('of a format that leaves no room for its checksum: none', () => {
  assert.is(made(own({ format: 'acme-...', alphabet: 'a-c', checksum: 'github-fine-grained' })), null);
});

for (const [title, pattern] of [
  ['repeats inside repeats', `acme_${'(?:'.repeat(40)}a${')+'.repeat(40)}`],
  ['repeats of nothing', `acme_${'(?:'.repeat(40)}${')*'.repeat(40)}b`],
  ['long repeats inside repeats', `acme_${'(?:'.repeat(20)}[a-z]{900}${')+'.repeat(20)}`],
]) {
  samples(`of ${title} stay short`, () => {
    for (const lengths of ['any', 'longest'] as const) {
      const text = made(own({ pattern: pattern as string }), { lengths }) as string;
      assert.ok(text.length < 30_000, `${text.length} bytes`);
    }
  });
}

samples.run();
