/** The exceptions that commits themselves add: each is told, on its line, and counts only once merged where that is asked for. */
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type ReportedFinding, Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { runBin, scanReport, secretText, TOKEN, utf8 } from '../support/scanned.js';
import { prePush, rangeReport } from './expect-range.js';
import { pair } from './push-pair.js';

const added = suite('exceptions that commits add');

const FILE = '.keyfence.json';
const BASELINE = '.keyfence-baseline';
const PLAIN = 'sentry-user-auth-token';

interface Exception {
  kind: string;
  file: string;
  line: number;
  what?: string;
  reason?: string;
  commit?: string;
}

interface Added {
  status: number | null;
  /** `status file:line` of each finding. */
  findings: string[];
  exceptions: Exception[];
}

function scanned(repository: Repository, ...words: string[]): Added {
  const { status, findings, receipt } = rangeReport(repository, ['scan', ...words]);
  return {
    status,
    findings: findings.map((one) => `${one.status} ${one.file}:${one.line}`),
    exceptions: (receipt as unknown as { addedExceptions?: Exception[] }).addedExceptions ?? [],
  };
}

const described = ({ exceptions }: Added) =>
  exceptions.map(({ kind, file, line, what, reason }) =>
    [kind, `${file}:${line}`, ...(what ? [what] : []), ...(reason ? [`(${reason})`] : [])].join(' '),
  );

const configured = (configuration: object) => ({ [FILE]: `${JSON.stringify(configuration, null, 2)}\n` });

function fingerprintOf(text: string): string {
  const { findings } = scanReport(new Repository().write({ 'a.txt': text }));
  return (findings[0] as ReportedFinding).fingerprint;
}

const line = secretText();
const fingerprint = fingerprintOf(line);

added('every kind is named with its line and its reason, the comments with their commit', () => {
  const repository = new Repository().stage({ 'a.txt': 'a\n' });
  repository.commit();
  repository.stage({
    ...configured({
      allow: [
        { fingerprint, reason: 'revoked' },
        { file: '.env', reason: 'r', until: '2999-01-01' },
      ],
      paths: [{ path: 'test/', reason: 'made up' }],
      skip: [{ path: 'big.bin', reason: 's' }],
      confidence: 'high',
      disable: [{ id: 'jwt', reason: 'd' }],
    }),
    [BASELINE]: `# b\n${fingerprint}\n`,
    'a.txt': line,
  });
  repository.commit();
  repository.stage({
    'b.js': `x = '${sample(PLAIN)}' // keyfence:allow made up\n\n// keyfence:allow later\n`,
  });
  const commit = repository.commit();
  const report = scanned(repository, '--range', 'HEAD~2..HEAD');
  assert.equal([report.status, report.findings], [0, ['allowed a.txt:1', 'allowed b.js:1']]);
  assert.equal(described(report), [
    `allow entry ${FILE}:3 ${fingerprint} (revoked)`,
    `allow entry ${FILE}:7 .env (r)`,
    `path rule ${FILE}:14 test/ (made up)`,
    `skip entry ${FILE}:20 big.bin (s)`,
    `disabled pattern ${FILE}:27 jwt (d)`,
    `raised confidence ${FILE}:25 high`,
    `baseline line ${BASELINE}:2 ${fingerprint}`,
    'inline comment b.js:1 (made up)',
    'inline comment b.js:3 (later)',
  ]);
  assert.equal(
    report.exceptions.map((one) => one.commit),
    [...Array(7).fill(undefined), commit, commit],
  );
  const { stderr } = runBin(repository, ['scan', '--range', 'HEAD~2..HEAD']);
  assert.match(stderr, `keyfence: EXCEPTION ADDED: ${FILE}:3 allow entry ${fingerprint} (revoked)\n`);
  assert.match(
    stderr,
    `keyfence: EXCEPTION ADDED: b.js:1 (commit ${commit.slice(0, 12)}) inline comment (made up)\n`,
  );
});

added('what the base has already is not told: moved, reformatted, or said in other words', () => {
  const repository = new Repository().stage({
    ...configured({ allow: [{ fingerprint, reason: 'r' }] }),
    [BASELINE]: `${fingerprint}\n`,
    'b.js': '// keyfence:allow why\nx = 1\n',
  });
  repository.commit();
  repository.stage({
    [FILE]: JSON.stringify({ paths: [], allow: [{ reason: 'other words', fingerprint }] }),
    [BASELINE]: `# sorted\n${fingerprint}\n`,
    'b.js': 'y = 2\n\n  // keyfence:allow why\n  x = 1\n',
  });
  repository.commit();
  assert.equal(described(scanned(repository, '--range', 'HEAD~1..HEAD')), []);
});

