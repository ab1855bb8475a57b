/** `keyfence audit`: everything that ever let something pass, with who, when, why and until when. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Ran, Repository, scratch } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { runBin, TOKEN, utf8 } from '../support/scanned.js';

const audit = suite('keyfence audit');

const CONFIGURATION = '.keyfence.json';
const BASELINE = '.keyfence-baseline';
const [one, two, three] = ['a', 'b', 'c'].map((letter) => `kf1-${letter.repeat(16)}`) as [
  string,
  string,
  string,
];

interface Change {
  action: string;
  kind: string;
  subject: string;
  reason: string | null;
  who: string | null;
  until: string | null;
  file: string;
  fields?: string[];
}

interface Audit {
  version: number;
  timeline: {
    kind: string;
    commit?: string;
    author?: string;
    date: string;
    reason?: string;
    changes: Change[];
  }[];
  uncommitted: Change[];
  now: { kind: string; subject: string; reason: string | null; expired: boolean }[];
  notes: string[];
  complete: boolean;
}

function audited(repository: Repository): Audit {
  const ran = repository.keyfence('audit', '--json');
  if (ran.stdout === '') throw new Error(ran.stderr);
  const found = JSON.parse(utf8(ran.stdout)) as Audit;
  assert.is(ran.status, found.complete ? 0 : 3);
  return found;
}

/** `action kind subject` of each change, commit by commit. */
function changesIn(repository: Repository): string[][] {
  return audited(repository).timeline.map(({ changes }) => changes.map(short));
}

function short({ action, kind, subject, fields = [] }: Change): string {
  return [action, kind, subject, ...fields].join(' ');
}

function configuration(content: object): Record<string, string> {
  return { [CONFIGURATION]: `${JSON.stringify(content)}\n` };
}

/** Commits with a date of its own, so that the order is certain. */
let clock = 1_700_000_000;
function commit(repository: Repository, message = 'a commit'): string {
  clock += 60;
  repository.env.GIT_AUTHOR_DATE = `${clock} +0200`;
  repository.env.GIT_COMMITTER_DATE = `${clock} +0200`;
  return repository.commit(message);
}

const entry = { fingerprint: one, reason: 'a test key', who: 'N <n@x>', until: '2024-01-31' };

audit('tells each entry that came, changed and went, of every kind', () => {
  const repository = new Repository().stage(
    configuration({ allow: [entry], paths: [{ path: 'docs/', reason: 'docs' }], confidence: 'high' }),
  );
  const oid = commit(repository);
  repository.stage(
    configuration({
      allow: [
        { ...entry, until: '2099-01-31' },
        { file: '.env.test', reason: 'no secret in it' },
      ],
      skip: [{ path: 'big.bin', reason: 'a picture' }],
      disable: [{ id: 'generic-credential', reason: 'noise' }],
      patterns: ['patterns/own.json'],
      schemas: ['config/schema.json'],
      limits: { depth: 3 },
      confidence: 'low',
    }),
  );
  commit(repository);
  repository.stage({ 'unrelated.txt': 'x\n' });
  commit(repository);
  repository.git('rm', '-q', CONFIGURATION);
  commit(repository);
  const kept = [
    'allow entry .env.test',
    'accepted skip big.bin',
    'disabled pattern generic-credential',
    'pattern file patterns/own.json',
    'schema file config/schema.json',
  ];
  assert.equal(changesIn(repository), [
    [`added allow entry ${one}`, 'added path rule docs/', 'added setting confidence'],
    [
      `changed allow entry ${one} until`,
      ...kept.map((what) => `added ${what}`),
      'changed setting confidence value',
      'added setting limits',
      'removed path rule docs/',
    ],
    [
      `removed allow entry ${one}`,
      ...kept.map((what) => `removed ${what}`),
      'removed setting confidence',
      'removed setting limits',
    ],
  ]);
  const [first] = audited(repository).timeline;
  assert.equal(
    [first?.kind, first?.commit, first?.author, first?.date],
    [
      'commit',
      oid,
      'A U Thor',
      new Date((clock - 180 + 7200) * 1000).toISOString().replace('.000Z', '+02:00'),
    ],
  );
  const { reason, who, until, file } = (first as Audit['timeline'][0]).changes[0] as Change;
  assert.equal([reason, who, until, file], [entry.reason, entry.who, entry.until, CONFIGURATION]);
});

