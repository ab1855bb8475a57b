/**
 * Learns how often four bytes stand in a row in files of all sorts, and writes `src/detect/prefilter/frequencies.ts`: the grams that
 * stand most often, and for all others how often each kind of byte stands and how often one follows another.
 *
 *   npx tsx src/build/train-grams.ts FOLDER…   e.g. node_modules /usr/share/doc /usr/lib/python3
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { foldByte, KINDS, kindOf } from '../detect/prefilter/kinds.js';

const LARGEST = 512 * 1024; // bytes: beyond stand bundles and data
const STEPS_PER_BIT = 4;
const FREQUENT = 3000; // grams

// The last row is that of the first byte of four.
const pairs = new Float64Array((KINDS + 1) * KINDS);
const grams = new Map<number, number>();
let bytesRead = 0;
let files = 0;
for (const folder of process.argv.slice(2)) collect(folder);

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const digitOf = (share: number) => digits[Math.min(63, Math.round(-Math.log2(share) * STEPS_PER_BIT))];
let table = '';
for (let first = 0; first <= KINDS; first++) {
  const row = pairs.subarray(first * KINDS, (first + 1) * KINDS);
  const total = row.reduce((sum, count) => sum + count, 0);
  for (const count of row) table += digitOf((count + 0.5) / (total + 0.5 * KINDS));
}
// Only what reads as text is told by itself: letters, digits and the signs between them.
const frequent = [...grams]
  .map(([gram, count]) => ({ text: textOf(gram), count }))
  .filter(({ text }) => /^[a-z0-9 ._/:=-]{4}$/.test(text))
  .sort((a, b) => b.count - a.count)
  .slice(0, FREQUENT);
writeFileSync(
  fileURLToPath(new URL('../detect/prefilter/frequencies.ts', import.meta.url)),
  `/** Made by src/build/train-grams.ts from ${files} files. Each digit is a share as -log2, in quarters of a bit. */
export const STEPS_PER_BIT = ${STEPS_PER_BIT};
/** How often each kind of byte follows each, and last how often each stands. */
export const PAIRS =
  '${table}';
/** The most frequent grams, each with its digit behind it. */
export const GRAMS =
  '${frequent.map(({ text, count }) => text + digitOf(count / bytesRead)).join('')}';
`,
);

function textOf(gram: number): string {
  return Buffer.from(Uint32Array.of(gram).buffer).toString('latin1');
}

function collect(path: string): void {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status?.isDirectory()) {
    for (const name of readdirSync(path)) collect(join(path, name));
  } else if (status?.isFile() && status.size < LARGEST) {
    const bytes = readFileSync(path);
    if (!bytes.includes(0)) learn(bytes);
  }
}

function learn(bytes: Buffer): void {
  files++;
  bytesRead += bytes.length;
  let gram = 0;
  for (let at = 1; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    for (const before of [kindOf(bytes[at - 1] as number), KINDS]) {
      const index = before * KINDS + kindOf(byte);
      pairs[index] = (pairs[index] as number) + 1;
    }
    gram = ((gram >>> 8) | (foldByte(byte) << 24)) >>> 0;
    if (at >= 4) grams.set(gram, (grams.get(gram) ?? 0) + 1);
  }
}
