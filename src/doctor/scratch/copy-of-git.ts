/** Of the Git directory the copy gets its hooks, and what stands in `info`: ignored files, attributes, notes of lefthook's. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MERGE_DRIVER } from './own-settings.js';

/** @throws what the disk says. */
export function copyOfGit(from: string, to: string): void {
  for (const name of ['hooks', 'info']) {
    if (!existsSync(join(from, name))) continue;
    // Links stay as they are written: `../../scripts/pre-commit` leads to the copy, too.
    const options = { recursive: true, verbatimSymlinks: true, preserveTimestamps: true };
    cpSync(join(from, name), join(to, name), options);
  }
  append(join(to, 'info/exclude'), 'node_modules');
  append(join(to, 'info/attributes'), `/keyfence-canary-*.txt merge=${MERGE_DRIVER}`);
}

function append(file: string, line: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const before = existsSync(file) ? readFileSync(file, 'latin1') : '';
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  writeFileSync(file, `${before}${gap}${line}\n`, 'latin1');
}
