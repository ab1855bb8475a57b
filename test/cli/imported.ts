/** Imports from other scanners in scratch repositories: what was said of each decision, and what was written. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asSecret } from '../support/record.js';
import type { Repository } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';
import { scanReport, TOKEN, utf8 } from '../support/scanned.js';

export const CONFIGURATION = '.keyfence.json';

/** What an import said. */
export interface Imported {
  status: number | null;
  /** Its outcome by the place of each decision. */
  outcomes: Record<string, string>;
  stderr: string;
}

/** Runs the import with the real bin. */
export function importFrom(repository: Repository, from: string, ...words: string[]): Imported {
  const { status, stdout, stderr } = repository.keyfence('init', '--import', from, ...words);
  const lines = utf8(stdout).split('\n');
  const outcomes = lines.flatMap((line) => {
    const parts = /^(carried over|left) +(.*?): (.*)$/.exec(line);
    return parts ? [[parts[2] as string, `${parts[1]}: ${parts[3]}`]] : [];
  });
  return { status, outcomes: Object.fromEntries(outcomes) as Record<string, string>, stderr };
}

/** What an import writes, as far as tests look at it. */
export interface Configuration {
  allow?: { fingerprint: string; reason: string; who?: string; added: string }[];
  paths?: { path: string; reason: string }[];
  patterns?: string[];
}

/** The configuration as it was written. */
export function configurationOf(repository: Repository): Configuration {
  return JSON.parse(readFileSync(join(repository.top, CONFIGURATION), 'utf8')) as Configuration;
}

/** Fingerprints by place, of what blocks or not. */
export function fingerprintsOf(repository: Repository): Record<string, string> {
  const { findings } = scanReport(repository);
  return Object.fromEntries(findings.map(({ file, line, fingerprint }) => [`${file}:${line}`, fingerprint]));
}

/** The places of what still blocks. */
export function blocking(repository: Repository): string[] {
  return scanReport(repository)
    .findings.filter(({ status }) => status === 'new')
    .map(({ file, line }) => `${file}:${line}`);
}

/** A fresh token whose checksum is right. */
export const token = () => sample(TOKEN);
/** A fresh password. */
export const password = () => asSecret(randomText(24));
/** A line of code that assigns it. */
export const passwordLine = (value: string, comment = '') => `const password = '${value}';${comment}\n`;
