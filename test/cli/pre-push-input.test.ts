/** What `keyfence pre-push` is told: lines on standard input, words, variables; and what it makes of none. */
import { cpSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BIN, Repository, scratch } from '../support/repository.js';
import { expectRangeFailure, expectReport, prePush, prePushReport, rangeReport } from './expect-range.js';
import { runBin, TOKEN, token } from './expect-staged.js';

const input = suite('pre-push: what it is told');

const ZEROS = '0'.repeat(40);

/** Three commits with a secret each; a remote has the first. */
function prepared(): { repository: Repository; oids: [string, string, string] } {
  const repository = new Repository();
  const oids = ['a.txt', 'b.txt', 'c.txt'].map((file) => repository.stage({ [file]: token() }).commit());
  repository.git('config', 'remote.origin.url', '/nowhere/of/origin');
  repository.git('update-ref', 'refs/remotes/origin/main', oids[0] as string);
  return { repository, oids: oids as [string, string, string] };
}

const { repository, oids } = prepared();
const [first, second, third] = oids;
const [A, B, C] = ['a', 'b', 'c'].map((name) => `${TOKEN} ${name}.txt:1`) as [string, string, string];

/** @param words the remote's name and URL. */
function expectPush(lines: string[], words: string[], findings: string[], commits: number): void {
  const report = prePushReport(repository, lines, words);
  expectReport(report, findings, { commits, refs: lines.length });
}

input('the remote oid tells what is there; without the name of a remote, it alone', () => {
  const line = `refs/heads/main ${third} refs/heads/main ${second}`;
  expectPush([line], ['origin', '/nowhere'], [C], 1);
  expectPush([line], [], [C], 1);
});

input('a new branch: what no tracking branch of that remote has', () => {
  const line = `refs/heads/main ${third} refs/heads/main ${ZEROS}`;
  expectPush([line], ['origin', '/nowhere'], [B, C], 2);
  expectPush([line], ['/nowhere/of/origin', '/nowhere/of/origin'], [B, C], 2);
  expectPush([line], ['other', '/nowhere'], [A, B, C], 3);
  expectPush([line], [], [A, B, C], 3);
});

input('a remote oid that is not known here', () => {
  const line = `refs/heads/main ${third} refs/heads/main ${'1'.repeat(40)}`;
  expectPush([line], ['origin', '/nowhere'], [B, C], 2);
});

input('several lines are one scan; a deletion is a line as well', () => {
  expectPush(
    [
      `refs/heads/b ${second} refs/heads/b ${ZEROS}`,
      `(delete) ${ZEROS} refs/heads/gone ${third}`,
      `refs/heads/main ${third} refs/heads/main ${first}`,
    ],
    ['other', '/nowhere'],
    [],
    0,
  );
  expectPush([`(delete) ${ZEROS} refs/heads/gone ${'1'.repeat(40)}`], ['origin'], [], 0);
});

input('a local ref as it was typed, with spaces', () => {
  expectPush([`HEAD^{/a commit} ${third} refs/heads/x ${second}`], ['origin'], [C], 1);
});

input('a last line without its end', () => {
  const command = `printf 'refs/heads/main ${third} refs/heads/main ${second}' | "$0" "$1" pre-push origin /nowhere`;
  const { status, stdout } = repository.run('sh', ['-c', command, process.execPath, BIN]);
  assert.is(status, 1);
  assert.match(stdout, /^c\.txt:1:/m);
});

