/** Audits of scratch repositories, with the real bin. */
import * as assert from 'uvu/assert';
import type { Repository } from '../support/repository.js';
import { utf8 } from '../support/scanned.js';

export const CONFIGURATION = '.keyfence.json';
export const BASELINE = '.keyfence-baseline';
export const [one, two, three] = ['a', 'b', 'c'].map((letter) => `kf1-${letter.repeat(16)}`) as [
  string,
  string,
  string,
];

/** One change of the JSON report. */
export interface Change {
  action: string;
  kind: string;
  subject: string;
  reason: string | null;
  who: string | null;
  until: string | null;
  file: string;
  fields?: string[];
}

/** The JSON report, as far as tests look at it. */
export interface Audit {
  version: number;
  timeline: {
    kind: string;
    commit?: string;
    author?: string;
    date: string;
    reason?: string;
    changes: Change[];
  }[];
  uncommitted: Change[];
  now: { kind: string; subject: string; reason: string | null; expired: boolean }[];
  notes: string[];
  complete: boolean;
}

/** What the real bin says; its exit code must go with it. */
export function audited(repository: Repository): Audit {
  const ran = repository.keyfence('audit', '--json');
  if (ran.stdout === '') throw new Error(ran.stderr);
  const found = JSON.parse(utf8(ran.stdout)) as Audit;
  assert.is(ran.status, found.complete ? 0 : 3);
  return found;
}

/** `action kind subject` of each change, commit by commit. */
export function changesIn(repository: Repository): string[][] {
  return audited(repository).timeline.map(({ changes }) => changes.map(short));
}

/** A change in a line. */
export function short({ action, kind, subject, fields = [] }: Change): string {
  return [action, kind, subject, ...fields].join(' ');
}

/** The configuration as a file to stage. */
export function configuration(content: object): Record<string, string> {
  return { [CONFIGURATION]: `${JSON.stringify(content)}\n` };
}

let clock = 1_700_000_000; // seconds since 1970

/** Commits with a date of its own, so that the order is certain. */
export function commit(repository: Repository, message = 'a commit'): string {
  clock += 60;
  repository.env.GIT_AUTHOR_DATE = `${clock} +0200`;
  repository.env.GIT_COMMITTER_DATE = `${clock} +0200`;
  return repository.commit(message);
}

/** An allow entry that has expired. */
export const entry = { fingerprint: one, reason: 'a test key', who: 'N <n@x>', until: '2024-01-31' };
