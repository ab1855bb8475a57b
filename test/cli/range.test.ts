/** Each commit of a range: what it introduces is found, though a later one takes it away; what was there before is old. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { expectRange, expectReport, rangeReport } from './expect-range.js';
import { lines, runBin, TOKEN, token } from './expect-staged.js';

const ranges = suite('range: what each commit introduces');

/** A repository with one commit, and the id of that commit. */
function based(files: Record<string, string> = { 'a.txt': lines(9) }): {
  repository: Repository;
  base: string;
} {
  const repository = new Repository();
  const base = repository.stage(files).commit('base');
  return { repository, base };
}

ranges('a secret that one commit adds and the next removes', () => {
  const { repository, base } = based();
  const adding = repository.stage({ 'a.txt': lines(9, { 4: token() }) }).commit('adds');
  repository.stage({ 'a.txt': lines(9) }).commit('removes');
  const report = expectRange(repository, `${base}..HEAD`, [`${TOKEN} a.txt:4`], { commits: 2, objects: 2 });
  assert.is(report.receipt.files, 2, 'words are no files');
  const [finding] = report.findings;
  assert.equal([finding?.commit, finding?.author], [adding, 'A U Thor']);
});

ranges('a secret in a file that the next commit deletes, and one in a file that it renames', () => {
  const { repository, base } = based();
  repository.stage({ 'gone.txt': `${token()}\n`, 'old.txt': lines(20, { 9: token() }) }).commit();
  repository.git('rm', '-q', 'gone.txt');
  repository.git('mv', 'old.txt', 'new.txt');
  repository.commit();
  expectRange(repository, `${base}..`, [`${TOKEN} gone.txt:1`, `${TOKEN} old.txt:9`], { commits: 2 });
});

ranges('of several commits that bring it into one file, the first is told', () => {
  const { repository, base } = based();
  const secret = token();
  const first = repository.stage({ 'a.txt': lines(9, { 4: secret }) }).commit();
  repository.stage({ 'a.txt': lines(9) }).commit();
  repository.stage({ 'a.txt': lines(9, { 5: secret }) }).commit();
  const report = expectRange(repository, `${base}..`, [`${TOKEN} a.txt:4`], { commits: 3, objects: 3 });
  assert.is(report.findings[0]?.commit, first);
});

ranges('a guarded file that several commits change is told once', () => {
  const { repository, base } = based();
  const first = repository.stage({ '.env': 'A=1\n' }).commit();
  repository.stage({ '.env': 'A=2\n' }).commit();
  const report = expectRange(repository, `${base}..`, ['file:dotenv-file .env:1']);
  assert.is(report.findings[0]?.commit, first);
});

ranges('a second secret in a later commit: each with its own commit', () => {
  const { repository, base } = based();
  const first = repository.stage({ 'a.txt': lines(9, { 4: token() }) }).commit();
  const second = repository.stage({ 'b.txt': lines(9, { 2: token() }) }).commit();
  const report = expectRange(repository, `${base}..`, [`${TOKEN} a.txt:4`, `${TOKEN} b.txt:2`]);
  assert.equal(
    report.findings.map(({ commit }) => commit),
    [first, second],
  );
});

ranges('what the base has is old: changed around, moved, renamed', () => {
  const old = token();
  const { repository, base } = based({ 'a.txt': lines(9, { 4: old }) });
  repository.stage({ 'a.txt': `new\n${lines(9, { 4: old })}` }).commit();
  repository.git('mv', 'a.txt', 'b.txt');
  repository.commit();
  repository.stage({ 'b.txt': lines(9, { 8: old }) }).commit();
  const report = expectRange(repository, `${base}..`, [], { commits: 3, objects: 3 });
  assert.is(report.receipt.suppressed['already-committed'], 3);
});

ranges('what the base has, copied into another file, is new there', () => {
  const old = token();
  const { repository, base } = based({ 'a.txt': lines(9, { 4: old }) });
  repository.stage({ 'copy.txt': lines(9, { 4: old }) }).commit();
  expectRange(repository, `${base}..`, [`${TOKEN} copy.txt:4`]);
});

