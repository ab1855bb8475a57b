/** A history like that of git/git: 20,000 commits, 60,000 blobs; made once in the system's folder for temporary files. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { createSeededRandom, type Random } from '../../../src/samples/random.js';
import { cleanEnvironment, Repository } from '../../support/repository.js';
import { sample } from '../../support/sample.js';
import { type HistoryPlan, type PlannedCommit, planHistory, type Version } from './history-plan.js';
import { type Kind, makeText } from './text.js';
import { createWords, type Words } from './words.js';

/** Goes into the folder's name: a changed generator never meets an old history. */
const VERSION = 1;
const WHOLE = { commits: 20_000, versions: 60_000, files: 1_200, tags: 50, branches: 10 };
const KINDS: [ending: string, kind: Kind][] = [
  ['.c', 'c'],
  ['.c', 'c'],
  ['.c', 'c'],
  ['.sh', 'shell'],
  ['.sh', 'shell'],
  ['.h', 'header'],
  ['.txt', 'manual'],
  ['.perl', 'perl'],
  ['.po', 'messages'],
  ['.ts', 'script'],
];
const SMALLEST = 10_000; // bytes of a file
const LARGEST = 60_000;
const START = 1_200_000_000; // the first commit, in seconds since 1970
const SECRET_EVERY = 1_500; // marks of versions: such a secret is gone with a later version, or not
const MOST_CHANGED = 20; // files that later commits change

/** The files of a folder, by their numbers. */
const pathOf = (file: number) => {
  const [ending] = KINDS[file % KINDS.length] as (typeof KINDS)[number];
  return `${'lib builtin t docs contrib po'.split(' ')[file % 6]}/part-${file % 23}/file-${file}${ending}`;
};

/** A repository with a history; it has a work tree only in name. */
export interface BenchHistory {
  folder: string;
  /** How many different secrets its blobs hold; null where nobody knows. */
  planted: number | null;
}

/**
 * A repository packed with `--depth=50 --window=10`.
 * @param part how much of the 20,000 commits: 1 for all.
 */
