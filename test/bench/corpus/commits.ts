/** Repositories with something staged: what a commit hook looks at. */
import { createSeededRandom } from '../../../src/samples/random.js';
import { cleanEnvironment, Repository } from '../../support/repository.js';
import { furnish } from './project.js';
import { type Kind, makeText } from './text.js';
import { createWords } from './words.js';

/** What a commit of a service holds, by the endings of the files. */
const KINDS: [ending: string, kind: Kind][] = [
  ['.ts', 'script'],
  ['.ts', 'script'],
  ['.yaml', 'settings'],
  ['.md', 'readme'],
  ['.ts', 'script'],
  ['.json', 'records'],
  ['.c', 'c'],
  ['.ts', 'script'],
  ['.sh', 'shell'],
  ['.txt', 'manual'],
];

/** A repository with files staged in which there is no secret. */
export interface Commit {
  work: string;
  repository: Repository;
  files: number;
  bytes: number;
}

/** A project with a schema, known values and an allow file, all committed, and that many more files staged. */
export function stageCommit(files: number, size: number): Commit {
  const repository = new Repository();
  furnish(repository.top);
  repository.git('add', '-A');
  repository.commit();
  const words = createWords(createSeededRandom('what a commit holds').int);
  const staged: Record<string, Buffer> = {};
  for (let i = 0; i < files; i++) {
    const [ending, kind] = KINDS[i % KINDS.length] as (typeof KINDS)[number];
    staged[`src/${words.word()}/${words.name('-')}-${i}${ending}`] = makeText(words, kind, size);
  }
  repository.write(staged);
  repository.git('add', '-A');
  const bytes = Object.values(staged).reduce((sum, { length }) => sum + length, 0);
  return { work: nameOf(files, files * size), repository, files, bytes };
}

function nameOf(files: number, bytes: number): string {
  if (files === 0) return 'nothing staged';
  return `${files.toLocaleString('en')} staged files, ${bytes < 1e6 ? `${bytes / 1000} KB` : `${bytes / 1e6} MB`}`;
}

/** @throws where the hook at `bin` does not see every staged file, or does not let them pass. */
export function checkCommit({ repository, files }: Commit, bin: string, env: Record<string, string>): void {
  const { status, stderr } = repository.run(process.execPath, [bin, 'pre-commit'], {
    env: { ...cleanEnvironment(repository.top), ...env },
  });
  const seen = Number(/([\d,]+) staged files?/.exec(stderr)?.[1]?.replaceAll(',', '') ?? Number.NaN);
  const expected = files === 0 ? [0, Number.NaN] : [files];
  if (status !== 0 || !expected.some((one) => Object.is(one, seen)))
    throw new Error(`the hook ended with ${status} after ${seen} of ${files} files`);
}
