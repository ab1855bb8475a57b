import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checksums } from '../../src/judge/checksums/index.js';
import { keyOutlines } from './sample-keys.js';
import { outlines } from './sample-tokens.js';

const reference = suite('checksums: the Python reference');

/**
 * The runnable reference. It is no part of the repository: KEYFENCE_REFERENCE says where it is, if elsewhere.
 */
const file = process.env.KEYFENCE_REFERENCE ?? '/work/shared/facts/checksums.py';

/**
 * What the reference has no entry for is written here, with Python's own CRC-16 and hashes.
 * Reads [expression, token] pairs on stdin, answers with a list of booleans. What the reference cannot read
 * is wrong.
 */
const program = `
import json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import checksums as c
import base64, binascii, hashlib
def b32(t):
    return base64.b32decode(t + "=" * (-len(t) % 8))
def crc16(data):
    return binascii.crc_hqx(data, 0).to_bytes(2, "little")
def unbase(t, alphabet):
    n = 0
    for x in t:
        n = n * 58 + alphabet.index(x)
    zeros = len(t) - len(t.lstrip(alphabet[0]))
    return bytes(zeros) + n.to_bytes((n.bit_length() + 7) // 8, "big")
def b58check(t, alphabet):
    raw = unbase(t, alphabet)
    return hashlib.sha256(hashlib.sha256(raw[:-4]).digest()).digest()[:4] == raw[-4:]
def polymod(t):
    hrp, _, data = t.lower().rpartition("1")
    return c._polymod([ord(x) >> 5 for x in hrp] + [0] + [ord(x) & 31 for x in hrp] + [c.BECH.index(x) for x in data])
def check(expression, t):
    try:
        return bool(eval(expression, {**globals(), "t": t}))
    except (ValueError, KeyError, IndexError):
        return False
print(json.dumps([check(*pair) for pair in json.load(sys.stdin)]))
`;

function askPython(pairs: readonly (readonly [string, string])[]): boolean[] {
  const asked = spawnSync('python3', ['-c', program, dirname(file)], {
    input: JSON.stringify(pairs),
    encoding: 'utf8',
  });
  assert.is(asked.status, 0, 'python3 failed');
  return JSON.parse(asked.stdout);
}

const reason = !existsSync(file)
  ? `${file} is not there`
  : spawnSync('python3', ['--version']).status !== 0
    ? 'python3 is not there'
    : null;
if (reason) console.log(`SKIPPED, the comparison with the Python reference: ${reason}`);
const compare = reason ? reference.skip : reference;

compare('takes what we complete, and refuses what we refuse, for every algorithm', () => {
  const cases = [...outlines, ...keyOutlines].flatMap(
    ({ title, checksum, tokens, python, covered = [0, 1000] }) => {
      const { verify, complete } = checksums[checksum]!;
      return fc.sample(tokens, { seed: 11, numRuns: 40 }).flatMap((token, index) => {
        const right = complete(token);
        const [start, end] = covered;
        const at = start + ((index * 7) % (Math.min(right.length, end) - start));
        const wrong = right.slice(0, at) + (right[at] === 'b' ? 'c' : 'b') + right.slice(at + 1);
        return [right, wrong, token].map((text) => ({ title, python, text, ours: verify(text), index, at }));
      });
    },
  );
  const theirs = askPython(cases.map(({ python, text }) => [python, text] as const));
  assert.is(theirs.length, cases.length);
  for (const [position, { title, ours, index, at }] of cases.entries()) {
    // We also look at what the reference does not: separators, case, padding and stray bits.
    if (theirs[position] === false || position % 3 === 0) {
      assert.is(ours, theirs[position], `${title}, token ${index}, character ${at}`);
    }
  }
  assert.is(theirs.filter((taken) => taken).length >= cases.length / 3, true);
});

reference.run();
