/**
 * What a commit waits for: the hook on ten staged files of 20 KB in all, on nothing staged, and bare Node beside them,
 * alternating, medians of whole processes.
 *
 *   npm run bench:hook
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { BIN, Repository } from '../support/repository.js';

const ROUNDS = 25;

const empty = new Repository();
empty.stage({ 'a.txt': 'a\n' });
empty.commit();
const ten = new Repository();
ten.stage(
  Object.fromEntries(
    Array.from({ length: 10 }, (_, i) => [`src/file-${i}.js`, `// ${randomBytes(1000).toString('hex')}\n`]),
  ),
);

const runs: Record<string, { args: string[]; at: Repository; times: number[] }> = {
  'node -e 0': { args: ['-e', '0'], at: empty, times: [] },
  'nothing staged': { args: [BIN, 'pre-commit'], at: empty, times: [] },
  '10 files, 20 KB': { args: [BIN, 'pre-commit'], at: ten, times: [] },
};
for (let round = 0; round < ROUNDS; round++) {
  for (const { args, at, times } of Object.values(runs)) {
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, {
      cwd: at.top,
      env: at.env,
      encoding: 'utf8',
    });
    times.push(performance.now() - started);
    if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
  }
}
const median = (times: number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;
const bare = median((runs['node -e 0'] as { times: number[] }).times);
for (const [name, { times }] of Object.entries(runs)) {
  console.log(
    `${name.padEnd(16)} ${median(times).toFixed(0).padStart(5)} ms  ${(median(times) / bare).toFixed(2)} x bare Node`,
  );
}
