/** keyfence on its own repository: nothing at any confidence, and no allow entry. */
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';

const own = suite("keyfence's own repository");
const root = fileURLToPath(new URL('../..', import.meta.url));

own('holds no finding, not even one of low confidence', () => {
  const report = new Repository({ top: root }).report('scan', '--confidence', 'low');
  assert.equal(
    report.findings.map(({ pattern, file, line }) => `${pattern} ${file}:${line}`),
    [],
  );
  assert.is(report.status, 0);
  assert.ok(report.receipt.files > 200);
});

own('nor does its history: no commit that anybody can see brings one, in a file or in its message', () => {
  const repository = new Repository({ top: root });
  const roots = repository.tryGit('rev-list', '--max-parents=0', 'HEAD');
  if (roots.status !== 0) return; // an export, which has no history
  const oldest = roots.stdout.trim().split('\n').at(-1);
  const report = repository.report('scan', '--range', `${oldest}..HEAD`, '--confidence', 'low');
  assert.equal(
    report.findings.map(({ pattern, file, line }) => `${pattern} ${file}:${line}`),
    [],
  );
  assert.is(report.status, 0);
});

own.run();
