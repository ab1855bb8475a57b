/** During a merge what counts is what the merge itself introduces: what no parent had. */
import { suite } from 'uvu';
import { Repository } from '../support/repository.js';
import { expectStaged, lines, TOKEN, token } from './expect-staged.js';

const merges = suite('staged: merges and their conflicts');

type Files = Record<string, string | null>;

/** Stages files; null removes one. */
function change(repository: Repository, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    if (text === null) repository.git('rm', '-q', path);
    else repository.stage({ [path]: text });
  }
}

/** A repository on `main`, and branches that left it at `base`. */
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

/** Merges without a commit; fails the test when the merge is clean and should not be, or the other way round. */
function merge(repository: Repository, expected: 'clean' | 'conflict', ...args: string[]): Repository {
  const { status, stdout, stderr } = repository.tryGit('merge', '--no-commit', '--no-ff', ...args);
  if ((status === 0) !== (expected === 'clean'))
    throw new Error(`merge ended with ${status}: ${stdout}${stderr}`);
  return repository;
}

merges('a secret that arrives from the other branch is not new', () => {
  const repository = branches(
    { 'a.txt': 'a\n' },
    { 'b.txt': 'b\n' },
    { 'c.txt': `${token()}\n`, '.env': 'A=1\n' },
  );
  expectStaged(merge(repository, 'clean', 'other1'), []);
});

merges('secrets of both branches in one file, merged by Git', () => {
  const [ours, theirs] = [token(), token()];
  const repository = branches(
    { 'a.txt': lines(40) },
    { 'a.txt': lines(40, { 3: ours }) },
    { 'a.txt': lines(40, { 35: theirs }) },
  );
  expectStaged(merge(repository, 'clean', 'other1'), []);
});

merges('a secret slipped into a clean merge, in a file of its own', () => {
  const repository = branches({ 'a.txt': 'a\n' }, { 'b.txt': 'b\n' }, { 'c.txt': `${token()}\n` });
  merge(repository, 'clean', 'other1').stage({ 'evil.txt': `${token()}\n` });
  expectStaged(repository, [`${TOKEN} evil.txt:1`]);
});

merges('a secret slipped into a file that the other branch brings', () => {
  const theirs = token();
  const repository = branches({ 'a.txt': 'a\n' }, { 'b.txt': 'b\n' }, { 'c.txt': lines(9, { 2: theirs }) });
  merge(repository, 'clean', 'other1').stage({ 'c.txt': lines(9, { 2: theirs, 7: token() }) });
  expectStaged(repository, [`${TOKEN} c.txt:7`]);
});

merges('a secret slipped into a file that neither branch changed', () => {
  const repository = branches({ 'a.txt': 'a\n' }, { 'b.txt': 'b\n' }, { 'c.txt': 'c\n' });
  merge(repository, 'clean', 'other1').stage({ 'a.txt': `a\n${token()}\n` });
  expectStaged(repository, [`${TOKEN} a.txt:2`]);
});

merges('a secret of the other branch copied into another file', () => {
  const theirs = token();
  const repository = branches({ 'a.txt': 'a\n' }, { 'b.txt': 'b\n' }, { 'c.txt': theirs });
  merge(repository, 'clean', 'other1').stage({ 'b.txt': `b\n${theirs}\n` });
  expectStaged(repository, [`${TOKEN} b.txt:2`]);
});

/** Both branches put a secret on line 5. */
function conflict(): { repository: Repository; ours: string; theirs: string } {
  const [ours, theirs] = [token(), token()];
  const repository = branches(
    { 'a.txt': lines(9) },
    { 'a.txt': lines(9, { 5: ours }) },
    { 'a.txt': lines(9, { 5: theirs }), 'c.txt': `${token()}\n` },
  );
  return { repository: merge(repository, 'conflict', 'other1'), ours, theirs };
}

merges('an unresolved conflict is named, and no pass', () => {
  const skipped = ['a.txt (unmerged: resolve the conflict and add it)'];
  expectStaged(conflict().repository, [], { skipped, exit: 3 });
});

merges('an unresolved conflict beside a new secret', () => {
  const { repository } = conflict();
  repository.stage({ 'd.txt': `${token()}\n` });
  const skipped = ['a.txt (unmerged: resolve the conflict and add it)'];
  expectStaged(repository, [`${TOKEN} d.txt:1`], { skipped });
});

merges('a conflict resolved with our side', () => {
  const { repository, ours } = conflict();
  expectStaged(repository.stage({ 'a.txt': lines(9, { 5: ours }) }), []);
});

merges('a conflict resolved with their side', () => {
  const { repository, theirs } = conflict();
  expectStaged(repository.stage({ 'a.txt': lines(9, { 5: theirs }) }), []);
});

merges('a conflict resolved with both sides', () => {
  const { repository, ours, theirs } = conflict();
  expectStaged(repository.stage({ 'a.txt': lines(9, { 5: `${theirs}\n${ours}` }) }), []);
});

