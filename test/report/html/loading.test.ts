/** What the HTML report is made from is loaded by a run that makes one, and by no other. */
import { cpSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BIN, Repository, scratch } from '../../support/repository.js';
import { secretText } from '../../support/scanned.js';

const loading = suite('loading the html report');

for (const part of ['html.cjs', 'html-report.css', 'html-report.js']) {
  loading(`without ${part} the hook and the other reports work`, () => {
    const folder = scratch();
    cpSync(dirname(BIN), join(folder, 'dist'), { recursive: true });
    cpSync(join(dirname(BIN), '../package.json'), join(folder, 'package.json'));
    symlinkSync(join(dirname(BIN), '../node_modules'), join(folder, 'node_modules'));
    rmSync(join(folder, 'dist', part));
    const repository = new Repository().stage({ 'a.ts': secretText() });
    const run = (...words: string[]) =>
      repository.run(process.execPath, [join(folder, 'dist/cli.cjs'), ...words]).status;
    assert.is(run('pre-commit'), 1);
    assert.is(run('scan', '--format', 'json'), 1);
    assert.is(run('scan', '--format', 'html'), 2);
  });
}

loading.run();
