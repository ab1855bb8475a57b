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

own.run();