merges('a conflict resolved without either secret', () => {
  expectStaged(conflict().repository.stage({ 'a.txt': lines(9) }), []);
});

merges('a resolution that introduces a secret: it alone', () => {
  const { repository, ours, theirs } = conflict();
  repository.stage({ 'a.txt': lines(9, { 4: ours, 5: token(), 6: theirs }) });
  expectStaged(repository, [`${TOKEN} a.txt:5`]);
});

merges('conflict markers that were added with everything else', () => {
  const { repository } = conflict();
  repository.git('add', '-A');
  expectStaged(repository, []);
});

merges('a file that we deleted and they changed, kept', () => {
  const theirs = token();
  const repository = branches(
    { 'a.txt': 'a\n', 'b.txt': lines(9) },
    { 'b.txt': null },
    { 'b.txt': lines(9, { 5: theirs }) },
  );
  merge(repository, 'conflict', 'other1').stage({ 'b.txt': lines(9, { 5: theirs, 6: 'by hand' }) });
  expectStaged(repository, []);
});

merges('a file that both added: the unresolved one is named', () => {
  const repository = branches({ 'a.txt': 'a\n' }, { 'b.txt': `${token()}\n` }, { 'b.txt': `${token()}\n` });
  const skipped = ['b.txt (unmerged: resolve the conflict and add it)'];
  expectStaged(merge(repository, 'conflict', 'other1'), [], { skipped, exit: 3 });
});

merges('they renamed a file with an old secret, we changed it', () => {
  const old = token();
  const repository = branches(
    { 'a.txt': lines(30, { 5: old }) },
    { 'a.txt': lines(30, { 5: old, 25: 'ours' }) },
    { 'a.txt': null, 'b.txt': lines(30, { 5: old }) },
  );
  expectStaged(merge(repository, 'clean', 'other1'), []);
});

merges('they added a secret to a file that we renamed', () => {
  const repository = branches(
    { 'a.txt': lines(30) },
    { 'a.txt': null, 'b.txt': lines(30, { 25: 'ours' }) },
    { 'a.txt': lines(30, { 5: token() }) },
  );
  expectStaged(merge(repository, 'clean', 'other1'), []);
});

merges('they added a file with a secret to a folder that we renamed', () => {
  const repository = branches(
    { 'old/a.txt': lines(30), 'old/b.txt': lines(20) },
    { 'old/a.txt': null, 'old/b.txt': null, 'new/a.txt': lines(30), 'new/b.txt': lines(20) },
    { 'old/c.txt': `${token()}\n` },
  );
  repository.git('config', 'merge.directoryRenames', 'true');
  merge(repository, 'clean', 'other1');
  if (!repository.git('ls-files').includes('new/c.txt'))
    throw new Error('Git did not see the renamed folder');
  expectStaged(repository, []);
});

merges('an octopus of branches with secrets', () => {
  const others = [{ 'c.txt': `${token()}\n` }, { 'd.txt': `${token()}\n` }];
  const repository = branches({ 'a.txt': 'a\n' }, { 'b.txt': 'b\n' }, ...others);
  merge(repository, 'clean', 'other1', 'other2');
  expectStaged(repository, []);
  repository.stage({ 'd.txt': `${token()}\n`, 'e.txt': `${token()}\n` });
  expectStaged(repository, [`${TOKEN} d.txt:1`, `${TOKEN} e.txt:1`]);
});

merges('a merge that keeps our tree alone', () => {
  const repository = branches({ 'a.txt': 'a\n' }, { 'b.txt': `${token()}\n` }, { 'c.txt': `${token()}\n` });
  expectStaged(merge(repository, 'clean', '-s', 'ours', 'other1'), []);
});

merges('a merge of an unrelated history', () => {
  const repository = branches({ 'a.txt': 'a\n' }, { 'b.txt': 'b\n' });
  repository.git('checkout', '-q', '--orphan', 'unrelated');
  repository.git('rm', '-q', '-r', '--cached', '.');
  repository.stage({ 'c.txt': `${token()}\n` }).commit();
  repository.git('checkout', '-q', '-f', 'main');
  expectStaged(merge(repository, 'clean', '--allow-unrelated-histories', 'unrelated'), []);
});

merges('a squashed merge has one parent: all of it is new', () => {
  const repository = branches({ 'a.txt': 'a\n' }, { 'b.txt': 'b\n' }, { 'c.txt': `${token()}\n` });
  repository.git('merge', '-q', '--squash', 'other1');
  expectStaged(repository, [`${TOKEN} c.txt:1`]);
});

merges('a conflict over .env that was resolved by hand is refused by its name', () => {
  const repository = branches({ '.env': 'A=1\n' }, { '.env': 'A=2\n' }, { '.env': 'A=3\n' });
  merge(repository, 'conflict', 'other1').stage({ '.env': 'A=4\n' });
  expectStaged(repository, ['file:dotenv-file .env:1']);
});

merges.run();
