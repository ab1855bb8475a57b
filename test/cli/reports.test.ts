/** Several reports in one run of the real bin: all parse, all agree, and none holds more than it may. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { FORMAT_NAMES, type FormatName } from '../../src/report/formats.js';
import { checkCodeQuality, checkSecretDetection } from '../support/report/gitlab-schema.js';
import { readTestCases } from '../support/report/junit-schema.js';
import { PARSERS, readCsv } from '../support/report/parsers.js';
import { checkSarif } from '../support/report/sarif-schema.js';
import { readCommands } from '../support/report/workflow-commands.js';
import { type Report, Repository, scratch } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { runBin, scanReport, secretText, TOKEN, utf8 } from '../support/scanned.js';

const reports = suite('reports');

/** The words that ask for all formats at once, each in a file of the folder. */
function everyFormat(folder: string): string[] {
  return FORMAT_NAMES.flatMap((name) => ['--format', name, '--output', join(folder, name)]);
}

function readAll(folder: string): Record<FormatName, string> {
  return Object.fromEntries(
    FORMAT_NAMES.map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  ) as Record<FormatName, string>;
}

function expectAgreement(all: Record<FormatName, string>, newFindings: number, complete = true): void {
  for (const name of FORMAT_NAMES) {
    assert.equal([name, PARSERS[name](all[name])], [name, { newFindings, complete }]);
  }
}

/** Two new secrets, a guarded file, one let through by an entry and one by a comment; and a submodule. */
function makeRepository(): Repository {
  const repository = new Repository().write({
    'src/a.ts': `// one\n${secretText()}`,
    'b ä.txt': secretText(),
    '.env': 'A=1\n',
    'c.ts': `const c = '${sample(TOKEN)}'; // keyfence:allow a sample\n`,
    'd.ts': secretText(),
  });
  const [known] = scanReport(repository, ['d.ts']).findings;
  repository.write({
    '.keyfence.json': JSON.stringify({ allow: [{ fingerprint: known?.fingerprint, reason: 'revoked' }] }),
  });
  repository.git('clone', '-q', new Repository().top, 'nested');
  return repository;
}

const PLACES = ['.env:1', 'b ä.txt:1', 'src/a.ts:2'];

reports('all formats in one run agree on what is new, where it is and what it is', () => {
  const folder = scratch();
  const ran = runBin(makeRepository(), ['scan', ...everyFormat(folder)]);
  assert.is(ran.status, 1, ran.stderr);
  const all = readAll(folder);
  expectAgreement(all, 3);

  const isNew = ({ status }: { status: string }) => status === 'new';
  const { findings } = JSON.parse(all.json) as Report;
  const of = (places: string[]) => places.sort();
  const lines = all.jsonl.trimEnd().split('\n').slice(0, -1);
  const results = checkSarif(all.sarif).runs[0]?.results ?? [];
  const errors = readCommands(all.github).commands.filter(({ name }) => name === 'error');
  const places: Record<string, string[]> = {
    json: findings.filter(isNew).map(({ file, line }) => `${file}:${line}`),
    jsonl: lines
      .map((line) => JSON.parse(line))
      .filter(isNew)
      .map(({ file, line }) => `${file}:${line}`),
    sarif: results
      .filter(({ suppressions }) => suppressions.length === 0)
      .map(({ locations: [{ physicalLocation }] }) => {
        const { artifactLocation, region } = physicalLocation;
        return `${decodeURIComponent(artifactLocation.uri)}:${region?.startLine}`;
      }),
    github: errors.map(({ properties }) => `${properties.file}:${properties.line}`),
    gitlab: checkSecretDetection(all.gitlab).vulnerabilities.map(({ location }) => {
      const { file, start_line } = location as unknown as { file: string; start_line: number };
      return `${file}:${start_line}`;
    }),
    quality: checkCodeQuality(all['gitlab-quality']).map(
      ({ location }) => `${location.path}:${location.lines.begin}`,
    ),
    csv: readCsv(all.csv)
      .filter(({ kind, status }) => kind === 'finding' && status === 'new')
      .map(({ file, line }) => `${file}:${line}`),
  };
  for (const [name, told] of Object.entries(places)) assert.equal([name, of(told)], [name, PLACES]);
  const failures = readTestCases(all.junit).filter(([, , outcome]) => outcome === 'failure');
  assert.equal(of(failures.map(([file]) => file as string)), ['.env', 'b ä.txt', 'src/a.ts']);
  for (const text of [all.text, all.markdown]) {
    for (const file of ['.env', 'b ä.txt', 'src/a.ts', 'c.ts', 'd.ts', 'nested']) assert.match(text, file);
  }
  const prints = new Set(findings.filter(isNew).map(({ fingerprint }) => fingerprint));
  for (const name of FORMAT_NAMES.filter((one) => one !== 'gitlab-quality' && one !== 'junit')) {
    for (const fingerprint of prints) assert.match(all[name], fingerprint);
  }
});