ranges('a root commit in the range: all of it is new', () => {
  const { repository } = based({ 'a.txt': lines(9, { 4: token() }), 'sub/b.txt': lines(9, { 5: token() }) });
  repository.git('checkout', '-q', '--orphan', 'other');
  repository.git('rm', '-q', '-r', '-f', '.');
  repository.stage({ 'c.txt': 'c\n' }).commit();
  expectRange(repository, 'other..main', [`${TOKEN} a.txt:4`, `${TOKEN} sub/b.txt:5`], {
    commits: 1,
    objects: 2,
  });
});

ranges('the empty commit has words only', () => {
  const { repository, base } = based();
  repository.commit('nothing');
  expectRange(repository, `${base}..`, [], { commits: 1, objects: 0 });
  assert.match(runBin(repository, ['scan', '--since', base]).stderr, /1 commit, 0 objects, .* - clean\n$/);
});

ranges('an empty range says so, and is not called clean', () => {
  const { repository, base } = based();
  for (const range of [`${base}..`, 'HEAD..HEAD', '..', 'HEAD..HEAD~0', '...']) {
    expectRange(repository, range, [], { commits: 0, objects: 0 });
  }
  const { status, stderr } = runBin(repository, ['scan', '--range', 'HEAD..HEAD']);
  assert.is(status, 0);
  assert.match(stderr, /^keyfence: 0 commits, 0 objects, .* - nothing to scan\n$/);
});

ranges('a removal, a mode and a link: a mode alone is nothing new, a link is its target', () => {
  const { repository, base } = based({ 'a.sh': lines(3, { 2: token() }), 'b.txt': 'b\n' });
  repository.git('update-index', '--chmod=+x', 'a.sh');
  repository.commit();
  repository.git('rm', '-q', 'b.txt');
  repository.commit();
  expectRange(repository, `${base}..`, [], { commits: 2, objects: 0 });
  repository.write({ target: `/home/${token()}` });
  const oid = repository.git('hash-object', '-w', 'target').trim();
  repository.git('update-index', '--add', '--cacheinfo', `120000,${oid},link`);
  repository.commit();
  expectRange(repository, `${base}..`, [`${TOKEN} link:1`], { commits: 3, objects: 1 });
});

ranges('a file becomes a link with the same text, a folder becomes a file', () => {
  const secret = token();
  const { repository, base } = based({ 'a.txt': secret, 'b/c.txt': lines(9, { 5: secret }) });
  const oid = repository.git('rev-parse', 'HEAD:a.txt').trim();
  repository.git('update-index', '--cacheinfo', `120000,${oid},a.txt`);
  repository.git('rm', '-q', '-r', '-f', 'b');
  repository.stage({ b: lines(9, { 5: secret, 6: token() }) }).commit();
  expectRange(repository, `${base}..`, [`${TOKEN} b:6`], { objects: 2 });
});

ranges('a submodule is listed once, however often it moves', () => {
  const { repository, base } = based();
  for (const digit of ['1', '2']) {
    repository.git('update-index', '--add', '--cacheinfo', `160000,${digit.repeat(40)},module`);
    repository.commit();
  }
  expectRange(repository, `${base}..`, [], { skipped: ['module (submodule)'], exit: 0, commits: 2 });
  assert.is(runBin(repository, ['scan', '--range', `${base}..`, '--strict']).status, 3);
});

/** `main` and `topic` after they parted, each with a secret. */
function parted(): { repository: Repository; base: string } {
  const { repository, base } = based();
  repository.git('checkout', '-q', '-b', 'topic');
  repository.stage({ 'topic.txt': `${token()}\n` }).commit('topic');
  repository.git('checkout', '-q', 'main');
  repository.stage({ 'main.txt': `${token()}\n` }).commit('main');
  return { repository, base };
}

