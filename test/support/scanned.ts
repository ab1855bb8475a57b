/** What a tree scan of the real bin says: the report whole, and from it the files it read. */
import { BIN, type Ran, type Report, type Repository } from './repository.js';
import { sample } from './sample.js';

/** The pattern of the secrets that `secretText` makes. */
export const TOKEN = 'github-personal-access-token';

/** A line with a fresh secret in it. With one in every file, the findings tell which files were read. */
export function secretText(): string {
  return `const key = '${sample(TOKEN)}';\n`;
}

export interface Circumstances {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  stdin?: Buffer | number;
}

/** Runs the bin; its output as bytes, one character each. */
export function runBin(repository: Repository, words: string[], circumstances: Circumstances = {}): Ran {
  return repository.run(process.execPath, [BIN, ...words], circumstances);
}

/** The JSON report of `keyfence scan` with these words, read as UTF-8. */
export function scanReport(
  repository: Repository,
  words: string[] = [],
  circumstances: Circumstances = {},
): Report {
  const ran = runBin(repository, ['scan', '--format', 'json', ...words], circumstances);
  if (ran.stdout === '') throw new Error(`no report, exit ${ran.status}: ${ran.stderr}`);
  return { ...(JSON.parse(utf8(ran.stdout)) as Omit<Report, 'status'>), status: ran.status };
}

/** The files with a secret in them that were read, sorted, as the report shows them. */
export function filesRead(report: Report): string[] {
  const files = report.findings.filter(({ verdict }) => verdict !== 'file').map(({ file }) => file);
  return [...new Set(files)].sort();
}

/** `file (reason)` of all that was not scanned. */
export function skippedBy(report: Report): string[] {
  return report.receipt.skipped.map(({ file, reason }) => `${file} (${reason})`);
}

/** Bytes, one character each, as UTF-8 text. */
export function utf8(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
