/** Known values through the real bin: what the schema's names hold here is found wherever it goes. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { type Report, type ReportedFinding, Repository } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';
import { runBin, scanReport, skippedBy, utf8 } from '../support/scanned.js';
import { zipOf } from '../support/zip.js';

const known = suite('known values in a scan');

const SCHEMA = 'secrets/schema.json';
const schema = (names: Record<string, object>) => JSON.stringify({ required: { deploy: names } });
/** Of a length that no format of the catalog has. */
const secret = (length = 26) => asSecret(randomText(length));
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A repository whose schema has VERCEL_TOKEN, and what else is given. */
function project(names: Record<string, object> = {}): Repository {
  return new Repository().stage({
    [SCHEMA]: schema({ VERCEL_TOKEN: {}, ...names }),
    '.gitignore': '.env*\n',
  });
}

function preCommit(repository: Repository, env: Record<string, string> = {}, words: string[] = []): Report {
  const ran = runBin(repository, ['pre-commit', '--format', 'json', ...words], { env });
  if (ran.stdout === '') throw new Error(`no report, exit ${ran.status}: ${ran.stderr}`);
  return { ...(JSON.parse(utf8(ran.stdout)) as Omit<Report, 'status'>), status: ran.status };
}

/** `VARIABLE file:line` of each known value. */
function told({ findings }: { findings: ReportedFinding[] }): string[] {
  return findings
    .filter(({ verdict }) => verdict === 'known-value')
    .map(({ variable, file, line }) => `${variable} ${file}:${line}`);
}

known('a token without a public format, in the shell: in text, in base64, in a zip', () => {
  const value = secret();
  const repository = project().stage({
    'notes.txt': `first\nsee ${value} there\n`,
    'values.yaml': `data:\n  one: ${base64(value)}\n  two: ${base64(`deploy:${value}`)}\n`,
    'short.yaml': `t: ${base64(`${value}`)}`,
    'build.zip': zipOf([['inner/app.js', `call("${value}")`]]),
  });
  const report = preCommit(repository, { VERCEL_TOKEN: value });
  assert.is(report.status, 1);
  // The line of an entry of an archive is where its bytes happen to stand.
  const places = told(report).map((place) => place.replace(/\.zip:\d+$/, '.zip'));
  assert.equal(places, [
    'VERCEL_TOKEN build.zip',
    'VERCEL_TOKEN notes.txt:2',
    'VERCEL_TOKEN short.yaml:1',
    'VERCEL_TOKEN values.yaml:2',
    'VERCEL_TOKEN values.yaml:3',
  ]);
  assert.is(report.findings.length, 5);
  const [inZip, plain] = report.findings;
  assert.equal(inZip?.layers, ['zip:inner/app.js']);
  assert.is(new Set(report.findings.map(({ fingerprint }) => fingerprint)).size, 1);
  assert.equal(
    [plain?.pattern, plain?.confidence, plain?.severity, plain?.masked, plain?.column, plain?.endColumn],
    ['known-value', 'high', 'high', '…', 5, 31],
  );
  assert.is((report.receipt as { knownValues?: number }).knownValues, 1);
});

known('--no-known-values looks for none, in every command that scans', () => {
  const value = secret();
  const repository = project().stage({ 'notes.txt': `see ${value} there\n` });
  repository.commit();
  repository.stage({ 'more.txt': `see ${value} there\n` }).write({ MSG: `see ${value}` });
  const commands = [
    ['pre-commit'],
    ['scan'],
    ['scan', '--staged'],
    ['scan', '--range', 'HEAD^..HEAD'],
    ['commit-msg', 'MSG'],
    ['pre-push'],
  ];
  repository.commit();
  repository.stage({ 'third.txt': `see ${value} there\n` });
  for (const words of commands) {
    const run = (more: string[]) => runBin(repository, [...words, ...more], { env: { VERCEL_TOKEN: value } });
    const on = run(['--confidence', 'high']);
    assert.is(on.status, 1, words.join(' '));
    assert.match(on.stderr, /, 1 known value, /);
    assert.match(on.stdout, /Value of VERCEL_TOKEN/);
    const off = run(['--confidence', 'high', '--no-known-values']);
    assert.is(off.status, 0, words.join(' '));
    assert.not.match(off.stderr, /known value/);
  }
});

