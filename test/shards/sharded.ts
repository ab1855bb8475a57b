/** Scans in shards by the real bin, merged, beside the same scan in one. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { type Ran, type Repository, scratch } from '../support/repository.js';
import { runBin, utf8 } from '../support/scanned.js';

/** A JSON report, as far as these tests look at it. */
export interface AnyReport {
  findings: { file: string; status: string; pattern: string; fingerprint: string }[];
  receipt: {
    files: number;
    bytes: number;
    patterns: number;
    complete: boolean;
    skipped: { file: string; reason: string }[];
    suppressed: Record<string, number>;
    unusedExceptions?: object[];
    durationMs?: number;
    shard?: { index: number; count: number; listing: string };
  };
}

/** What a scan said. */
export interface Scanned {
  status: number | null;
  report: AnyReport;
}

export interface Circumstances {
  env?: NodeJS.ProcessEnv;
  /** Without `scan`. */
  words?: string[];
}

export function scanWhole(repository: Repository, { env, words = [] }: Circumstances = {}): Scanned {
  return read(runBin(repository, ['scan', ...words, '--format', 'json'], { env: env ?? {} }));
}

export function scanShard(
  repository: Repository,
  shard: string,
  { env, words = [] }: Circumstances = {},
): Ran {
  return runBin(repository, ['scan', ...words, '--shard', shard, '--format', 'json'], { env: env ?? {} });
}

/** The reports of all shards, in files outside of what is scanned. */
export function scanShards(
  repository: Repository,
  count: number,
  circumstances: Circumstances = {},
): { files: string[]; reports: AnyReport[] } {
  const folder = scratch();
  const files: string[] = [];
  const reports: AnyReport[] = [];
  for (let index = 1; index <= count; index++) {
    const ran = scanShard(repository, `${index}/${count}`, circumstances);
    const { report } = read(ran);
    const file = join(folder, `report-${index}.json`);
    writeFileSync(file, ran.stdout, 'latin1');
    files.push(file);
    reports.push(report);
  }
  return { files, reports };
}

/** Merges reports, given in any order. */
export function merge(repository: Repository, files: readonly string[]): Scanned {
  return read(mergeRan(repository, files));
}

export function mergeRan(repository: Repository, files: readonly string[], ...words: string[]): Ran {
  const elsewhere = join(repository.top, '..', 'elsewhere');
  mkdirSync(elsewhere, { recursive: true });
  return runBin(repository, ['merge', ...files, '--format', 'json', ...words], { cwd: elsewhere });
}

/** Fails where the shards together say anything else than the one scan. @returns the reports of the shards. */
export function expectSame(
  repository: Repository,
  whole: Scanned,
  count: number,
  circumstances: Circumstances = {},
): AnyReport[] {
  const { files, reports } = scanShards(repository, count, circumstances);
  const merged = merge(repository, [...files].reverse());
  assert.equal(comparable(merged), comparable(whole), `${count} shards`);
  return reports;
}

function comparable({ status, report }: Scanned): object {
  const { durationMs: _, skipped, ...receipt } = report.receipt;
  return {
    status,
    findings: report.findings,
    receipt,
    skipped: skipped.map((skip) => JSON.stringify(skip)).sort(),
  };
}

function read({ status, stdout, stderr }: Ran): Scanned {
  if (stdout === '') throw new Error(`no report, exit ${status}: ${stderr}`);
  return { status, report: JSON.parse(utf8(stdout)) as AnyReport };
}