added('an entry that is given more time is one that is added', () => {
  const entry = { fingerprint, reason: 'r' };
  const repository = new Repository().stage(configured({ allow: [{ ...entry, until: '2000-01-01' }] }));
  repository.commit();
  repository.stage(configured({ allow: [{ ...entry, until: '2999-01-01' }] })).commit();
  assert.equal(described(scanned(repository, '--since', 'HEAD~1')), [
    `allow entry ${FILE}:3 ${fingerprint} (r)`,
  ]);
});

added('a commit that takes an exception back, or mends a broken configuration, adds none of its own', () => {
  const repository = new Repository().stage(configured({ paths: [{ path: 'a', reason: 'r' }] }));
  repository.commit();
  repository.stage({ [FILE]: '{' }).commit();
  repository.stage(configured({})).commit();
  assert.equal(described(scanned(repository, '--range', 'HEAD~1..HEAD')), []);
  assert.equal(described(scanned(repository, '--range', 'HEAD~2..HEAD')), []);
});

added('of many only ten are named, unless everything was asked for', () => {
  const repository = new Repository().stage({ 'a.txt': '' });
  repository.commit();
  const paths = Array.from({ length: 14 }, (_, at) => ({ path: `p${at}`, reason: 'r' }));
  repository.stage(configured({ paths })).commit();
  const { stderr } = runBin(repository, ['scan', '--since', 'HEAD~1']);
  assert.is(stderr.match(/EXCEPTION ADDED: \.key/g)?.length, 10);
  assert.match(stderr, 'keyfence: EXCEPTION ADDED: 4 more: --verbose or --format json names them all\n');
  const verbose = runBin(repository, ['scan', '--since', 'HEAD~1', '--verbose']).stderr;
  assert.is(verbose.match(/EXCEPTION ADDED: \.key/g)?.length, 14);
});

added('a secret in a comment is never a reason', () => {
  const repository = new Repository().stage({ 'a.txt': '' });
  repository.commit();
  repository.stage({ 'b.js': `// keyfence:allow instead of ${sample(TOKEN)} here\n` }).commit();
  assert.equal(described(scanned(repository, '--since', 'HEAD~1')), ['inline comment b.js:1 (instead of)']);
});

/** A base with one exception of each kind that is merged, and commits that add another. */
function merged(): { repository: Repository; old: string; fresh: string } {
  const old = secretText();
  const fresh = secretText();
  const repository = new Repository().stage({
    ...configured({ allow: [{ fingerprint: fingerprintOf(old), reason: 'merged' }] }),
    [BASELINE]: `${fingerprint}\n`,
    'c.js': `// keyfence:allow merged\nx = 1\n`,
  });
  repository.commit();
  return { repository, old, fresh };
}

added('--exceptions-from base: what is merged counts, what the commits add does not', () => {
  const { repository, old, fresh } = merged();
  const [beside, below] = [sample(PLAIN), sample(PLAIN)];
  repository.stage({
    ...configured({ allow: [{ fingerprint: fingerprintOf(fresh), reason: 'added' }] }),
    [BASELINE]: '',
    'old.txt': old,
    'baseline.txt': line,
    'new.txt': fresh,
    'beside.js': `x = '${beside}' // keyfence:allow added\n`,
    'c.js': `// keyfence:allow merged\nx = '${below}'\n`,
  });
  repository.commit();
  const newest = scanned(repository, '--range', 'HEAD~1..HEAD');
  assert.equal(newest.findings, [
    'new baseline.txt:1',
    'allowed beside.js:1',
    'allowed c.js:2',
    'allowed new.txt:1',
    'new old.txt:1',
  ]);
  const base = scanned(repository, '--range', 'HEAD~1..HEAD', '--exceptions-from', 'base');
  assert.equal(
    [base.status, base.findings],
    [
      1,
      ['baseline baseline.txt:1', 'new beside.js:1', 'allowed c.js:2', 'new new.txt:1', 'allowed old.txt:1'],
    ],
  );
  assert.equal(described(base), described(newest));
  const { stdout } = runBin(repository, ['scan', '--since', 'HEAD~1', '--exceptions-from=base']);
  assert.match(stdout, 'but     the keyfence:allow beside it counts only once it is merged');
});

