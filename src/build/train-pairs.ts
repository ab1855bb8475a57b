/**
 * Learns how often each kind of byte stands in files of all sorts, and how often one follows another, and writes `src/detect/prefilter/pairs.ts`.
 *
 *   npx tsx src/build/train-pairs.ts FOLDER…   e.g. node_modules /usr/share/doc /usr/lib/python3
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KINDS, kindOf } from '../detect/prefilter/kinds.js';

const LARGEST = 512 * 1024; // bytes: beyond stand bundles and data
const STEPS_PER_BIT = 4;

// The last row is that of the first byte of four.
const counts = new Float64Array((KINDS + 1) * KINDS);
let files = 0;
for (const folder of process.argv.slice(2)) collect(folder);
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
let table = '';
for (let first = 0; first <= KINDS; first++) {
  const row = counts.subarray(first * KINDS, (first + 1) * KINDS);
  const total = row.reduce((sum, count) => sum + count, 0);
  for (const count of row) {
    const share = (count + 0.5) / (total + 0.5 * KINDS);
    table += digits[Math.min(63, Math.round(-Math.log2(share) * STEPS_PER_BIT))];
  }
}
const file = fileURLToPath(new URL('../detect/prefilter/pairs.ts', import.meta.url));
writeFileSync(
  file,
  `/** Made by src/build/train-pairs.ts from ${files} files: -log2 of how often each kind of byte follows each, and last of how often each stands, in quarters of a bit. */
export const STEPS_PER_BIT = ${STEPS_PER_BIT};
export const TABLE =
  '${table}';
`,
);

function collect(path: string): void {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status?.isDirectory()) {
    for (const name of readdirSync(path)) collect(join(path, name));
  } else if (status?.isFile() && status.size < LARGEST) {
    const bytes = readFileSync(path);
    if (bytes.includes(0)) return;
    files++;
    for (let at = 1; at < bytes.length; at++) {
      const kind = kindOf(bytes[at] as number);
      for (const before of [kindOf(bytes[at - 1] as number), KINDS]) {
        counts[before * KINDS + kind] = (counts[before * KINDS + kind] as number) + 1;
      }
    }
  }
}