ranges('A..B and A...B: what B brings since it left A; an end left out is HEAD', () => {
  const { repository, base } = parted();
  for (const range of [
    'main..topic',
    'main...topic',
    '..topic',
    '...topic',
    `${base}..topic`,
    'HEAD..topic~0',
  ]) {
    expectRange(repository, range, [`${TOKEN} topic.txt:1`], { commits: 1 });
  }
  for (const range of ['topic..main', 'topic...', 'topic..', 'topic..@', 'topic^..HEAD']) {
    expectRange(repository, range, [`${TOKEN} main.txt:1`], { commits: 1 });
  }
});

ranges('--since is up to HEAD', () => {
  const { repository, base } = parted();
  const report = rangeReport(repository, ['scan', '--since', base.slice(0, 9)]);
  expectReport(report, [`${TOKEN} main.txt:1`], { commits: 1 });
  expectReport(rangeReport(repository, ['--since=topic']), [`${TOKEN} main.txt:1`], { commits: 1 });
});

ranges('several branches in the range: every commit of each, oldest first', () => {
  const { repository, base } = parted();
  repository.git('merge', '-q', 'topic');
  const report = expectRange(
    repository,
    `${base}..`,
    [`${TOKEN} main.txt:1`, `${TOKEN} topic.txt:1`].sort(),
    {
      commits: 3,
      objects: 2,
    },
  );
  assert.is(new Set(report.findings.map(({ commit }) => commit)).size, 2);
});

ranges('names with a secret in them, shown masked', () => {
  const { repository, base } = based();
  const secret = token();
  const adding = repository.stage({ [`dir/${secret}.txt`]: 'a\n' }).commit();
  repository.stage({ [`dir/${secret}.txt`]: 'b\n' }).commit();
  const report = expectRange(repository, `${base}..`, [`${TOKEN} dir/ghp_….txt:1`]);
  assert.equal(report.findings[0]?.layers, ['file name']);
  assert.is(report.findings[0]?.commit, adding);
});

ranges('the text report names the commit and the way out of it', () => {
  const { repository, base } = based();
  const commit = repository.stage({ 'a.txt': lines(9, { 4: token() }) }).commit();
  const { status, stdout, stderr } = runBin(repository, ['scan', '--range', `${base}..`]);
  const date = repository.git('log', '-1', '--format=%aI').trim();
  assert.is(status, 1);
  assert.match(stdout, `\n  commit  ${commit.slice(0, 12)} by A U Thor, ${date}\n`);
  for (const words of [
    'git commit --amend',
    'git rebase -i COMMIT^',
    'KEYFENCE_SKIP="WHY" git push',
    'rotate',
  ]) {
    assert.match(stdout, words);
  }
  assert.match(stderr, /^keyfence: 1 commit, 1 object, \d+ bytes, .* - 1 finding\n$/);
});

ranges("the date is the author's, with its own offset", () => {
  const { repository, base } = based();
  repository.stage({ 'a.txt': `${token()}\n` });
  const env = { GIT_AUTHOR_DATE: '1700000000 -0330', GIT_COMMITTER_DATE: '1800000000 +0000' };
  const { status } = repository.run('git', ['commit', '-q', '-m', 'x'], { env });
  assert.is(status, 0);
  assert.is(
    expectRange(repository, `${base}..`, [`${TOKEN} a.txt:1`]).findings[0]?.date,
    '2023-11-14T18:43:20-03:30',
  );
});

ranges('the schema of the newest commit says what to look for', () => {
  const { repository, base } = based();
  const secret = `ACME-${token().slice(4, 24)}`;
  repository.stage({ 'sub/a.txt': `${secret}\n`, 'a.txt': `${secret}\n` }).commit();
  const schema = { required: { acme: { ACME_KEY: { format: 'ACME-...' } } } };
  expectRange(repository, `${base}..`, [], { commits: 1 });
  repository.stage({ 'sub/secrets/schema.json': JSON.stringify(schema) }).commit();
  repository.git('rm', '-q', '--cached', 'sub/secrets/schema.json');
  expectRange(repository, `${base}..`, ['schema:ACME_KEY sub/a.txt:1'], { commits: 2 });
  expectRange(repository, `${base}..HEAD~1`, [], { commits: 1 });
  repository.stage({ 'other.txt': 'x' }).commit();
  expectRange(repository, `${base}..`, [], { commits: 3 });
});

ranges.run();
