/** What only Git itself puts into a repository, after its commits are there: stash, notes, replaced objects and the like. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from '../../support/repository.js';
import { patternOf, sample, secretOf } from '../../support/sample.js';
import { fingerprintsOf, type Label, type Plant } from '../labels.js';
import { TOKEN } from './desk.js';

/** Where one is: what was made, and as which path a scan calls it. */
interface Made {
  blob: string;
  path: string;
  /** Null where no commit brings it. */
  commit: string | null;
}

type OddRef = [title: string, make: (repository: Repository, secret: string) => Made];

const stash: OddRef = [
  'in a stash',
  (repository, secret) => {
    repository.write({ 'README.md': `# A project\n${secret}\n` });
    repository.git('stash', 'push', '-q');
    return at(repository, 'stash@{0}', 'README.md');
  },
];

const olderStash: OddRef = [
  'in a stash below two others',
  (repository, secret) => {
    const [, make] = stash;
    const made = make(repository, secret);
    for (const word of ['one', 'two']) {
      repository.write({ 'README.md': `${word}\n` });
      repository.git('stash', 'push', '-q');
    }
    return made;
  },
];

const untrackedStash: OddRef = [
  'in an untracked file of a stash',
  (repository, secret) => {
    repository.write({ 'left-over.txt': `${secret}\n` });
    repository.git('stash', 'push', '-q', '--include-untracked');
    return at(repository, 'stash@{0}^3', 'left-over.txt');
  },
];

const stagedStash: OddRef = [
  'in the index of a stash alone',
  (repository, secret) => {
    repository.stage({ 'README.md': `# A project\nkey: ${secret}\n` });
    repository.write({ 'README.md': '# A project of ours\n' });
    repository.git('stash', 'push', '-q');
    return at(repository, 'stash@{0}^2', 'README.md');
  },
];

const note: OddRef = [
  'in a note',
  (repository, secret) => {
    repository.git('notes', 'add', '-m', `see ${secret}`, 'HEAD');
    const [path] = repository.git('ls-tree', '-r', '--name-only', 'refs/notes/commits').split('\n');
    return at(repository, 'refs/notes/commits', path as string);
  },
];

const otherNote: OddRef = [
  'in a note that was taken back, of another kind',
  (repository, secret) => {
    repository.git('notes', '--ref=review', 'add', '-m', `see ${secret}`, 'HEAD');
    const [path] = repository.git('ls-tree', '-r', '--name-only', 'refs/notes/review').split('\n');
    const made = at(repository, 'refs/notes/review', path as string);
    repository.git('notes', '--ref=review', 'remove', 'HEAD');
    return made;
  },
];

const replacement: OddRef = [
  'in what replaces a commit',
  (repository, secret) => {
    const commit = commitOn(repository, 'HEAD~3^', { 'config/replaced.txt': `${secret}\n` });
    repository.git('replace', 'HEAD~3', commit);
    return at(repository, commit, 'config/replaced.txt');
  },
];

const taggedBlob: OddRef = [
  'in a blob that a tag names',
  (repository, secret) => {
    const blob = hashed(repository, `key\n${secret}\n`);
    repository.git('tag', '-a', '-m', 'a public key', 'key', blob);
    return { blob, path: '(blob)', commit: null };
  },
];

const taggedTree: OddRef = [
  'in a tree that a tag names',
  (repository, secret) => {
    const blob = hashed(repository, `tree\n${secret}\n`);
    const tree = repository.run('git', ['mktree'], {
      stdin: Buffer.from(`100644 blob ${blob}\tin-tree.txt\n`),
    });
    repository.git('tag', 'a-tree', tree.stdout.trim());
    return { blob, path: 'in-tree.txt', commit: null };
  },
];

const ownRef: OddRef = [
  'on a ref outside all folders',
  (repository, secret) => {
    const commit = commitOn(repository, 'HEAD', { 'review.txt': `${secret}\n` });
    repository.git('update-ref', 'refs/changes/01/1/1', commit);
    return at(repository, commit, 'review.txt');
  },
];

