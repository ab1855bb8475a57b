import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checksums } from '../../src/judge/checksums/index.js';
import { keyOutlines } from './sample-keys.js';
import { alphanumeric, outlines } from './sample-tokens.js';

const algorithms = suite('checksums');
// One change in 15,000 is right by chance where the check has three characters: a fixed seed keeps it out.
const runs = { seed: 7, numRuns: 8 };

/** The body of the reference's self-check. */
const body = alphanumeric.repeat(3).slice(7);
const routable = Buffer.from([...Array(16).keys(), ...Buffer.from('c:1\no:1\nu:2'), 11]).toString(
  'base64url',
);
const sequence = Buffer.from([...Array(64).keys()]);
const storage = Buffer.concat([sequence.subarray(0, 57), Buffer.from('+ASt', 'base64'), Buffer.alloc(4)]);
const digitsOfAge = [...Array(51).keys()].map((index) => 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'[index % 32]);

/** Token without check value, what follows of it, and the check value by the reference. */
const known: [checksum: string, head: string, check: string, tail?: string][] = [
  ['crc32-base62-body', `ghp_${body.slice(0, 30)}`, '41uM9u'],
  ['crc32-base62-body', `ctp_${body.slice(0, 30)}`, '41uM9u'],
  ['crc32-base62-whole', `ddp_${body.slice(0, 30)}`, '1gotEY'],
  ['crc32-base62-lower-first-whole', `apify_api_${body.slice(0, 30)}`, '26IzFl'],
  [
    'github-fine-grained',
    `github_pat_${body.slice(0, 22)}_${body.slice(0, 43)}`,
    'JLYYULWK',
    body.slice(0, 8),
  ],
  ['gitlab-routable', `glpat-${routable}.01.`, '120bx6vzj'],
  ['crc32-hex-upper-8', `ATATT3xFfGF0${body.slice(0, 171)}=`, '32488B25'],
  ['crc32-hex-upper-8', `ATBB${body.slice(0, 24)}`, '78EB8422'],
  ['cloudflare', `cfut_${body.slice(0, 40)}`, '739ea89e'],
  ['cashfree', `cfsk_ma_test_${'0123456789abcdef'.repeat(2)}_`, '7759b50e'],
  ['canva', `cnvca${body.slice(0, 43)}`, 'fb0701f1'],
  ['grafana', `glsa_${body.slice(0, 32)}_`, 'b3aba612'],
  ['confluent', `cflt${body.slice(0, 54)}`, 'tMtQ6w'],
  ['azure-identifiable', storage.toString('base64').slice(0, 80), 'Y5ep4A=='],
  ['azure-cask', `${body.slice(0, 52)}JQQJ99BJ${'A'.repeat(17)}ZDO`, '1JbL'],
  ['azure-cask', `${body.slice(0, 52)}JQQJ99BJ${'A'.repeat(17)}ZDO`, '1JbLyr=='],
  ['azure-entra', `abc8Q~${body.slice(0, 31)}`, 'aRv'],
  ['age-identity', `AGE-SECRET-KEY-1${digitsOfAge.join('')}S`, 'W25AW4'],
];

for (const [name, head, check, tail = ''] of known) {
  algorithms(`${name} agrees with the reference about ${check}`, () => {
    const token = head + check + tail;
    const blank = /=*$/.exec(check)![0];
    const junk = `${'A'.repeat(check.length - blank.length)}${blank}`;
    assert.ok(checksums[name]!.verify(token));
    assert.is(checksums[name]!.complete(head + junk + tail), token);
    assert.not(checksums[name]!.verify(head + junk + tail));
  });
}

algorithms('azure-devops-legacy agrees with the reference about where the four bytes go', () => {
  const completed = checksums['azure-devops-legacy']!.complete(
    lowerBase32(sequence.map((byte) => byte + 100)),
  );
  const expected = Buffer.from(sequence.subarray(0, 32).map((byte) => byte + 100));
  for (const [index, place] of [22, 8, 7, 2].entries()) expected[place] = [0x30, 0xc7, 0x2f, 0x6a][index]!;
  assert.is(completed, lowerBase32(expected));
});

algorithms('azure-devops-legacy takes application tokens too', () => {
  const { verify, complete } = checksums['azure-devops-legacy']!;
  const own = sequence.map((byte) => byte * 3);
  const user = complete(lowerBase32(own));
  const bits = [...user]
    .map((character) => base32Digits.indexOf(character).toString(2).padStart(5, '0'))
    .join('');
  const bytes = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const difference = Buffer.from([0x03, 0x90, 0xa0, 0xf0]); // 0xe0b9692d ^ 0x1019f92e, the lowest byte first
  for (const [index, place] of [22, 8, 7, 2].entries()) bytes[place]! ^= difference[index]!;
  assert.ok(verify(lowerBase32(bytes)));
});

const base32Digits = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first 32 bytes in lower-case base32, written here again as an oracle. */
function lowerBase32(bytes: Uint8Array): string {
  const bits = [...bytes.subarray(0, 32)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.padEnd(260, '0').match(/.{5}/g)!;
  return groups.map((group) => base32Digits[Number.parseInt(group, 2)]).join('');
}

for (const { title, checksum, tokens, covered = [0, 1000] } of [...outlines, ...keyOutlines]) {
  const { verify, complete } = checksums[checksum]!;

  algorithms(`a completed token is right, whatever stood in the place of the check: ${title}`, () => {
    fc.assert(
      fc.property(tokens, (token) => {
        const completed = complete(token);
        assert.is(completed.length, token.length);
        assert.ok(verify(completed));
        assert.is(complete(completed), completed);
      }),
      runs,
    );
  });

  algorithms(`one changed character makes it wrong, wherever it is covered: ${title}`, () => {
    fc.assert(
      fc.property(tokens, fc.infiniteStream(fc.constantFrom(...alphanumeric)), (token, stream) => {
        const right = complete(token);
        for (let index = covered[0]; index < Math.min(right.length, covered[1]); index++) {
          const other = stream.next().value;
          const changed = right.slice(0, index) + other + right.slice(index + 1);
          assert.is(verify(changed), changed === right, `index ${index}`);
        }
      }),
      runs,
    );
  });

  algorithms(`a cut, a longer and an empty token are wrong: ${title}`, () => {
    fc.assert(
      fc.property(tokens, fc.nat(200), (token, cut) => {
        const right = complete(token);
        assert.not(verify(right.slice(0, cut % right.length)));
        assert.not(verify(`${right}A`));
      }),
      runs,
    );
  });
}

for (const [name, { verify }] of Object.entries(checksums)) {
  algorithms(`garbage is wrong and no error: ${name}`, () => {
    const garbage = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.uint8Array({ maxLength: 120 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
      fc
        .tuple(fc.constantFrom('gl-', 'a1', '_', '8Q~', '=', '.01.'), fc.nat(99))
        .map(([part, times]) => part.repeat(times)),
    );
    fc.assert(
      fc.property(garbage, (text) => assert.is(verify(text), false)),
      { seed: 7, numRuns: 300 },
    );
  });

  algorithms(`a text without the shape cannot be completed, and the error does not say it: ${name}`, () => {
    const nonsense = 'no such shape!';
    try {
      // Where the check covers all that stands before it, everything has the shape.
      assert.ok(verify(checksums[name]!.complete(nonsense)));
    } catch (error) {
      assert.instance(error, TypeError);
      assert.not.match((error as Error).message, nonsense);
    }
  });
}

algorithms(
  'an instance name before the type prefix, and a runner type behind it, are part of a GitLab token',
  () => {
    const { verify, complete } = checksums['gitlab-routable']!;
    for (const prefix of ['acme-glpat-', 'glrt-t1_', 'glrtr-t3_', 'glrt-', 'glagent-']) {
      const completed = complete(`${prefix}${routable}.01.000000000`);
      assert.ok(verify(completed), prefix);
      assert.is(completed.slice(-9, -7), '12', prefix);
    }
    assert.ok(verify(complete(`glpat-${routable}.000000000`)), 'the first generation, without a version');
  },
);

algorithms('the = of an Atlassian token may stand escaped', () => {
  const { verify, complete } = checksums['crc32-hex-upper-8']!;
  const plain = complete(`ATATT3x${body.slice(0, 170)}=00000000`);
  assert.ok(verify(plain.replace('=', '%3D')));
  assert.ok(verify(plain.replace('=', '\\=')));
  assert.not(verify(plain.replace('=', '%3E')));
});

algorithms('underscores in the body of a Vercel token do not end its prefix', () => {
  const { verify, complete } = checksums['crc32-base62-body']!;
  for (const start of ['A_', 'abc_', '__', 'a_b_']) {
    assert.ok(verify(complete(`vck_${start}${body.slice(0, 56 - start.length)}`)), start);
  }
  assert.ok(verify(complete(`vck_${body.slice(0, 49)}_000000`)), 'as its last character');
});

algorithms('every seed of an Azure product is taken', () => {
  const { verify } = checksums['azure-identifiable']!;
  const key = checksums['azure-identifiable']!.complete(`${body.slice(0, 76)}APIM${body.slice(0, 6)}==`);
  assert.ok(verify(key));
  assert.not(verify(key.replace('APIM', '+ASt')), 'and no seed of another one');
});

algorithms('the older tail of an annotated key, plain base64, is taken', () => {
  const { verify } = checksums['azure-cask']!;
  const head = `${body.slice(0, 52)}JQQJ99BJ${'A'.repeat(17)}ZDO`;
  const digits = [...'1JbLyr'].reduce((sum, digit) => sum * 62 + alphanumeric.indexOf(digit), 0);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(digits);
  assert.ok(verify(`${head}${bytes.toString('base64')}`));
  assert.ok(verify(`${head}${bytes.toString('base64').slice(0, 4)}`));
});

algorithms('an age identity is of one case and has no stray bits', () => {
  const { verify, complete } = checksums['age-identity']!;
  const right = complete(`AGE-SECRET-KEY-1${'Q'.repeat(58)}`);
  assert.ok(verify(right));
  assert.ok(verify(right.toLowerCase()));
  assert.not(verify(right.slice(0, 20) + right.slice(20).toLowerCase()));
});

algorithms.run();
