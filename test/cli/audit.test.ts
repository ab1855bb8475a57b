/** `keyfence audit`: what holds now, skipped hooks, and what it must not show or pass over. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Ran, Repository, scratch } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { runBin, TOKEN, utf8 } from '../support/scanned.js';
import { audited, BASELINE, commit, configuration, entry, one, short, three, two } from './audited.js';

const audit = suite('keyfence audit');

audit('says what holds now, what has expired, and what is not committed yet', () => {
  const repository = new Repository().stage(
    configuration({ allow: [entry, { fingerprint: two, reason: 'for good' }] }),
  );
  commit(repository);
  repository.write(
    configuration({
      allow: [
        { fingerprint: two, reason: 'for good' },
        { fingerprint: three, reason: 'new' },
      ],
    }),
  );
  const { now, uncommitted } = audited(repository);
  assert.equal(
    now.map(({ subject, expired }) => [subject, expired]),
    [
      [one, true],
      [two, false],
    ],
  );
  assert.equal(uncommitted.map(short), [`added allow entry ${three}`, `removed allow entry ${one}`]);
  const { stdout, stderr } = repository.keyfence('audit');
  assert.match(stdout, `  allow entry ${one} - "a test key", until 2024-01-31, by N <n@x> EXPIRED\n`);
  assert.match(stdout, `not committed yet\n  + allow entry ${three} - "new"\n`);
  assert.is(stderr, '');
});

audit('hooks that were skipped stand in the timeline, between the commits', () => {
  const repository = new Repository().stage(configuration({ allow: [entry] }));
  commit(repository);
  const skipped = (reason: string): Ran =>
    runBin(repository, ['pre-commit'], { env: { KEYFENCE_SKIP: reason } });
  assert.is(skipped('the build is red').status, 0);
  appendFileSync(join(repository.top, '.git/keyfence/skips.log'), 'no JSON\n{"date": 1}\n');
  const { timeline, notes, complete } = audited(repository);
  assert.equal(
    timeline.map(({ kind }) => kind),
    ['commit', 'skip'],
  );
  assert.is(timeline[1]?.reason, 'the build is red');
  assert.equal([complete, notes.length], [false, 2]);
  assert.match(
    repository.keyfence('audit').stdout,
    /\n {2}! pre-commit skipped on main at [0-9a-f]{12} \(KEYFENCE_SKIP\): the build is red\n/,
  );
});

audit('no secret is shown, whatever stands in the history, and nothing that a terminal would obey', () => {
  const token = sample(TOKEN);
  const repository = new Repository();
  repository.env.GIT_AUTHOR_NAME = token;
  const evil = `${token}\u202e\u001b[2J`;
  repository.stage({
    ...configuration({
      allow: [
        { fingerprint: token, reason: evil, who: evil, until: token },
        { file: `x/${token}`, reason: 'r' },
      ],
      paths: [{ path: token, reason: token }],
      disable: [{ id: token, [token]: token }],
      patterns: [token],
      confidence: token,
    }),
    [BASELINE]: `${token}\n`,
    'secrets/schema.json': JSON.stringify({
      required: { [token]: { [token]: {}, A_KEY: { format: token } } },
    }),
    [`${token}.txt`]: `# keyfence:allow ${token}\n`,
  });
  commit(repository);
  repository.stage(configuration({ disable: [{ id: token, [`${token}x`]: 1 }] }));
  commit(repository);
  mkdirSync(join(repository.top, '.git/keyfence'));
  const line = {
    date: '2024-01-01T00:00:00Z',
    hook: evil,
    reason: evil,
    who: evil,
    head: token,
    branch: token,
  };
  writeFileSync(join(repository.top, '.git/keyfence/skips.log'), `${JSON.stringify(line)}\n`);
  for (const words of [['audit'], ['audit', '--json']]) {
    const ran = runBin(repository, words);
    assert.is(ran.status, 0, ran.stderr);
    const shown = utf8(ran.stdout + ran.stderr);
    for (let at = 4; at + 8 <= token.length; at++) {
      assert.not.ok(shown.includes(token.slice(at, at + 8)), 'a piece of the secret');
    }
    assert.not.match(shown, /[\u202e\u001b]/);
  }
});

audit('a shallow clone is said to be one, and ends with 3', () => {
  const repository = new Repository().stage(configuration({ allow: [entry] }));
  commit(repository);
  repository.stage({ 'a.txt': 'x\n' });
  commit(repository);
  const top = join(scratch(), 'clone');
  repository.git('clone', '-q', '--depth', '1', pathToFileURL(repository.top).href, top);
  const clone = new Repository({ top });
  const ran = clone.keyfence('audit');
  assert.is(ran.status, 3);
  assert.match(ran.stderr, /^keyfence: this is a shallow clone: .*\nkeyfence: INCOMPLETE/);
});

audit('a partial clone tells that it lacks old versions, and fetches none', () => {
  const repository = new Repository().stage(configuration({ allow: [entry] }));
  commit(repository);
  repository.stage(configuration({ allow: [] }));
  commit(repository);
  repository.git('config', 'uploadpack.allowFilter', 'true');
  const top = join(scratch(), 'clone');
  repository.git('clone', '-q', '--filter=blob:none', pathToFileURL(repository.top).href, top);
  const ran = new Repository({ top }).keyfence('audit');
  assert.is(ran.status, 3);
  assert.match(ran.stderr, 'this clone lacks old versions of files');
});

audit('a repository without a commit, and one where nothing was let pass', () => {
  const repository = new Repository();
  assert.match(repository.keyfence('audit').stdout, /^nothing was ever let pass/);
  repository.stage({ 'a.txt': 'x\n' });
  commit(repository);
  const { timeline, now, complete } = audited(repository);
  assert.equal([timeline, now, complete], [[], [], true]);
});

audit('outside a repository it ends with 2', () => {
  const ran = new Repository({ top: scratch() }).keyfence('audit');
  assert.equal([ran.status, ran.stdout], [2, '']);
});

audit('changes nothing', () => {
  const repository = new Repository().stage(configuration({ allow: [entry] }));
  commit(repository);
  const before =
    repository.git('status', '--porcelain') + readFileSync(join(repository.top, '.git/index'), 'hex');
  repository.keyfence('audit');
  assert.is(
    repository.git('status', '--porcelain') + readFileSync(join(repository.top, '.git/index'), 'hex'),
    before,
  );
});

audit.run();