audit('tells the names and formats of every schema, and which fields changed, but no value of them', () => {
  const schema = (format: string) =>
    JSON.stringify({
      required: { app: { ACME_KEY: { format, severity: 'high' } } },
      optional: { app: { B_KEY: {} } },
    });
  const repository = new Repository().stage({
    'secrets/schema.json': schema('acme-...'),
    'sub/secrets/schema.json': schema('s-...'),
  });
  commit(repository);
  repository.stage({ 'secrets/schema.json': schema('acme2-...') });
  commit(repository);
  assert.equal(changesIn(repository), [
    ['added name ACME_KEY', 'added name B_KEY', 'added name ACME_KEY', 'added name B_KEY'],
    ['changed name ACME_KEY format'],
  ]);
  assert.equal(
    audited(repository).timeline[0]?.changes.map(({ file }) => file),
    ['secrets/schema.json', 'secrets/schema.json', 'sub/secrets/schema.json', 'sub/secrets/schema.json'],
  );
  assert.not.match(repository.keyfence('audit', '--json').stdout, 'acme');
});

audit('tells what came into the baseline and what went: the text counts, JSON names them', () => {
  const repository = new Repository().stage({ [BASELINE]: `# x\n${one}\n${two}\n` });
  commit(repository);
  repository.stage({ [BASELINE]: `${two}\n${three}\n` });
  commit(repository);
  assert.equal(changesIn(repository), [
    [`added baseline entry ${one}`, `added baseline entry ${two}`],
    [`added baseline entry ${three}`, `removed baseline entry ${one}`],
  ]);
  const { stdout } = repository.keyfence('audit');
  assert.match(stdout, '\n  + baseline: 2 entries\n');
  assert.match(stdout, '\n  + baseline: 1 entry\n  - baseline: 1 entry\n');
  assert.match(stdout, 'In the newest commit\n  baseline: 2 entries\n');
});

audit('tells inline comments in any kind of file, past attributes and without running what they name', () => {
  const repository = new Repository();
  const planted = join(scratch(), 'planted');
  for (const key of ['textconv', 'command'])
    repository.git('config', `diff.evil.${key}`, `touch ${planted}; cat`);
  repository.stage({
    '.gitattributes': '*.js -diff\n*.ts diff=evil\n*.c binary\n',
    'a.js': 'x = 1; // keyfence:allow the first reason\n',
    'b.ts': '/* keyfence:allow the second */\n',
    'c.c': 'keyfence:allow third\0\n',
    'd.html': '<!-- keyfence:allow -->\n',
    'e.txt': 'keyfence:allowed, keyfence:allow-not\n',
  });
  commit(repository);
  repository.stage({
    'a.js': 'y = 1; // keyfence:allow the first reason\n',
    'b.ts': '/* keyfence:allow another */\n',
  });
  commit(repository);
  const found = audited(repository).timeline.map(({ changes }) =>
    changes.map(({ action, file, reason }) => `${action} ${file} ${reason}`),
  );
  assert.equal(found, [
    ['added a.js the first reason', 'added b.ts the second', 'added c.c third\\u{0}', 'added d.html null'],
    ['added b.ts another', 'removed b.ts the second'],
  ]);
  assert.not(existsSync(planted));
});

audit('a merge is told of only where it goes beyond what it merges', () => {
  const repository = new Repository().stage(configuration({ allow: [entry] }));
  commit(repository);
  repository.git('switch', '-q', '-c', 'side');
  repository.stage(configuration({ allow: [entry, { fingerprint: two, reason: 'side' }] }));
  commit(repository);
  repository.git('switch', '-q', 'main');
  repository.stage({ 'x.txt': 'x\n' });
  commit(repository);
  clock += 60;
  repository.git('merge', '-q', '--no-commit', '--no-ff', 'side');
  repository.stage({
    ...configuration({
      allow: [entry, { fingerprint: two, reason: 'side' }, { fingerprint: three, reason: 'evil' }],
    }),
    'm.txt': '# keyfence:allow evil, too\n',
  });
  commit(repository);
  assert.equal(changesIn(repository), [
    [`added allow entry ${one}`],
    [`added allow entry ${two}`],
    [`added allow entry ${three}`, 'added inline comment m.txt'],
  ]);
});

audit('a version that cannot be read is told of, and so is what comes back after it', () => {
  const repository = new Repository().stage(configuration({ allow: [entry] }));
  commit(repository);
  repository.stage({ [CONFIGURATION]: `{"allow": "${sample(TOKEN)}` });
  commit(repository);
  repository.stage(configuration({ allow: [entry] }));
  commit(repository);
  assert.equal(changesIn(repository), [
    [`added allow entry ${one}`],
    [`unreadable file ${CONFIGURATION}`],
    [`added allow entry ${one}`],
  ]);
});

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
