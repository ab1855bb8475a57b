/** What `keyfence rotate` says, and a project with a secret to rotate. */
import * as assert from 'uvu/assert';
import { type Ran, Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { type Circumstances, runBin, utf8 } from '../support/scanned.js';

export const SCHEMA = 'secrets/schema.json';
export const TOKEN = 'github-personal-access-token';

export interface Told {
  names: string[];
  situation: string;
  old: Value[];
  current: Value[];
  alike: string[];
  untraceable: boolean;
  steps: { name: string; actions: { says: string; command: string[]; link: string | null }[] }[];
  unread: { file: string; reason: string }[];
  complete: boolean;
  held: boolean;
  recorded: { outcome: string; files: string[]; day: string } | null;
}

interface Value {
  fingerprint: string;
  masked: string;
  holders: { kind: string; file: string | null; line: number | null; name: string | null; home: boolean }[];
  history: { file: string; line: number; commit: string; places: number }[];
}

/** A schema as people lay it out, with a comment's worth of odd spaces. */
export const LAID_OUT = `{
  "version": 1,
  "required": {
    "github": { "GITHUB_TOKEN": { "format": "ghp_...",   "source": "op://Dev/GitHub bot/token" } },
    "other": {
      "APP_KEY": {}
    }
  }
}
`;

export function project(schema = LAID_OUT): Repository {
  return new Repository().stage({ [SCHEMA]: schema, '.gitignore': '.env*\n.mcp.json\n' });
}

/** Runs it for programs; nothing that it says may hold a piece of these secrets. */
export function rotate(
  repository: Repository,
  words: string[],
  { secrets = [], ...circumstances }: Circumstances & { secrets?: string[] } = {},
): Told & { status: number | null; stderr: string } {
  const ran = runBin(repository, ['rotate', ...words, '--json'], circumstances);
  expectNothingOf(secrets, ran);
  if (ran.stdout === '') throw new Error(`nothing told, exit ${ran.status}: ${ran.stderr}`);
  // A diff is told on stderr, and the document alone on stdout.
  return { ...(JSON.parse(utf8(ran.stdout)) as Told), status: ran.status, stderr: utf8(ran.stderr) };
}

export function expectNothingOf(
  secrets: readonly string[],
  { stdout, stderr }: Pick<Ran, 'stdout' | 'stderr'>,
): void {
  for (const secret of secrets) {
    for (let at = 4; at + 8 <= secret.length; at++) {
      assert.not.ok((stdout + stderr).includes(secret.slice(at, at + 8)), 'a piece of a secret');
    }
  }
}

export const token = () => sample(TOKEN);

/** `kind file:line` of each place that holds an old value, sorted. */
export function holders({ old }: Told): string[] {
  return old
    .flatMap((one) => one.holders)
    .map(
      ({ kind, file, line, name }) =>
        `${kind} ${file === null ? name : `${file}${line === null ? '' : `:${line}`}`}`,
    )
    .sort();
}

/** `file:line` of each place in a history. */
export function kept({ old }: Told): string[] {
  return old.flatMap(({ history }) => history.map(({ file, line }) => `${file}:${line}`)).sort();
}
