/** Merges in a range: what counts is what the merge itself introduces, seen from every parent. */
import { suite } from 'uvu';
import { Repository } from '../support/repository.js';
import { expectRange, expectReport, rangeReport } from './expect-range.js';
import { lines, TOKEN, token } from './expect-staged.js';

const merges = suite('range: merges');

type Files = Record<string, string | null>;

/** Stages files; null removes one. */
function change(repository: Repository, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    if (text === null) repository.git('rm', '-q', path);
    else repository.stage({ [path]: text });
  }
}

/** `main`, and branches that left it at its first commit. */
function branches(base: Files, ours: Files, ...others: Files[]): Repository {
  const repository = new Repository();
  change(repository, base);
  const root = repository.commit('base');
  others.forEach((files, position) => {
    repository.git('checkout', '-q', '-b', `other${position + 1}`, root);
    change(repository, files);
    repository.commit('other');
  });
  repository.git('checkout', '-q', 'main');
  change(repository, ours);
  repository.commit('ours');
  return repository;
}

/** Merges the branches into main, with `files` written into the merge itself. */
function merge(repository: Repository, files: Files, ...others: string[]): Repository {
  repository.tryGit('merge', '-q', '--no-commit', '--no-ff', ...others);
  change(repository, files);
  repository.commit('merge');
  return repository;
}

/** The merge alone: what it brings besides its parents, which a remote has. */
function expectMerge(repository: Repository, findings: string[]): void {
  const parents = repository.git('rev-parse', 'main^@').trim().split('\n');
  for (const parent of parents) repository.git('update-ref', `refs/remotes/origin/${parent}`, parent);
  expectReport(rangeReport(repository, ['pre-push']), findings, { commits: 1 });
}

merges('a clean merge of a branch with a secret: its own commit has it, the merge brings nothing', () => {
  const repository = branches({ 'a.txt': 'a\n' }, { 'b.txt': 'b\n' }, { 'c.txt': `${token()}\n` });
  merge(repository, {}, 'other1');
  expectMerge(repository, []);
  const { findings } = expectRange(repository, 'main^..main', [`${TOKEN} c.txt:1`], {
    commits: 2,
    objects: 1,
  });
  if (findings[0]?.commit !== repository.git('rev-parse', 'other1').trim()) throw new Error('another commit');
});

merges(
  'a secret slipped into a clean merge: in a new file, in one of theirs, in one that neither changed',
  () => {
    const theirs = token();
    const repository = branches(
      { 'a.txt': 'a\n', 'untouched.txt': 'u\n' },
      { 'b.txt': 'b\n' },
      { 'c.txt': lines(9, { 2: theirs }) },
    );
    const evil = {
      'c.txt': lines(9, { 2: theirs, 7: token() }),
      'evil.txt': token(),
      'untouched.txt': token(),
    };
    expectMerge(merge(repository, evil, 'other1'), [
      `${TOKEN} c.txt:7`,
      `${TOKEN} evil.txt:1`,
      `${TOKEN} untouched.txt:1`,
    ]);
  },
);

merges('secrets of both branches in one file, merged by Git', () => {
  const repository = branches(
    { 'a.txt': lines(40) },
    { 'a.txt': lines(40, { 3: token() }) },
    { 'a.txt': lines(40, { 35: token() }) },
  );
  expectMerge(merge(repository, {}, 'other1'), []);
  expectRange(repository, 'main~1^..main', [`${TOKEN} a.txt:3`, `${TOKEN} a.txt:35`].sort(), { commits: 3 });
});

merges('a conflict: resolved with both sides, with a new secret, with theirs alone', () => {
  const [ours, theirs] = [token(), token()];
  for (const [resolution, findings] of [
    [lines(9, { 5: `${theirs}\n${ours}` }), []],
    [lines(9, { 4: ours, 5: token(), 6: theirs }), [`${TOKEN} a.txt:5`]],
    [lines(9, { 5: theirs }), []],
    [lines(9), []],
  ] as const) {
    const repository = branches(
      { 'a.txt': lines(9) },
      { 'a.txt': lines(9, { 5: ours }) },
      { 'a.txt': lines(9, { 5: theirs }) },
    );
    expectMerge(merge(repository, { 'a.txt': resolution }, 'other1'), [...findings]);
  }
});