known('the hook itself refuses the commit, and a clean one passes', () => {
  const value = secret();
  const repository = project();
  repository.hook('pre-commit', 'pre-commit');
  repository.write({ '.env': `VERCEL_TOKEN=${value}\n` });
  assert.is(repository.tryGit('commit', '-qm', 'the schema').status, 0);
  repository.stage({ 'a.txt': `see ${value}` });
  const refused = repository.tryGit('commit', '-qm', 'a leak');
  assert.is(refused.status, 1);
  assert.match(refused.stdout + refused.stderr, /it is a value this project uses/);
});

known('values of env files: at the top level, beside the schema, above the file; of every mode', () => {
  const [top, mode, beside, inner, other] = [secret(), secret(), secret(), secret(), secret()];
  const repository = project().write({
    '.env': `VERCEL_TOKEN="${top}"\n`,
    '.env.production.local': `export VERCEL_TOKEN='${mode}' # prod\n`,
    'secrets/.env': `VERCEL_TOKEN=${beside}\n`,
    'web/.env.local': `VERCEL_TOKEN=${inner}\n`,
    'api/.env': `VERCEL_TOKEN=${other}\n`,
  });
  const text = [top, mode, beside, inner, other].map((one) => `see ${one} there\n`).join('');
  repository.stage({ 'a.txt': text, 'web/src/deep/b.txt': text });
  assert.equal(told(preCommit(repository)), [
    'VERCEL_TOKEN a.txt:1',
    'VERCEL_TOKEN a.txt:2',
    'VERCEL_TOKEN a.txt:3',
    'VERCEL_TOKEN web/src/deep/b.txt:1',
    'VERCEL_TOKEN web/src/deep/b.txt:2',
    'VERCEL_TOKEN web/src/deep/b.txt:3',
    'VERCEL_TOKEN web/src/deep/b.txt:4',
  ]);
});

known('the names of a nested schema hold for its folder and below', () => {
  const [value, nested] = [secret(), secret()];
  const repository = project().write({ '.env': `WEB_TOKEN=${nested}\n` });
  const text = `see ${value} and ${nested} there\n`;
  repository.stage({
    'web/secrets/schema.json': schema({ WEB_TOKEN: {} }),
    'a.txt': text,
    'web/b.txt': text,
  });
  assert.equal(told(preCommit(repository, { VERCEL_TOKEN: value })), [
    'VERCEL_TOKEN a.txt:1',
    'VERCEL_TOKEN web/b.txt:1',
    'WEB_TOKEN web/b.txt:1',
  ]);
});

known('a name that no schema has is not looked for; an alias is, and what may be public is not', () => {
  const [unnamed, alias, open] = [secret(), secret(), secret()];
  const repository = project({ APP_TOKEN: { aliases: ['OLD_TOKEN'] }, SITE_ID: { sensitive: false } });
  repository.stage({ 'a.txt': `see ${unnamed} there\nsee ${alias} there\nsee ${open} there\n` });
  const env = { UNNAMED_TOKEN: unnamed, OLD_TOKEN: alias, SITE_ID: open };
  assert.equal(told(preCommit(repository, env)), ['OLD_TOKEN a.txt:2']);
});

known('category and severity are those of the schema, else those of the format that goes by the name', () => {
  const [own, named] = [secret(), sample('vercel-token-legacy')];
  const repository = project({
    APP_TOKEN: { severity: 'critical', category: 'api-key', revoke: 'https://acme.io/keys' },
  });
  repository.stage({ 'a.txt': `see ${own} there\nsee ${named} there\n` });
  const { findings } = preCommit(repository, { APP_TOKEN: own, VERCEL_TOKEN: named });
  assert.equal(
    findings.map(({ pattern, severity, category, revoke }) => [pattern, severity, category, revoke !== null]),
    [
      ['known-value', 'critical', 'api-key', true],
      ['known-value', 'critical', 'auth-token', true],
    ],
  );
});

known('a value with a format of the catalog is told once, as known, with the facts of the format', () => {
  const value = sample('github-personal-access-token');
  const repository = project({ GITHUB_TOKEN: {} });
  repository.stage({ 'a.ts': `const token = '${value}';\n`, 'b.yaml': `t: ${base64(`a:${value}`)}\n` });
  const report = preCommit(repository, { GITHUB_TOKEN: value });
  assert.equal(
    report.findings.map(({ pattern, verdict, file, masked }) => [pattern, verdict, file, masked]),
    [
      ['github-personal-access-token', 'known-value', 'a.ts', 'ghp_…'],
      ['github-personal-access-token', 'known-value', 'b.yaml', 'ghp_…'],
    ],
  );
  // Where it is not known, it keeps its fingerprint: what was allowed stays so.
  const [unknown] = preCommit(repository, {}).findings;
  assert.is(unknown?.verdict, 'checksum-valid');
  assert.is(unknown?.fingerprint, report.findings[0]?.fingerprint);
});