added('--exceptions-from base: patterns that the commits switch off are looked for', () => {
  const repository = new Repository().stage({ 'a.txt': '' });
  repository.commit();
  repository.stage({
    ...configured({ disable: [{ id: TOKEN, reason: 'r' }], confidence: 'high' }),
    'a.txt': line,
  });
  repository.commit();
  assert.is(scanned(repository, '--since', 'HEAD~1').status, 0);
  assert.equal(scanned(repository, '--since', 'HEAD~1', '--exceptions-from', 'base').findings, [
    'new a.txt:1',
  ]);
});

added('--exceptions-from base: a broken base ends the scan with 2', () => {
  const repository = new Repository().stage({ [FILE]: '{' });
  repository.commit();
  repository.stage(configured({})).commit();
  const { status, stderr } = runBin(repository, ['scan', '--since', 'HEAD~1', '--exceptions-from', 'base']);
  assert.is(status, 2);
  assert.match(stderr, `${FILE}: line 1, column 2: expected valid JSON`);
});

added('--exceptions-from takes one of two words', () => {
  const repository = new Repository().stage({ 'a.txt': '' });
  const { status, stderr } = runBin(repository, ['scan', '--range', '..', '--exceptions-from', 'bse']);
  assert.equal(
    [status, stderr],
    [2, 'keyfence: --exceptions-from: expected newest, base\n  did you mean --exceptions-from base?\n'],
  );
});

added('a push tells what it adds to the branch it goes to', () => {
  const { local } = pair(configured({ paths: [{ path: 'a', reason: 'r' }] }));
  local
    .stage(
      configured({
        paths: [
          { path: 'a', reason: 'r' },
          { path: 'b', reason: 'added' },
        ],
      }),
    )
    .commit();
  const { status, stderr } = local.tryGit('push', '-q', 'origin', 'main');
  assert.is(status, 0);
  assert.match(stderr, `keyfence: EXCEPTION ADDED: ${FILE}:7 path rule b (added)\n`);
  assert.is(stderr.match(/EXCEPTION ADDED/g)?.length, 1);
});

added('a new branch is compared with what it began from, a first push with nothing', () => {
  const { local } = pair(configured({ paths: [{ path: 'a', reason: 'r' }] }));
  local.git('push', '-q', '--no-verify', 'origin', 'main:other');
  local.git('checkout', '-q', '-b', 'topic');
  local
    .stage(
      configured({
        paths: [
          { path: 'a', reason: 'r' },
          { path: 'b', reason: 'added' },
        ],
      }),
    )
    .commit();
  const topic = local.tryGit('push', '-q', 'origin', 'topic').stderr;
  assert.equal(topic.match(/EXCEPTION ADDED: .*/g), [`EXCEPTION ADDED: ${FILE}:7 path rule b (added)`]);
  new Repository({ top: join(local.top, '../first.git') }).git('init', '-q', '--bare', '.');
  local.git('remote', 'add', 'first', '../first.git');
  const first = local.tryGit('push', '-q', 'first', 'topic').stderr;
  assert.is(first.match(/EXCEPTION ADDED: /g)?.length, 2);
});

added('pre-push --exceptions-from base reads what the remote has', () => {
  const { local } = pair();
  const before = local.git('rev-parse', 'HEAD').trim();
  local.stage({ ...configured({ allow: [{ fingerprint, reason: 'r' }] }), 'b.txt': line });
  const after = local.commit();
  const pushed = [`refs/heads/main ${after} refs/heads/main ${before}`];
  assert.is(prePush(local, pushed, ['origin', 'url']).status, 0);
  assert.is(prePush(local, pushed, ['origin', 'url', '--exceptions-from', 'base']).status, 1);
});

added('a hostile name is shown escaped', () => {
  const repository = new Repository().stage({ 'a.txt': '' });
  repository.commit();
  repository.stage({ 'a\u202e\n::error::.js': '// keyfence:allow \u001b[2J why\n' }).commit();
  const { stderr } = runBin(repository, ['scan', '--since', 'HEAD~1']);
  assert.match(utf8(stderr), 'EXCEPTION ADDED: a\\u{202e}\\n::error::.js:1 ');
  assert.not.match(utf8(stderr), /[\u001b\u202e]/);
});

added.run();