const GOOD = `refs/heads/main ${third} refs/heads/main ${second}`;
for (const [what, lines] of [
  ['an empty line', ['']],
  ['an empty line behind a good one', [GOOD, '']],
  ['words', ['hello']],
  ['three fields', [`refs/heads/main ${third} refs/heads/main`]],
  ['five fields', [`${GOOD} more`]],
  ['a short object id', [`refs/heads/main ${third.slice(0, 12)} refs/heads/main ${second}`]],
  ['a name in the place of an object id', [`refs/heads/main HEAD refs/heads/main ${second}`]],
  ['an option in the place of an object id', [`refs/heads/main --all refs/heads/main ${second}`]],
  ['an object id in capitals', [`refs/heads/main ${'A'.repeat(40)} refs/heads/main ${second}`]],
  ['a tab', [GOOD.replace(' ', '\t')]],
  ['a carriage return', [`${GOOD}\r`]],
  ['a secret', [token()]],
] as const) {
  input(`${what}: no line of Git's, and no pass`, () => {
    const ran = prePush(repository, [...lines], ['origin', '/nowhere']);
    const line = lines.length;
    expectRangeFailure(ran, new RegExp(`standard input, line ${line}: expected <local ref> <local oid>`));
    assert.not.match(ran.stderr, 'ghp_');
  });
}

input('an object that is not here', () => {
  const line = `refs/heads/main ${'2'.repeat(40)} refs/heads/main ${ZEROS}`;
  expectRangeFailure(prePush(repository, [line], ['origin']), /an object that is pushed is missing/);
});

input('an object id of another length than the repository has', () => {
  const line = `refs/heads/main ${'2'.repeat(64)} refs/heads/main ${'0'.repeat(64)}`;
  expectRangeFailure(prePush(repository, [line], ['origin']), /./);
});

input('nothing on standard input: what HEAD has and the remote does not, or no remote does', () => {
  expectReport(rangeReport(repository, ['pre-push']), [B, C], { commits: 2 });
  expectReport(rangeReport(repository, ['pre-push', 'origin', '/nowhere']), [B, C], { commits: 2 });
  expectReport(rangeReport(repository, ['pre-push', '/nowhere', '/nowhere']), [B, C], { commits: 2 });
  const other = prepared().repository;
  other.git('config', 'remote.other.url', '/other');
  expectReport(rangeReport(other, ['pre-push']), [B, C], { commits: 2 });
  expectReport(rangeReport(other, ['pre-push', 'other', '/other']), [A, B, C], { commits: 3 });
});

input('nothing on standard input, in a repository without a commit', () => {
  const { status, stderr } = runBin(new Repository(), ['pre-push', 'origin', '/nowhere']);
  assert.is(status, 0);
  assert.match(stderr, /^keyfence: 0 commits, 0 objects, .* - nothing to scan\n$/);
});

input('nothing on standard input, and a HEAD whose commit is gone', () => {
  const broken = new Repository();
  broken.write({ '.git/refs/heads/main': `${'1'.repeat(40)}\n` });
  expectRangeFailure(runBin(broken, ['pre-push']), /what is pushed names no commit here/);
});

input('nothing on standard input, outside of a repository', () => {
  expectRangeFailure(runBin(new Repository({ top: scratch() }), ['pre-push']), /inside a Git repository/);
});

const FROM_TO = { PRE_COMMIT_FROM_REF: first, PRE_COMMIT_TO_REF: third };
const VARIABLES: [what: string, env: NodeJS.ProcessEnv, findings: string[]][] = [
  ['a range', FROM_TO, [B, C]],
  ['a range, and a remote that has some of it', { ...FROM_TO, PRE_COMMIT_REMOTE_NAME: 'up' }, [C]],
  ['a range, and a remote that nobody knows', { ...FROM_TO, PRE_COMMIT_REMOTE_NAME: 'nobody' }, [B, C]],
  [
    'a branch down to its first commit',
    { PRE_COMMIT_LOCAL_BRANCH: 'refs/heads/b', PRE_COMMIT_REMOTE_NAME: 'new' },
    [A, B],
  ],
  ['half a range', { PRE_COMMIT_FROM_REF: second }, [C]],
  ['empty ones', { PRE_COMMIT_FROM_REF: '', PRE_COMMIT_TO_REF: '', PRE_COMMIT_REMOTE_NAME: '' }, [C]],
];
const framework = prepared();
framework.repository.git('branch', 'b', 'main~1');
framework.repository.git('config', 'remote.up.url', '/up');
framework.repository.git('config', 'remote.new.url', '/new');
framework.repository.git('update-ref', 'refs/remotes/up/main', 'main~1');
for (const [what, variables, findings] of VARIABLES) {
  input(`the variables of the pre-commit framework: ${what}`, () => {
    const own = framework.repository.git('rev-parse', 'main~2', 'main~1', 'main').trim().split('\n');
    const env = Object.fromEntries(
      Object.entries(variables).map(([name, value]) => {
        const position = oids.indexOf(value as string);
        return [name, position < 0 ? value : own[position]];
      }),
    );
    expectReport(rangeReport(framework.repository, ['pre-push'], { env }), findings);
  });
}