known('a value keeps the fingerprint that it has where only its name gives it away', () => {
  const [named, legacy] = [secret(), sample('vercel-token-legacy')];
  const repository = project({ APP_TOKEN: {} });
  repository.stage({ 'a.sh': `export APP_TOKEN="${named}"\nexport VERCEL_TOKEN="${legacy}"\n` });
  const fingerprints = ({ findings }: Report) => findings.map(({ fingerprint }) => fingerprint);
  const here = preCommit(repository, { APP_TOKEN: named, VERCEL_TOKEN: legacy });
  const elsewhere = preCommit(repository, {});
  assert.equal(told(here), ['APP_TOKEN a.sh:1', 'VERCEL_TOKEN a.sh:2']);
  assert.equal(told(elsewhere), []);
  assert.equal(fingerprints(here), fingerprints(elsewhere));
});

known('a known value outdoes what another name makes of it', () => {
  const value = asSecret(`acme${randomText(20)}`);
  const repository = project({ APP_TOKEN: { format: 'acme...' } });
  repository.stage({ 'a.sh': `export VERCEL_TOKEN="${value}"\n` });
  const report = preCommit(repository, { APP_TOKEN: value });
  assert.equal([told(report), report.findings.length], [['APP_TOKEN a.sh:1'], 1]);
});

known('a database URL is told once, with the fingerprint that it has anywhere', () => {
  const url = `postgres://app:${secret(20)}@db.acme-cloud.io:5432/orders`;
  const repository = project({ DATABASE_URL: {} });
  repository.stage({ 'a.txt': `url ${url}\n`, 'b.txt': `url ${encodeURIComponent(url)}\n` });
  const report = preCommit(repository, { DATABASE_URL: url });
  assert.equal(told(report), ['DATABASE_URL a.txt:1', 'DATABASE_URL b.txt:1']);
  assert.is(report.findings.length, 2);
  const [unknown] = preCommit(repository, {}).findings;
  assert.is(unknown?.fingerprint, report.findings[0]?.fingerprint);
});

const WRITTEN: [name: string, write: (value: string) => string][] = [
  ['percent-encoded', (value) => [...value].map((one) => `%${one.charCodeAt(0).toString(16)}`).join('')],
  ['unicode escapes', (value) => [...value].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join('')],
  ['hex', (value) => Buffer.from(value).toString('hex')],
  ['base64', base64],
  ['base64 within base64', (value) => base64(base64(`a ${value} b`))],
  ['wrapped base64', (value) => `"${base64(`${'a '.repeat(30)}${value} b`).replace(/.{40}/g, '$&\n ')}"`],
  ['two literals that are joined', (value) => `"${value.slice(0, 9)}" +\n    "${value.slice(9)}"`],
  ['literals that stand side by side', (value) => `("${value.slice(0, 9)}"\n    "${value.slice(9)}")`],
  ['a backslash before the line end', (value) => `"${value.slice(0, 9)}\\\n${value.slice(9)}"`],
  ['UTF-16', (value) => `\xff\xfe${Buffer.from(`see ${value} there`, 'utf16le').toString('latin1')}`],
];
for (const [name, write] of WRITTEN) {
  known(`${name}: told once`, () => {
    const value = secret();
    const text = Buffer.from(write(value), 'latin1');
    const isWhole = text[0] === 0xff;
    const content = isWhole ? text : Buffer.concat([Buffer.from('x: '), text, Buffer.from('\n')]);
    const report = preCommit(project().stage({ 'a.txt': content }), { VERCEL_TOKEN: value }, [
      '--confidence',
      'high',
    ]);
    assert.equal([told(report).length, report.findings.length], [1, 1]);
  });
}

known(
  'the commit message, the name of the branch and names of files count, and do not show the value',
  () => {
    const value = secret();
    const repository = project()
      .stage({ [`notes-${value}.txt`]: 'nothing' })
      .write({ MSG: `see ${value}\n` });
    repository.git('checkout', '-qb', `topic/${value}`);
    const env = { VERCEL_TOKEN: value };
    const named = preCommit(repository, env);
    assert.equal(told(named), ['VERCEL_TOKEN notes-….txt:1']);
    const message = runBin(repository, ['commit-msg', 'MSG', '--format', 'json'], { env });
    const report = JSON.parse(utf8(message.stdout)) as Report;
    assert.equal(told(report), ['VERCEL_TOKEN (commit message):1', 'VERCEL_TOKEN (branch name):1']);
  },
);

