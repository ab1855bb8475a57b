/**
 * Learns which three characters follow one another in words and names, and writes `src/judge/randomness/table.ts`.
 *
 *   npx tsx src/build/train-randomness.ts FOLDER…   e.g. node_modules /usr/share/doc /usr/lib/python3
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SYMBOLS, symbolsOf } from '../judge/randomness/symbols.js';

const TEXT = /\.(?:js|ts|mjs|cjs|md|txt|py|json|ya?ml|html|css|h|c|rst|sh|xml)$/;
const LARGEST = 512 * 1024; // bytes: beyond stand bundles and data
const WORD = /[A-Za-z][A-Za-z0-9]{2,40}/g;
const STEPS_PER_BIT = 6;

// Each distinct word counts with the root of how often it stands: names as people make them up, not how often they repeat them.
const words = new Map<string, number>();
for (const folder of process.argv.slice(2)) collect(folder);
const counts = new Float64Array(SYMBOLS ** 3);
for (const [word, times] of words) {
  const symbols = symbolsOf(word);
  for (let i = 2; i < symbols.length; i++) {
    const at = ((symbols[i - 2] as number) * SYMBOLS + (symbols[i - 1] as number)) * SYMBOLS;
    counts[at + (symbols[i] as number)] = (counts[at + (symbols[i] as number)] as number) + Math.sqrt(times);
  }
}
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
let table = '';
for (let context = 0; context < SYMBOLS ** 2; context++) {
  const row = counts.subarray(context * SYMBOLS, (context + 1) * SYMBOLS);
  const total = row.reduce((sum, count) => sum + count, 0);
  for (const count of row) {
    const probability = (count + 0.5) / (total + 0.5 * SYMBOLS);
    table += digits[Math.min(63, Math.round(-Math.log2(probability) * STEPS_PER_BIT))];
  }
}
const file = fileURLToPath(new URL('../judge/randomness/table.ts', import.meta.url));
writeFileSync(
  file,
  `/** Made by src/build/train-randomness.ts from ${words.size} words: -log2 of each trigram's probability, in sixths of a bit. */
export const STEPS_PER_BIT = ${STEPS_PER_BIT};
export const TABLE =
  '${table}';
`,
);

function collect(path: string): void {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status?.isDirectory()) {
    for (const name of readdirSync(path)) collect(join(path, name));
  } else if (status?.isFile() && TEXT.test(path) && status.size < LARGEST) {
    const text = readFileSync(path, 'latin1');
    if (text.split('\n', 50).some((line) => line.length > 2000)) return; // made by a machine
    for (const [word] of text.matchAll(WORD)) {
      if (/\d.*[a-z].*\d/i.test(word)) continue; // an id or a hash
      words.set(word, (words.get(word) ?? 0) + 1);
    }
  }
}