export async function makeHistory(part: number): Promise<BenchHistory> {
  const { int } = createSeededRandom('a history like that of git');
  const scaled = (number: number) => Math.ceil(number * part);
  const size = { ...WHOLE, commits: scaled(20_000), versions: scaled(60_000), files: scaled(1_200) };
  const plan = planHistory(size, int);
  const planted = plan.files.flat().filter(holdsSecret).length;
  const folder = join(tmpdir(), `keyfence-bench-history-${VERSION}-${part}`);
  if (existsSync(folder)) return { folder, planted };
  const work = `${folder}-${process.pid}`;
  mkdirSync(work);
  try {
    const repository = new Repository({ top: work });
    repository.git('init', '-q', '-b', 'main', '.');
    await importPlan(repository, plan, int);
    repository.git('repack', '-q', '-a', '-d', '-f', '--depth=50', '--window=10');
    renameSync(work, folder); // only what was made to the end has the name
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return { folder, planted };
}

/** Adds commits to main, as they come by a pull: in a pack of their own. */
export async function addCommits(top: string, count: number): Promise<void> {
  const repository = new Repository({ top });
  const words = createWords(createSeededRandom('what came later').int);
  await fastImport(repository, async (write) => {
    for (let i = 0; i < count; i++) {
      const path = pathOf(words.random(MOST_CHANGED));
      const old = Buffer.from(repository.git('show', `main:${path}`), 'latin1');
      const from = i === 0 ? 'from refs/heads/main^0\n' : '';
      const text = edit(old, words, 'c');
      await write(`${heading({ branch: 'main', mark: null, number: 1e6 + i }, 'later')}${from}`);
      await write(`M 100644 inline ${path}\n${dataOf(text)}\n`);
    }
  });
}

type Write = (text: string) => Promise<void>;

async function fastImport(repository: Repository, feed: (write: Write) => Promise<void>): Promise<void> {
  const git = spawn('git', ['-c', 'fastimport.unpackLimit=0', 'fast-import', '--quiet', '--force'], {
    cwd: repository.top,
    env: cleanEnvironment(repository.top),
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const ended = once(git, 'close');
  const { stdin } = git as { stdin: Writable };
  await feed(async (text) => {
    if (!stdin.write(text, 'latin1')) await once(stdin, 'drain');
  });
  stdin.end();
  const [status] = await ended;
  if (status !== 0) throw new Error(`git fast-import ended with ${status}`);
}

/** File by file, so that fast-import finds the base of each delta at hand; then the commits. */
async function importPlan(repository: Repository, plan: HistoryPlan, random: Random): Promise<void> {
  const words = createWords(random);
  await fastImport(repository, async (write) => {
    for (const [file, versions] of plan.files.entries())
      await writeVersions(write, { file, versions, words });
    for (const [number, commit] of plan.commits.entries()) await writeCommit(write, commit, number, words);
    for (const [number, mark] of plan.tags.entries()) {
      const tagger = `tagger C O Mitter <committer@example.com> ${START + number} +0000`;
      await write(`tag v${number}.0\nfrom :${mark}\n${tagger}\n${dataOf(Buffer.from('a release\n'))}`);
    }
  });
}

async function writeVersions(
  write: Write,
  { file, versions, words }: { file: number; versions: readonly Version[]; words: Words },
): Promise<void> {
  const [, kind] = KINDS[file % KINDS.length] as (typeof KINDS)[number];
  const texts = new Map<Version, Buffer>();
  for (const version of versions) {
    const old = version.parent === null ? null : (texts.get(version.parent) as Buffer);
    const size = Math.round(SMALLEST + (LARGEST - SMALLEST) * (words.random(1000) / 1000) ** 2);
    let text = old === null ? makeText(words, kind, size) : edit(old, words, kind);
    if (holdsSecret(version)) text = withSecret(text, words);
    texts.set(version, text);
    await write(`blob\nmark :${version.mark}\n${dataOf(text)}`);
  }
}

async function writeCommit(write: Write, commit: PlannedCommit, number: number, words: Words): Promise<void> {
  const message = `${words.word()}: ${words.sentence()}\n\n${words.sentence()}\n${words.sentence()}\n`;
  const [from, merged] = commit.parents;
  const lines = [...commit.changes].map(([file, { mark }]) => `M 100644 :${mark} ${pathOf(file)}\n`);
  if (merged !== undefined) lines.unshift(`merge :${merged}\n`);
  if (from !== undefined) lines.unshift(`from :${from}\n`);
  await write(`${heading({ ...commit, number }, message)}${lines.join('')}\n`);
}

function heading(
  { branch, mark, number }: { branch: string; mark: number | null; number: number },
  message: string,
): string {
  const name = mark === null ? '' : `mark :${mark}\n`;
  const author = `Author ${number % 90} <author${number % 90}@example.com> ${START + number * 600} +0100`;
  return `commit refs/heads/${branch}\n${name}author ${author}\ncommitter ${author}\n${dataOf(Buffer.from(message))}`;
}

function dataOf(bytes: Buffer): string {
  return `data ${bytes.length}\n${bytes.toString('latin1')}\n`;
}

/** The same text with new lines in one to three places, most of them in the place of old ones. */
function edit(text: Buffer, words: Words, kind: Kind): Buffer {
  let edited = text;
  for (let left = 1 + words.random(3); left > 0; left--) {
    const lines = makeText(words, kind, 60 + words.random(500));
    const start = lineAt(edited, words.random(edited.length));
    const end = lineAt(edited, Math.min(edited.length, start + (words.random(8) === 0 ? 0 : lines.length)));
    edited = Buffer.concat([edited.subarray(0, start), lines, edited.subarray(end)]);
  }
  return edited;
}

function withSecret(text: Buffer, words: Words): Buffer {
  const at = lineAt(text, words.random(text.length));
  const line = Buffer.from(`push --token ${sample('github-personal-access-token')}\n`);
  return Buffer.concat([text.subarray(0, at), line, text.subarray(at)]);
}

function holdsSecret({ mark }: Version): boolean {
  return mark % SECRET_EVERY === 0;
}

/** Where the line begins that follows an offset. */
function lineAt(text: Buffer, offset: number): number {
  return text.indexOf(10, offset) + 1 || text.length;
}