known('a value that stood in the same place before is nothing new', () => {
  const value = secret();
  const repository = project().stage({ 'a.txt': `see ${value} there\n` });
  repository.commit();
  repository.stage({ 'a.txt': `more\nsee ${value} there\n` });
  const report = preCommit(repository, { VERCEL_TOKEN: value });
  assert.equal([report.status, report.receipt.suppressed], [0, { 'already-committed': 1 }]);
});

known('the values of a committed template are no secrets; one that is pasted into it is', () => {
  const [shown, pasted] = [secret(), secret()];
  const repository = project({ APP_TOKEN: {} }).stage({ '.env.example': `APP_TOKEN=${shown}\n` });
  repository.commit();
  repository.write({ '.env': `APP_TOKEN=${shown}\nVERCEL_TOKEN=${pasted}\n` });
  repository.stage({
    '.env.example': `APP_TOKEN=${shown}\nVERCEL_TOKEN=${pasted}\n`,
    'a.txt': `see ${shown} there\nsee ${pasted} there\n`,
  });
  assert.equal(told(preCommit(repository)), ['VERCEL_TOKEN .env.example:2', 'VERCEL_TOKEN a.txt:2']);
});

known('a template of another name, and the example of the schema', () => {
  const [shown, example] = [secret(), secret()];
  const repository = project({ APP_TOKEN: { example } }).stage({
    'mcp_env.example': `VERCEL_TOKEN=${shown}\n`,
  });
  repository.commit();
  repository.stage({ 'a.txt': `see ${shown} there\nsee ${example} there\n` });
  assert.equal(told(preCommit(repository, { VERCEL_TOKEN: shown, APP_TOKEN: example })), []);
});

const LEFT_OUT: [name: string, value: string][] = [
  ['a word', 'development'],
  ['a short value', 'x7Kq2Lm'],
  ['a path', '/etc/acme/certificates/server'],
  ['a URL', 'https://api.acme.io/v1/customers'],
  ['a local database with a default password', `postgres://postgres:${'post' + 'gres'}@localhost:5432/app`],
  ['a placeholder', 'your-vercel-token-here'],
];
for (const [name, value] of LEFT_OUT) {
  known(`${name} may stand anywhere`, () => {
    const repository = project().stage({ 'a.txt': `see ${value} there\n` });
    assert.equal(told(preCommit(repository, { VERCEL_TOKEN: value })), []);
  });
}

known('a short value is not looked for at all', () => {
  const report = preCommit(project().stage({ 'a.txt': 'x\n' }), { VERCEL_TOKEN: 'x7Kq2Lm' });
  assert.not.ok('knownValues' in report.receipt);
});

known('an env file that cannot be read is named, and the scan goes on', () => {
  const value = secret();
  const elsewhere = join(new Repository().top, 'values');
  writeFileSync(elsewhere, `VERCEL_TOKEN=${value}\n`);
  const repository = project().write({ '.env.local': Buffer.from(`VERCEL_TOKEN=${value}`, 'utf16le') });
  symlinkSync(elsewhere, join(repository.top, '.env'));
  mkdirSync(join(repository.top, '.env.d'));
  repository.stage({ 'a.txt': `see ${value} there\n`, 'web/b.txt': 'nothing' });
  const report = preCommit(repository, {}, ['--confidence', 'high']);
  assert.equal(
    [report.status, report.receipt.complete, skippedBy(report)],
    [
      0,
      true,
      [
        '.env (known values not looked for: a symbolic link that leads out of the project or to nothing)',
        '.env.d (known values not looked for: a folder)',
        '.env.local (known values not looked for: not UTF-8 text)',
      ],
    ],
  );
  assert.is(preCommit(repository, {}, ['--strict']).status, 3);
});

known('an env file may be a link to another one of the project', () => {
  const value = secret();
  const repository = project().write({ 'config/local': `VERCEL_TOKEN=${value}\n`, 'web/x.txt': '' });
  symlinkSync('../config/local', join(repository.top, 'web/.env'));
  repository.stage({ 'web/a.txt': `see ${value} there\n` });
  const report = preCommit(repository);
  assert.equal([told(report), skippedBy(report)], [['VERCEL_TOKEN web/a.txt:1'], []]);
});

