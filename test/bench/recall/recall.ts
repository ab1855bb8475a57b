/**
 * Recall and precision on generated repositories: secrets and decoys in files as they stand in real ones, written without
 * the patterns. The repository and its answers go away with the process.
 *
 *   npm run bench:recall                          5 files of each kind
 *   npm run bench:recall -- --size 3 --seed 7     3 files of each kind, other ones
 *   npm run bench:recall -- --misses 50           with the wrong findings and what was missed
 *   npm run bench:recall -- --rivals DIR          with the other scanners in that folder (else those on the PATH)
 *   npm run bench:recall -- --json FILE           the numbers as JSON
 *   npm run bench:recall -- --keep DIR            keeps the repository and answers.json there: it is full of secrets
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Repository, scratch } from '../../support/repository.js';
import { numbersOf } from './numbers.js';
import { scanWithKeyfence, scanWithRivals } from './scans.js';
import { score } from './score.js';
import { tellGroups, tellMisses, tellScans } from './tell.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    size: { type: 'string', default: '5' },
    misses: { type: 'string', default: '0' },
    rivals: { type: 'string' },
    json: { type: 'string' },
    keep: { type: 'string' },
  },
});

// The chance of the tests reads its seed when it is loaded, so everything that draws is loaded after this.
process.env.KEYFENCE_TEST_SEED = values.seed;
const { generate } = await import('./generate.js');

const repository = new Repository();
const answers = generate(repository.top, Number(values.size));
if (values.keep !== undefined) {
  mkdirSync(values.keep, { recursive: true });
  cpSync(repository.top, join(values.keep, 'repository'), { recursive: true });
  writeFileSync(join(values.keep, 'answers.json'), JSON.stringify(answers));
}

const ours = scanWithKeyfence(repository, 'keyfence', []);
const low = scanWithKeyfence(repository, 'keyfence --confidence low', ['--confidence', 'low']);
const rivals = scanWithRivals(repository.top, scratch(), values.rivals ?? null);
const rows = [ours, low, ...rivals].map((scan) => {
  const judged = score(answers, scan.findings);
  return { scan, judged, numbers: numbersOf(judged) };
});

const [own] = rows as [(typeof rows)[number]];
const { recall, falseAlarms } = own.numbers;
const kinds = new Set(answers.map(({ template }) => template)).size;
console.log(
  `seed ${values.seed}, ${answers.length} files of ${kinds} kinds: ${recall.all} secrets, ${falseAlarms.all} clean texts\n`,
);
tellScans(rows);
tellGroups(own.numbers);
if (Number(values.misses) > 0) tellMisses(own.judged, Number(values.misses));
if (values.json !== undefined) {
  const results = rows.map(({ scan, numbers }) => ({ name: scan.name, version: scan.version, ...numbers }));
  const facts = { seed: values.seed, files: answers.length, node: process.version };
  writeFileSync(values.json, `${JSON.stringify({ ...facts, results }, null, 1)}\n`);
}