const remote: OddRef = [
  'on a branch of a remote',
  (repository, secret) => {
    const commit = commitOn(repository, 'HEAD', { 'theirs.txt': `${secret}\n` });
    repository.git('update-ref', 'refs/remotes/origin/theirs', commit);
    return at(repository, commit, 'theirs.txt');
  },
];

const grafted: OddRef = [
  'behind a graft that hides it',
  (repository, secret) => {
    const hidden = commitOn(repository, 'HEAD', { 'grafted.txt': `${secret}\n` });
    const shown = commitOn(repository, hidden, { 'grafted.txt': 'nothing\n' });
    repository.git('update-ref', 'refs/heads/grafted', shown);
    writeFileSync(join(repository.top, '.git/info/grafts'), `${shown}\n`);
    return at(repository, hidden, 'grafted.txt');
  },
];

const realMerge: OddRef = [
  'slipped into a real merge',
  (repository, secret) => {
    const side = commitOn(repository, 'HEAD~2', { 'side.txt': 'side\n' });
    repository.git('merge', '-q', '--no-commit', '--no-ff', side);
    const merge = repository.stage({ 'merged.txt': `${secret}\n` }).commit('merge');
    return at(repository, merge, 'merged.txt');
  },
];

/** The merge is the last: none of the others then has what it brings. */
const ODD_REFS: OddRef[] = [
  stash,
  olderStash,
  untrackedStash,
  stagedStash,
  note,
  otherNote,
  replacement,
  taggedBlob,
  taggedTree,
  ownRef,
  remote,
  grafted,
  realMerge,
];

/** What `git log --all` never comes by. */
const NOT_IN_LOG = new Set([stash, olderStash, untrackedStash, taggedBlob, taggedTree]);

/** Hides a secret in each of these ways; the work tree is left as it was. */
export async function addOddRefs(repository: Repository): Promise<Label[]> {
  const labels: Label[] = [];
  // Each command is a second later than the one before: which of two commits of one second is the last is nobody's say.
  let seconds = Math.floor(Date.now() / 1000);
  Object.defineProperty(repository.env, 'GIT_COMMITTER_DATE', {
    get: () => `@${seconds++} +0000`,
    enumerable: true,
    configurable: true,
  });
  for (const oddRef of ODD_REFS) {
    const [title, make] = oddRef;
    const secret = secretOf(patternOf(TOKEN), sample(TOKEN));
    const shownBy = NOT_IN_LOG.has(oddRef) ? 'text' : 'line';
    const plant: Plant = { title, pattern: TOKEN, secret, shownBy };
    const { blob, path, commit } = make(repository, secret);
    labels.push({
      ...plant,
      fingerprints: await fingerprintsOf(plant),
      blobs: [blob],
      paths: [path],
      commits: commit === null ? [] : [commit],
      first: commit,
      last: commit,
      atHead: title === realMerge[0],
      reach: 'refs',
    });
  }
  delete repository.env.GIT_COMMITTER_DATE;
  return labels;
}

function at(repository: Repository, commit: string, path: string): Made {
  const oid = repository.git('rev-parse', commit).trim();
  return { blob: repository.git('rev-parse', `${oid}:${path}`).trim(), path, commit: oid };
}

function hashed(repository: Repository, text: string): string {
  return repository.run('git', ['hash-object', '-w', '--stdin'], { stdin: Buffer.from(text) }).stdout.trim();
}

/** A commit with some files besides those of its parent; nothing is checked out. */
function commitOn(repository: Repository, parent: string, files: Record<string, string>): string {
  const env = { GIT_INDEX_FILE: join(repository.top, '.git/index-of-a-test') };
  const git = (...args: string[]) => repository.run('git', args, { env }).stdout.trim();
  git('read-tree', parent);
  for (const [path, text] of Object.entries(files)) {
    git('update-index', '--add', '--cacheinfo', `100644,${hashed(repository, text)},${path}`);
  }
  return git('commit-tree', git('write-tree'), '-p', parent, '-m', 'a commit of its own');
}
