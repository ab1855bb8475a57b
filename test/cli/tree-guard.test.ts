/** The file guard in a tree scan: what is one `git add` away from a commit is refused by name, what cannot get there is not met. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository, scratch } from '../support/repository.js';
import { runBin, scanReport, secretText, utf8 } from '../support/scanned.js';

const guard = suite('guarded files in the tree');

type Files = Record<string, string>;

const names = (place: Repository, ...words: string[]) =>
  scanReport(place, words)
    .findings.filter(({ verdict }) => verdict === 'file')
    .map(({ file, severity, confidence }) => `${file} ${severity} ${confidence}`);

/** @param expected `file severity confidence` of what is refused, in a repository and outside of one alike. */
function expectGuarded(title: string, files: Files, expected: string[], ...words: string[]): void {
  guard(title, () => {
    assert.equal(names(new Repository().write(files), ...words), expected);
    assert.equal(names(new Repository({ top: join(scratch(), 'plain') }).write(files), ...words), expected);
  });
}

expectGuarded(
  '.env files are refused, whatever they hold',
  { '.env': '', '.env.local': 'A=1\n', 'api/prod.env': '# nothing\n' },
  ['.env high high', '.env.local high high', 'api/prod.env high high'],
);
expectGuarded(
  'templates pass',
  { '.env.example': 'A=\n', '.env.sample': 'A=\n', 'web/.env.template': 'A=<key>\n' },
  [],
);
expectGuarded('keys are refused by name', { 'deploy/id_rsa': 'x', 'a.p12': 'x' }, [
  'a.p12 critical high',
  'deploy/id_rsa critical high',
]);
expectGuarded(
  'a public part passes',
  {
    'id_rsa.pub': 'ssh-rsa AAAA\n',
    'a.pem': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  },
  [],
);
expectGuarded(
  'encrypted files pass',
  {
    '.env':
      'sops_version=3.8.1\nA=ENC[AES256_GCM,data:Zm9v,iv:Zm9v,tag:Zm9v,type:str]\nsops_mac=ENC[AES256_GCM,data:Zm9v,iv:Zm9v,tag:Zm9v,type:str]\n',
  },
  [],
);
expectGuarded(
  'medium: only where the content shows a secret',
  { 'a/.envrc': secretText(), 'b/.envrc': 'export A=b\n' },
  ['a/.envrc medium medium'],
);
const low = { 'crash.log': 'x\n', 'app.mobileprovision': 'x\n' };
expectGuarded('low: not unless asked for', low, []);
expectGuarded(
  'low: listed on request',
  low,
  ['app.mobileprovision low low', 'crash.log low low'],
  '--confidence',
  'low',
);

guard('what .gitignore covers is not met, unless Git has it all the same', () => {
  const repository = new Repository().write({ '.env': 'A=1\n', 'web/.env': 'A=1\n', '.gitignore': '.env\n' });
  assert.equal(names(repository), []);
  repository.git('add', '-f', 'web/.env');
  assert.equal(names(repository), ['web/.env high high']);
  assert.equal(names(repository, '--include-ignored'), ['.env high high', 'web/.env high high']);
});

guard('a link of a guarded name is only a name', () => {
  const repository = new Repository();
  symlinkSync('config/shared', join(repository.top, '.env'));
  assert.equal(names(repository), []);
});

/** @param words of the advice on `file`. */
function expectAdvice(
  title: string,
  file: string,
  words: string,
  prepare: (repository: Repository) => void = () => {},
): void {
  guard(`says what to do: ${title}`, () => {
    const repository = new Repository().write({ [file]: 'A=1\n' });
    prepare(repository);
    const ran = runBin(repository, ['scan', '--include-ignored']);
    assert.is(ran.status, 1);
    assert.ok(utf8(ran.stdout).includes(`the file is guarded by its name; ${words} (confidence high`), words);
    assert.match(ran.stdout, 'git rm --cached');
  });
}

expectAdvice('the line to add', 'web/.env', '.gitignore does not cover it: add the line .env');
expectAdvice(
  'the line to add, as Git would read it',
  'a [b]*.env',
  '.gitignore does not cover it: add the line a \\[b\\]\\*.env',
);
expectAdvice(
  'the line to add, made visible',
  'a\u202eb.env',
  '.gitignore does not cover it: add the line a\\u{202e}b.env',
);
expectAdvice(
  'the line to add, for a name with pathspec magic',
  ':(top)x.env',
  '.gitignore does not cover it: add the line :(top)x.env',
);
const ignore = (repository: Repository) => repository.write({ '.gitignore': '*.env\n' });
expectAdvice(
  'nothing more',
  'ä.env',
  '.gitignore covers it, and Git does not have it: no commit will hold it',
  ignore,
);
expectAdvice(
  'to take it out of Git',
  '.env',
  '.gitignore covers it, yet it is in Git (added by force, or before the rule)',
  (repository) => {
    repository.git('add', '.env');
    ignore(repository);
  },
);

guard('outside a repository there is no advice about Git', () => {
  const folder = new Repository({ top: join(scratch(), 'plain') }).write({ '.env': 'A=1\n' });
  assert.match(runBin(folder, ['scan']).stdout, 'the file is guarded by its name (confidence high');
});

guard.run();