merges('a secret of the other branch copied into another file', () => {
  const theirs = token();
  const repository = branches({ 'a.txt': 'a\n' }, { 'b.txt': 'b\n' }, { 'c.txt': theirs });
  expectMerge(merge(repository, { 'b.txt': `b\n${theirs}\n` }, 'other1'), [`${TOKEN} b.txt:2`]);
});

merges('they renamed a file with an old secret, we changed it', () => {
  const old = token();
  const repository = branches(
    { 'a.txt': lines(30, { 5: old }) },
    { 'a.txt': lines(30, { 5: old, 25: 'ours' }) },
    { 'a.txt': null, 'b.txt': lines(30, { 5: old }) },
  );
  merge(repository, {}, 'other1');
  if (!repository.git('ls-files').includes('b.txt')) throw new Error('Git did not see the rename');
  expectMerge(repository, []);
});

merges('we added a secret to a file that they renamed: it stood in a path that only we had', () => {
  const repository = branches(
    { 'a.txt': lines(30) },
    { 'a.txt': lines(30, { 5: token() }) },
    { 'a.txt': null, 'b.txt': lines(30, { 25: 'theirs' }) },
  );
  merge(repository, {}, 'other1');
  if (repository.git('ls-files') !== 'b.txt\n') throw new Error('Git did not see the rename');
  expectMerge(repository, []);
});

merges('a rename made by the merge itself, of a file that both have', () => {
  const old = token();
  const repository = branches({ 'a.txt': lines(9, { 5: old }) }, { 'b.txt': 'b\n' }, { 'c.txt': 'c\n' });
  const moved = { 'a.txt': null, 'moved.txt': lines(9, { 5: old, 7: token() }) };
  expectMerge(merge(repository, moved, 'other1'), [`${TOKEN} moved.txt:7`]);
});

merges('an octopus of branches with secrets, and one slipped in', () => {
  const others = [{ 'c.txt': `${token()}\n` }, { 'd.txt': `${token()}\n` }, { 'e.txt': 'e\n' }];
  const repository = branches({ 'a.txt': 'a\n' }, { 'b.txt': 'b\n' }, ...others);
  merge(repository, { 'd.txt': `${token()}\n`, 'evil.txt': token() }, 'other1', 'other2', 'other3');
  expectMerge(repository, [`${TOKEN} d.txt:1`, `${TOKEN} evil.txt:1`]);
});

merges('a merge that keeps our tree alone, and one of an unrelated history', () => {
  const repository = branches({ 'a.txt': 'a\n' }, { 'b.txt': `${token()}\n` }, { 'c.txt': `${token()}\n` });
  repository.git('merge', '-q', '-s', 'ours', '-m', 'ours', 'other1');
  expectMerge(repository, []);
  repository.git('checkout', '-q', '--orphan', 'unrelated');
  repository.git('rm', '-q', '-r', '-f', '.');
  repository.stage({ 'z.txt': `${token()}\n` }).commit();
  repository.git('checkout', '-q', '-f', 'main');
  repository.git('merge', '-q', '--allow-unrelated-histories', '-m', 'unrelated', 'unrelated');
  expectMerge(repository, []);
  expectRange(repository, 'main^..main', [`${TOKEN} z.txt:1`], { commits: 2 });
});

merges('a .env over which both branches fought is refused by its name', () => {
  const repository = branches({ '.env': 'A=1\n' }, { '.env': 'A=2\n' }, { '.env': 'A=3\n' });
  expectMerge(merge(repository, { '.env': 'A=4\n' }, 'other1'), ['file:dotenv-file .env:1']);
});

merges.run();
