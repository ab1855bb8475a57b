/** Runs keyfence and its rivals on the generated repository. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Repository } from '../../support/repository.js';
import { findRivals, type InstalledRival, type Told } from '../rivals.js';
import type { Found } from './score.js';

/** What one scanner reports of the repository. */
export interface Scan {
  name: string;
  version: string;
  findings: Found[];
}

/** Runs the real bin with these words behind `scan`; findings on the name of a file alone are left out. */
export function scanWithKeyfence(repository: Repository, name: string, words: string[]): Scan {
  const { status, findings, receipt } = repository.report('scan', ...words);
  if (!receipt.complete || (status !== 0 && status !== 1)) throw new Error(`the scan ended with ${status}`);
  return {
    name,
    version: `${receipt.patterns} formats, ${receipt.engine}`,
    findings: findings
      .filter(({ verdict }) => verdict !== 'file')
      .map(({ pattern, ...one }) => ({ ...one, rule: pattern })),
  };
}

/** Runs every rival that is in `folder`, or on the PATH where that is null. */
export function scanWithRivals(top: string, scratch: string, folder: string | null): Scan[] {
  return findRivals(folder).map((installed) => ({
    name: installed.rival.name,
    version: installed.version,
    findings: scanWithRival(installed, top, scratch).flatMap((one) => located(top, one)),
  }));
}

function scanWithRival({ rival, command }: InstalledRival, top: string, scratch: string): Told[] {
  const report = join(scratch, `${rival.name}.json`);
  const { stdout } = spawnSync(command, rival.scan(top, report), {
    cwd: scratch,
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return rival.read(JSON.parse(existsSync(report) ? readFileSync(report, 'utf8') : stdout));
}

/** The range of the secret, searched from its line on; the whole line where it does not stand there as it is told. */
function located(top: string, { file, rule, line, secret }: Told): Found[] {
  const path = resolve(top, file);
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  let start = 0;
  for (let i = 1; i < line; i++) start = bytes.indexOf(10, start) + 1;
  const at = secret === '' ? -1 : bytes.indexOf(secret, start);
  if (at >= 0) return [{ file: relative(top, path), rule, start: at, end: at + Buffer.byteLength(secret) }];
  const end = bytes.indexOf(10, start);
  return [{ file: relative(top, path), rule, start, end: end < 0 ? bytes.length : end }];
}
