/** The checks of the catalog's own patterns: what is right is believed, what is wrong is doubted, and nothing throws. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checksums } from '../../src/judge/checksums/index.js';
import { judge } from '../../src/judge/judge.js';
import { structures } from '../../src/judge/structures/index.js';
import { type Match, type Pattern, Secret } from '../../src/types.js';
import { catalog, sample, secretOf } from '../support/sample.js';
import { nameOutcome } from './structure-outcomes.js';

const checks = suite('checks of the catalog');
const TRIES = 12; // a random sample may look made up, or have a length that holds no whole bytes

function matchOf(pattern: Pattern, text: string): Match {
  const secret = new Secret(secretOf(pattern, text));
  const [name] = pattern.names;
  return {
    pattern,
    start: 0,
    end: secret.length,
    secret,
    token: new Secret(text),
    prefix: pattern.prefixes.find((prefix) => text.startsWith(prefix)) ?? '',
    assigned: name === undefined ? null : { name, quoted: true, before: '' },
    near: null,
    known: null,
  };
}

function judged(pattern: Pattern, text: string): string {
  const judgement = judge(matchOf(pattern, text));
  return judgement.kind === 'drop' ? 'dropped' : `${judgement.verdict} ${judgement.confidence}`;
}

/** Whether any of some samples is judged like that. */
function isEver(expected: string, judgements: () => string): boolean {
  return Array.from({ length: TRIES }).some(() => judgements() === expected);
}

const formats = catalog.filter(({ source }) => source !== null);
for (const pattern of formats.filter(({ checksum }) => checksum !== null)) {
  const { documented = true } = checksums[pattern.checksum!]!;
  const bare = pattern.anchor.kind === 'assigned' ? 'context' : 'format';
  const doubt = pattern.confidence === 'high' ? 'medium' : pattern.confidence;
  const right = documented ? 'checksum-valid high' : `${bare} ${pattern.confidence}`;
  const wrong = documented ? 'format low' : `${bare} ${doubt}`;

  checks(`${pattern.id}: right is ${right}, wrong is ${wrong}`, () => {
    assert.ok(
      isEver(right, () => judged(pattern, sample(pattern))),
      'right',
    );
    assert.ok(
      isEver(wrong, () => judged(pattern, sample(pattern, { checksum: 'wrong' }))),
      'wrong',
    );
  });
}

const structured = formats.filter(({ structure }) => structure !== null);
for (const pattern of structured.filter(({ structure }) => structures[structure!]!.complete)) {
  checks(`${pattern.id}: a sample has the structure ${pattern.structure}`, () => {
    const outcomes = Array.from({ length: TRIES }, () => {
      const text = sample(pattern);
      return nameOutcome(structures[pattern.structure!]!.check(text, secretOf(pattern, text)));
    });
    assert.ok(
      outcomes.some((outcome) => /^(?:sound|plain|lowered)/.test(outcome)),
      outcomes.join(', '),
    );
  });
}

checks('a token that is cut anywhere is judged without an error, by every check', () => {
  for (const pattern of formats.filter(({ checksum, structure }) => checksum ?? structure)) {
    const text = sample(pattern);
    for (let end = 0; end <= text.length; end += Math.ceil(text.length / 60)) {
      const cut = text.slice(0, end);
      if (pattern.checksum !== null) assert.type(checksums[pattern.checksum]!.verify(cut), 'boolean');
      const { check } = structures[pattern.structure ?? 'jwt']!;
      for (const part of [cut, cut.slice(5), text.slice(end)]) {
        assert.type(nameOutcome(check(cut, part)), 'string', pattern.id);
      }
    }
  }
});

checks('a right checksum outweighs the looks of a placeholder, unless the algorithm is only observed', () => {
  const tables: [id: string, expected: string][] = [
    ['github-personal-access-token', 'checksum-valid high'],
    ['apify-api-token', 'dropped'],
  ];
  for (const [id, expected] of tables) {
    const pattern = catalog.find((one) => one.id === id)!;
    const prefix = pattern.prefixes[0]!;
    const token = `${prefix}${'EXAMPLE'.repeat(4)}ab000000`;
    assert.is(judged(pattern, token), 'dropped', `${id}, as it is`);
    assert.is(judged(pattern, checksums[pattern.checksum!]!.complete(token)), expected, id);
  }
});

checks.run();