reports('where all go to files the text is still shown, unless quiet is asked for', () => {
  const repository = makeRepository();
  const folder = scratch();
  const words = ['scan', '--output', join(folder, 'a.json')];
  const plain = runBin(repository, ['scan']);
  const ran = runBin(repository, words);
  assert.equal([ran.status, ran.stdout], [1, plain.stdout]);
  assert.match(ran.stdout, 'src/a.ts:2:14');
  const quiet = runBin(repository, [...words, '--quiet']);
  assert.equal([quiet.status, quiet.stdout], [1, '']);
  assert.match(quiet.stderr, '3 findings');
  const json = runBin(repository, [
    'scan',
    '--format',
    'json',
    '--output',
    '-',
    '--output',
    join(folder, 'b.csv'),
  ]);
  assert.is(json.status, 1);
  assert.is((JSON.parse(utf8(json.stdout)) as Report).findings.length, 5);
  assert.is(PARSERS.csv(readFileSync(join(folder, 'b.csv'), 'utf8')).newFindings, 3);
});

reports('a clean scan writes them all', () => {
  const folder = scratch();
  const ran = runBin(new Repository().write({ 'a.txt': 'x\n' }), ['scan', ...everyFormat(folder)]);
  assert.equal([ran.status, ran.stdout], [0, '']);
  expectAgreement(readAll(folder), 0);
});

reports('an incomplete scan says so in all of them', () => {
  const folder = scratch();
  const repository = new Repository().write({ 'a.txt': 'x\n' });
  repository.git('clone', '-q', new Repository().top, 'nested');
  const ran = runBin(repository, ['scan', '--strict', ...everyFormat(folder)]);
  assert.is(ran.status, 3);
  expectAgreement(readAll(folder), 0, false);
});

reports('hostile names and lines come out harmless in all of them', () => {
  const token = sample(TOKEN);
  const names = [
    '=cmd|calc.txt',
    '</script><b>.txt',
    '::error file=x::y.txt',
    'x]]>.txt',
    'x\u202ey.txt',
    'new\n::error::line.txt',
    'x,"|`@all.txt',
  ];
  const folder = scratch();
  const repository = new Repository();
  for (const name of names) {
    repository.write({ [name.replaceAll('/', '\u2215')]: `=cmd ]]> ::error::\u202e '${token}' </script>\n` });
  }
  repository.run('sh', ['-c', `printf '%s' "'${token}'" > "$(printf 'x\\377.txt')"`]);
  const ran = runBin(repository, ['scan', ...everyFormat(folder)]);
  assert.is(ran.status, 1, ran.stderr);
  const all = readAll(folder);
  expectAgreement(all, names.length + 1);
  for (const text of Object.values(all)) {
    assert.not.match(text, /[\u202a-\u202e]/);
    assert.not.match(text, token.slice(4, 12));
    assert.not.match(text, /^::(?!error file=|notice title=keyfence::)/m);
  }
});

reports('a history has its commits in all of them', () => {
  const folder = scratch();
  const repository = new Repository().stage({ 'a.ts': secretText() });
  const first = repository.commit('add');
  repository.stage({ 'a.ts': 'x\n' }).commit('remove');
  const ran = runBin(repository, ['scan', '--history', ...everyFormat(folder)]);
  assert.is(ran.status, 1, ran.stderr);
  const all = readAll(folder);
  expectAgreement(all, 1);
  for (const name of FORMAT_NAMES.filter((one) => one !== 'gitlab-quality')) {
    assert.match(all[name], first.slice(0, 12), name);
  }
});

