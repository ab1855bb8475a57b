/** Any file name: one index that holds a secret under each of them, and schemas that lie in odd folders. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { display } from '../../src/report/display.js';
import { asSecret } from '../support/record.js';
import { type Report, Repository } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { expectFailure, expectStaged, runBin, TOKEN, token } from './expect-staged.js';

const names = suite('staged: file names');

const bytes = (text: string) => Buffer.from(text, 'latin1');

/** What the name is, and the name itself: text in UTF-8, or bytes. */
const NAMES: [what: string, name: string | Buffer][] = [
  ['spaces', 'with two  spaces.txt'],
  ['a leading space', ' leading'],
  ['a trailing space', 'trailing '],
  ['a newline', 'new\nline.txt'],
  ['a newline at the end', 'ends\n'],
  ['nothing but a newline', '\n'],
  ['a tab', 'a\ttab'],
  ['a carriage return', 'carriage\rreturn'],
  ['an escape sequence', 'red\u001b[31m'],
  ['double quotes', '"quoted"'],
  ['single quotes', "it's"],
  ['a backslash', 'back\\slash'],
  ['something like a quoted newline', 'back\\nslash'],
  ['a leading dash', '-n'],
  ['a long option', '--cached'],
  ['pathspec magic :(top)', ':(top)x'],
  ['pathspec magic :(glob)', ':(glob)**'],
  ['pathspec magic :!', ':!not'],
  ['pathspec magic :/', ':/x/y'],
  ['an index stage 0:', '0:a'],
  ['an index stage 1:', '1:b'],
  ['an index name', ':0:c'],
  ['a revision', 'HEAD:a'],
  ['a revision with an operator', 'HEAD^{tree}'],
  ['a range', 'a..b'],
  ['an object id', '0'.repeat(40)],
  ['a star', '*'],
  ['a glob', '[a-z]?.txt'],
  ['a leading hash', '#comment'],
  ['a leading bang', '!bang'],
  ['a command substitution', '$(touch x)`touch y`'],
  ['format directives', '%s%n%00'],
  ['two dots and more', '..a/...'],
  ['a URL', 'https:/example.com/a'],
  ['accents', 'ünïcödé.txt'],
  ['decomposed accents', 'u\u0308.txt'],
  ['Japanese', '日本/語.txt'],
  ['an emoji', '🔑.txt'],
  ['a right-to-left override', 'a\u202etxt.exe'],
  ['a zero width space', 'zero\u200bwidth'],
  ['invalid UTF-8', bytes('bad\xff\xfe.txt')],
  ['Latin-1', bytes('caf\xe9.txt')],
  ['every byte that a name can have', bytes(everyByte())],
  ['255 bytes', `long${'g'.repeat(251)}`],
  ['a deep folder', `${'folder/'.repeat(100)}deep.txt`],
  ['.gitattributes', 'sub/.gitattributes'],
];

function everyByte(): string {
  const codes = Array.from({ length: 255 }, (_, index) => index + 1);
  return String.fromCharCode(...codes.filter((code) => code !== 0x2f));
}

/** Writes a file whose name can be any bytes. */
function writeBytes(repository: Repository, name: string | Buffer, text: string): void {
  const file = Buffer.concat([Buffer.from(`${repository.top}/`), Buffer.from(name as string)]);
  mkdirSync(file.subarray(0, file.lastIndexOf('/')), { recursive: true });
  writeFileSync(file, text);
}

/** One run of the bin over an index with a secret on line 3 of every file. */
let report: Report;
names.before(() => {
  const repository = new Repository();
  for (const [, name] of NAMES) writeBytes(repository, name, `1\n2\nkey ${token()}\n`);
  repository.git('add', '-A');
  const ran = runBin(repository, ['scan', '--staged', '--format', 'json']);
  assert.is(ran.status, 1);
  report = JSON.parse(Buffer.from(ran.stdout, 'latin1').toString('utf8')) as Report;
});

for (const [what, name] of NAMES) {
  names(`a secret in a file whose name holds ${what}`, () => {
    const shown = display(Buffer.from(name as string).toString('latin1'));
    const found = report.findings.filter(({ file }) => file === shown);
    assert.equal(
      found.map(({ pattern, line, column }) => ({ pattern, line, column })),
      [{ pattern: TOKEN, line: 3, column: 5 }],
    );
  });
}

names('every file is counted once, and nothing was skipped', () => {
  const { files, findings, skipped, complete } = report.receipt;
  assert.equal(
    { files, findings, skipped, complete },
    { files: NAMES.length, findings: NAMES.length, skipped: [], complete: true },
  );
});

names('a renamed and a deleted file with odd names', () => {
  const repository = new Repository();
  const secret = token();
  writeBytes(repository, 'old\n"name"', `${secret}\n`);
  writeBytes(repository, bytes('gone\xff'), `${token()}\n`);
  repository.git('add', '-A');
  repository.commit();
  repository.git('rm', '-q', '-r', '.');
  writeBytes(repository, bytes(':(top)new\xfe\t'), `${secret}\n`);
  repository.git('add', '-A');
  expectStaged(repository, []);
});

const FOLDERS = ['.', 'plain', 'new\nline', 'tab\t"quoted"', ':(top)', '0:a', '*', 'ünï/cödé', '-dash'];

/** A format that only the folder's own schema knows. */
function schema(prefix: string): string {
  return JSON.stringify({ required: { service: { SERVICE_KEY: { format: `${prefix}-...` } } } });
}

for (const folder of FOLDERS) {
  names(
    `the schema of a folder ${display(Buffer.from(folder).toString('latin1'))} is read from the index`,
    () => {
      const repository = new Repository();
      const text = `key = "${asSecret(`acmekey-${randomText(32)}`)}"\n`;
      repository.stage({
        [join(folder, 'secrets/schema.json')]: schema('acmekey'),
        [join(folder, 'a.txt')]: text,
        'other/b.txt': 'clean\n',
      });
      repository.write({ [join(folder, 'secrets/schema.json')]: 'broken' });
      const place = display(Buffer.from(join(folder, 'a.txt')).toString('latin1'));
      expectStaged(repository, [`schema:SERVICE_KEY ${place}:1`]);
    },
  );
}

names('a broken schema in the index is a failure, whatever the working tree holds', () => {
  const repository = new Repository();
  repository.stage({ 'new\nline/secrets/schema.json': '{"required"', 'new\nline/a.txt': 'clean\n' });
  repository.write({ 'new\nline/secrets/schema.json': schema('acmekey') });
  expectFailure(repository, /new\\nline\/secrets\/schema\.json/);
});

names.run();
