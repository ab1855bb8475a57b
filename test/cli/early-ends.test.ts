/** What ends too early, or never: the reader of a report, the writer of a stream, a file, Git. Never silently clean. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { recordOutput } from '../support/record.js';
import { BIN, Repository, scratch, summary } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { scanReport, secretText, skippedBy, TOKEN } from '../support/scanned.js';
import { expectFailure, standIn } from './expect-staged.js';

const ends = suite('early ends');

const MB = 1024 * 1024;
const LINE = 'a line of a log that holds no secret\n';

/** A text of that many megabytes with a secret in its first line. */
function large(megabytes: number): Buffer {
  const bytes = Buffer.alloc(megabytes * MB, LINE, 'latin1');
  bytes.write(secretText(), 0, 'latin1');
  return bytes;
}

ends('nobody reads the report to its end', async () => {
  const repository = new Repository();
  const child = spawn(process.execPath, [BIN, 'scan', '-'], { cwd: repository.top, env: repository.env });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString('latin1');
  });
  child.stdout.once('data', () => child.stdout.destroy());
  child.stdin.end(Array.from({ length: 3000 }, () => `${sample(TOKEN)}\n`).join(''));
  const status = await new Promise((resolve) => child.once('close', resolve));
  recordOutput(stderr);
  assert.is(status, 1);
  assert.match(stderr, /^keyfence: 1 file, .* - 3000 findings\n$/);
});

ends('the writer of a stream dies: what it wrote is scanned', () => {
  const repository = new Repository().write({ part: secretText() });
  const script = `(cat part; kill -9 $$) | "${process.execPath}" "$0" scan - --format json`;
  // The shell that is killed is the one that writes.
  const ran = repository.run('sh', ['-c', script.replace('$$', "$(exec sh -c 'echo $PPID')"), BIN]);
  assert.is(ran.status, 1);
  assert.equal(summary({ ...JSON.parse(ran.stdout), status: 1 }), [`${TOKEN} stdin:1`]);
});

/** An environment in which `fs.readSync` of the file `large.log` does something else after that many bytes. */
function readingOf(script: string, after: number): NodeJS.ProcessEnv {
  const file = join(scratch(), 'reading.cjs');
  const text = `
    const fs = require('node:fs');
    const { openSync, readSync } = fs;
    let large = -1;
    let done = 0;
    fs.openSync = (path, ...rest) => {
      const descriptor = openSync(path, ...rest);
      if (String(path).endsWith('large.log')) large = descriptor;
      else if (descriptor === large) large = -1;
      return descriptor;
    };
    fs.readSync = (descriptor, bytes, ...rest) => {
      if (descriptor === large && done >= ${after}) { ${script} }
      const got = readSync(descriptor, bytes, ...rest);
      if (descriptor === large) done += got;
      return got;
    };
  `;
  writeFileSync(file, text);
  return { NODE_OPTIONS: `--require ${file}` };
}

const failing = "throw Object.assign(new Error('i/o error'), { code: 'EIO' });";

ends('a sector in the middle of a file cannot be read: what lies before it counts, the rest is named', () => {
  const repository = new Repository().write({ 'large.log': large(30), 'z.txt': secretText() });
  const report = scanReport(repository, [], { env: readingOf(failing, 20 * MB) });
  assert.equal(summary(report), [`${TOKEN} large.log:1`, `${TOKEN} z.txt:1`]);
  assert.equal(skippedBy(report), [`large.log (unreadable (EIO) after its first ${20 * MB} bytes)`]);
  assert.equal([report.status, report.receipt.complete], [1, false]);
});

ends('the same without a finding: the scan is incomplete', () => {
  const repository = new Repository().write({ 'large.log': Buffer.alloc(30 * MB, LINE) });
  for (const after of [0, 20 * MB]) {
    const report = scanReport(repository, [], { env: readingOf(failing, after) });
    assert.equal([report.status, report.findings, report.receipt.skipped.length], [3, [], 1]);
  }
});

ends('a file that shrinks while it is read: what is there is scanned', () => {
  const repository = new Repository().write({ 'large.log': large(30) });
  const shrinking = `fs.truncateSync('${join(repository.top, 'large.log')}', ${2 * MB});`;
  const report = scanReport(repository, [], { env: readingOf(shrinking, 4 * MB) });
  assert.equal([summary(report), report.receipt.complete], [[`${TOKEN} large.log:1`], true]);
  assert.is(report.receipt.bytes, 4 * MB);
});

ends('a file that grows for ever is read for a while, and named', () => {
  const repository = new Repository().write({ 'large.log': large(17) });
  const growing = `bytes.fill(32); return bytes.length;`;
  const report = scanReport(repository, [], { env: readingOf(growing, 17 * MB) });
  assert.equal(summary(report), [`${TOKEN} large.log:1`]);
  assert.equal(skippedBy(report), [
    `large.log (grows while it is read: only its first ${81 * MB} bytes were scanned)`,
  ]);
  assert.is(report.receipt.complete, false);
});

ends('Git dies while it prints a large blob: a failure', () => {
  const repository = new Repository();
  repository.git('config', 'core.compression', '0');
  repository.stage({ 'a.log': large(12) });
  expectFailure(repository, /git cat-file (?:was killed|failed)/, {
    env: standIn('cat-file blob', 'head -c 9000000 /dev/zero; kill -9 $$'),
  });
  expectFailure(repository, /git cat-file failed with exit code 128/, {
    env: standIn('cat-file blob', 'head -c 9000000 /dev/zero; exit 128'),
  });
});

ends.run();
