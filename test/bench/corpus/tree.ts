/** A tree like that of git/git: 4,800 files, 48 MB; made once in the system's folder for temporary files, and kept there. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createSeededRandom, type Random } from '../../../src/samples/random.js';
import { Repository } from '../../support/repository.js';
import { sample } from '../../support/sample.js';
import { furnish } from './project.js';
import { type Kind, makeText } from './text.js';
import { createWords } from './words.js';

/** Goes into the folder's name: a changed generator never meets an old tree. */
const VERSION = 2;

interface Share {
  kind: Kind;
  folder: string;
  ending: string;
  files: number;
  /** Mean size in bytes. */
  size: number;
  /** How far the sizes lie apart: the standard deviation of their logarithm. */
  spread: number;
}

/** As the files of Git 2.39 are, by their endings, brought to the size that Git has since grown to. */
const SHARES: Share[] = [
  { kind: 'c', folder: '', ending: '.c', files: 640, size: 18_000, spread: 1.2 },
  { kind: 'header', folder: '', ending: '.h', files: 320, size: 5_000, spread: 1.1 },
  { kind: 'shell', folder: 't/', ending: '.sh', files: 1_330, size: 7_300, spread: 1.1 },
  { kind: 'manual', folder: 'Documentation/', ending: '.txt', files: 980, size: 6_200, spread: 1.1 },
  { kind: 'messages', folder: 'po/', ending: '.po', files: 18, size: 850_000, spread: 0.15 },
  { kind: 'perl', folder: 'contrib/', ending: '.perl', files: 110, size: 20_000, spread: 1.1 },
  { kind: 'fixture', folder: 't/data/', ending: '', files: 1_400, size: 1_000, spread: 1.3 },
];

/** A tree and what a scan of it must tell. */
export interface Tree {
  folder: string;
  /** Findings that are reported, and those that the allow file lets pass; null where nobody knows them before. */
  findings: number | null;
  allowed: number | null;
}

/**
 * A Git repository whose objects lie outside its tree, so that a scanner of folders reads the same files as one of work
 * trees. One secret in it is allowed and one is not; both are well-formed and made up.
 * @param part how much of the 4,800 files: 1 for all.
 */
export function makeTree(part: number): Tree {
  const folder = join(tmpdir(), `keyfence-bench-tree-${VERSION}-${part}`);
  const expected = { findings: 1, allowed: 1 };
  const tree = join(folder, 'tree');
  const objects = join(folder, 'objects');
  if (existsSync(join(objects, 'refs/heads/main'))) return { folder: tree, ...expected }; // made to the end
  const work = `${folder}-${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  writeFiles(join(work, 'tree'), part);
  renameSync(work, folder);
  const repository = new Repository({ top: tree });
  repository.git('init', '-q', '-b', 'main', '--separate-git-dir', objects, '.');
  repository.git('add', '-A');
  repository.commit();
  return { folder: tree, ...expected };
}

function writeFiles(top: string, part: number): void {
  const { int } = createSeededRandom('a tree like that of git');
  const words = createWords(int);
  for (const { kind, folder, ending, files, size, spread } of SHARES) {
    for (let i = 0; i < Math.ceil(files * part); i++) {
      const file = join(top, folder, `${words.word()}-${words.word()}-${i}${ending}`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, makeText(words, kind, sizeOf(int, size, spread)));
    }
  }
  furnish(top);
  writeFileSync(join(top, 'contrib/release.sh'), `push --token ${sample('github-personal-access-token')}\n`);
}

/** A size of a log-normal distribution with that mean, which has no file over 30 times the mean. */
function sizeOf(random: Random, mean: number, spread: number): number {
  const uniform = () => (random(1e9) + 1) / 1e9;
  const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return Math.ceil(Math.min(30 * mean, mean * Math.exp(spread * normal - spread ** 2 / 2)));
}