input('what is on standard input goes before the variables', () => {
  const env = { PRE_COMMIT_FROM_REF: first, PRE_COMMIT_TO_REF: third };
  expectReport(prePushReport(repository, [GOOD], ['origin'], { env }), [C], { commits: 1 });
});

input('variables that name nothing', () => {
  const env = { PRE_COMMIT_FROM_REF: 'nowhere', PRE_COMMIT_TO_REF: 'HEAD' };
  expectRangeFailure(
    runBin(repository, ['pre-push'], { env }),
    /the start of the range names no commit here/,
  );
  const branch = { PRE_COMMIT_LOCAL_BRANCH: 'nowhere' };
  expectRangeFailure(
    runBin(repository, ['pre-push'], { env: branch }),
    /what is pushed names no commit here/,
  );
});

input('a remote whose name is an option is a remote all the same', () => {
  for (const name of ['--help', '--version', '-h', '--', '-', '--no-verify']) {
    const ran = prePush(repository, [GOOD], [name, 'https://example.com/x.git']);
    assert.is(ran.status, 1, name);
    assert.match(ran.stdout, /^c\.txt:1:/m);
  }
});

input('options go with the words of the hook', () => {
  for (const words of [
    ['--quiet', 'origin', '/nowhere'],
    ['--confidence', 'high'],
    ['--quiet', '--strict'],
    ['origin', '/nowhere', '--verbose'],
    ['--strict', '--', 'origin', '/nowhere'],
  ]) {
    const ran = prePush(repository, [GOOD], words);
    assert.is(ran.status, 1, `${words.join(' ')}: ${ran.stderr}`);
  }
  assert.is(
    prePush(repository, [`main ${first} refs/heads/x ${ZEROS}`], ['origin', '/x', '--quiet']).stderr,
    '',
  );
  const clean = prePush(repository, [`main ${first} refs/heads/x ${first}`], ['origin', '/x', '--quiet']);
  assert.equal([clean.status, clean.stderr], [0, '']);
});

input('more words than a name and a URL', () => {
  expectRangeFailure(prePush(repository, [GOOD], ['a', 'b', 'c']), /takes no arguments|no more/);
  expectRangeFailure(prePush(repository, [GOOD], ['--', 'a', 'b', 'c']), /no more/);
});

input('a secret in the words is not printed', () => {
  const url = `https://user:${token()}@example.com/x.git`;
  const ran = prePush(repository, [GOOD], [url, url]);
  assert.is(ran.status, 1);
  assert.not.match(ran.stdout + ran.stderr, '@example.com');
});

input('the hook does not load the command line, which costs as much as all the rest', () => {
  const folder = scratch();
  cpSync(dirname(BIN), join(folder, 'dist'), { recursive: true });
  cpSync(join(dirname(BIN), '../package.json'), join(folder, 'package.json'));
  symlinkSync(join(dirname(BIN), '../node_modules'), join(folder, 'node_modules'));
  rmSync(join(folder, 'dist/command-line.cjs'));
  const bin = join(folder, 'dist/cli.cjs');
  const { status, stdout } = repository.run(process.execPath, [bin, 'pre-push', 'origin', '/nowhere']);
  assert.is(status, 1);
  assert.match(stdout, /^c\.txt:1:/m);
  assert.is(repository.run(process.execPath, [bin, 'scan', '--since', first]).status, 2);
});

input.run();