known('beyond 500 values, those that are not looked for are told of', () => {
  const values = Array.from({ length: 502 }, () => secret());
  const names = values.map((_, index) => `TOKEN_${index}`);
  const repository = project(Object.fromEntries(names.map((name) => [name, {}])));
  repository.write({ '.env': names.map((name, index) => `${name}=${values[index]}\n`).join('') });
  repository.stage({ 'a.txt': `see ${values[499]} there\nsee ${values[500]} there\n` });
  const report = preCommit(repository, {}, ['--confidence', 'high']);
  assert.equal(
    [told(report), skippedBy(report)],
    [['TOKEN_499 a.txt:1'], ['.env (known values not looked for: limit reached: more than 500 values)']],
  );
});

known('a value that is too long is named', () => {
  const value = secret(20_000);
  const repository = project().stage({ 'a.txt': 'nothing' });
  assert.equal(skippedBy(preCommit(repository, { VERCEL_TOKEN: value })), [
    '(environment) (known values not looked for: the value of VERCEL_TOKEN is too long)',
  ]);
});

known('an env file holds its own values as long as Git does not have it', () => {
  const value = secret();
  const repository = project().write({ '.env': `VERCEL_TOKEN=${value}\n` });
  const scan = () => told(scanReport(repository, ['--include-ignored'])).sort();
  assert.equal(scan(), []);
  repository.write({ 'copy.txt': `see ${value} there` });
  assert.equal(scan(), ['VERCEL_TOKEN copy.txt:1']);
  repository.stage({ '.env': `VERCEL_TOKEN=${value}\n` });
  assert.equal(scan(), ['VERCEL_TOKEN .env:1', 'VERCEL_TOKEN copy.txt:1']);
  const staged = preCommit(repository);
  assert.equal(
    staged.findings.map(({ pattern, verdict, file }) => [pattern.replace(/:.*/, ''), verdict, file]),
    [
      ['file', 'file', '.env'],
      ['known-value', 'known-value', '.env'],
    ],
  );
});

known('standard input is searched for them only when that is asked for', () => {
  const value = secret();
  const repository = project();
  const scan = (...words: string[]) =>
    runBin(repository, ['scan', '-', '--confidence', 'high', ...words], {
      env: { VERCEL_TOKEN: value },
      stdin: Buffer.from(`see ${value} there`),
    }).status;
  assert.equal([scan(), scan('--known-values'), scan('--no-known-values')], [0, 1, 0]);
});

known('in CI for a pull request from a fork nobody can guess them', () => {
  const value = secret();
  const repository = project().stage({ 'a.txt': `see ${value} there\n` });
  repository.commit();
  const event = join(repository.top, '.git/event.json');
  const scan = (head: string, ...words: string[]) => {
    const repo = (full_name: string) => ({ repo: { full_name } });
    writeFileSync(event, JSON.stringify({ pull_request: { head: repo(head), base: repo('acme/app') } }));
    const github = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event };
    return runBin(repository, ['scan', '--confidence', 'high', ...words], {
      env: { VERCEL_TOKEN: value, ...github },
    }).status;
  };
  assert.equal([scan('acme/app'), scan('stranger/app'), scan('stranger/app', '--known-values')], [1, 0, 1]);
});

known('outside a repository and in a bare one they are found as well', () => {
  const value = secret();
  const folder = new Repository({ top: join(new Repository().top, '..', 'plain') });
  folder.write({
    [SCHEMA]: schema({ VERCEL_TOKEN: {} }),
    'a.txt': `see ${value} there`,
    '.env': `VERCEL_TOKEN=${value}`,
  });
  assert.equal(told(scanReport(folder)), ['VERCEL_TOKEN a.txt:1']);
  const source = project().stage({ 'a.txt': 'nothing' });
  source.commit();
  source.stage({ 'a.txt': `see ${value} there` });
  source.commit();
  source.git('clone', '-q', '--bare', '.', 'bare.git');
  const bare = runBin(source, ['scan', '--range', 'HEAD^..HEAD'], {
    cwd: join(source.top, 'bare.git'),
    env: { VERCEL_TOKEN: value },
  });
  assert.is(bare.status, 1);
  assert.match(bare.stdout, /Value of VERCEL_TOKEN/);
});

known('a file without a schema above it is scanned as ever', () => {
  const value = secret();
  const repository = new Repository().stage({
    'web/secrets/schema.json': schema({ VERCEL_TOKEN: {} }),
    'a.txt': `see ${value} there`,
  });
  repository.write({ '.env': `VERCEL_TOKEN=${value}` });
  const report = preCommit(repository);
  assert.equal(told(report), []);
});

known.run();