reports('the hooks write them, too', () => {
  const repository = new Repository().stage({ 'a.ts': secretText() });
  const file = join(scratch(), 'a.sarif');
  for (const words of [['pre-commit'], ['scan', '--staged']]) {
    const ran = runBin(repository, [...words, '--output', file]);
    assert.equal([ran.status, ran.stdout.startsWith('a.ts:1:14  ')], [1, true]);
    assert.is(checkSarif(readFileSync(file, 'utf8')).runs[0]?.results.length, 1);
  }
  repository.write({ message: 'words\n' });
  assert.is(runBin(repository, ['commit-msg', 'message', '--output', file]).status, 0);
  assert.equal(checkSarif(readFileSync(file, 'utf8')).runs[0]?.automationDetails.id, 'keyfence/message/');
  repository.git('commit', '-q', '--no-verify', '-m', 'x');
  assert.is(runBin(repository, ['pre-push', '--output', file], { stdin: Buffer.alloc(0) }).status, 1);
  assert.equal(checkSarif(readFileSync(file, 'utf8')).runs[0]?.automationDetails.id, 'keyfence/range/');
});

reports('reports of an earlier run are no findings of the next one', () => {
  const repository = makeRepository();
  mkdirSync(join(repository.top, 'reports'));
  const words = ['scan', '--confidence', 'low', ...everyFormat('reports')];
  const first = runBin(repository, words);
  assert.is(first.status, 1);
  const before = readAll(join(repository.top, 'reports'));
  runBin(repository, words);
  const { findings, receipt } = scanReport(repository, ['--confidence', 'low']);
  assert.equal(
    findings.filter(({ file }) => file.startsWith('reports/')),
    [],
  );
  assert.is(receipt.files, 6 + FORMAT_NAMES.length);
  assert.is(PARSERS.json(before.json).newFindings, 3);
});

reports('the step summary is appended, and with the annotations only', () => {
  const repository = makeRepository();
  const folder = scratch();
  const summary = join(folder, 'summary');
  const env = { GITHUB_STEP_SUMMARY: summary };
  assert.is(runBin(repository, ['scan', '--format', 'json'], { env }).status, 1);
  assert.is(existsSync(summary), false);
  for (const times of [1, 2]) {
    assert.is(runBin(repository, ['scan', '--format', 'github'], { env }).status, 1);
    const text = readFileSync(summary, 'utf8');
    assert.is(text.match(/^## keyfence: 3 new findings$/gm)?.length, times);
    assert.is(text.match(/^\| (?:critical|high) \|/gm)?.length, 3 * times);
  }
  const gone = { GITHUB_STEP_SUMMARY: join(folder, 'no/such/folder') };
  const ran = runBin(repository, ['scan', '--format', 'github'], { env: gone });
  assert.is(ran.status, 2);
  assert.match(ran.stdout, '::error file=src/a.ts');
  assert.match(ran.stderr, 'keyfence: a report cannot be written (step summary: ENOENT)\n');
});

reports('a hook with the text alone loads none of the other reporters', () => {
  const cache = scratch();
  const repository = new Repository().stage({ 'a.ts': secretText() });
  const loaded = (words: string[]) => {
    assert.is(runBin(repository, words, { env: { XDG_CACHE_HOME: cache } }).status, 1);
    const [folder] = readdirSync(join(cache, 'keyfence'));
    return readdirSync(join(cache, 'keyfence', folder as string));
  };
  const stages = loaded(['pre-commit']);
  assert.ok(stages.includes('findings.cjs'), 'the finding was told');
  assert.equal(
    ['machine-reports.cjs', 'reports.cjs', 'command-line.cjs'].filter((name) => stages.includes(name)),
    [],
  );
  assert.ok(loaded(['pre-commit', '--format', 'csv']).includes('machine-reports.cjs'));
});

reports.run();
