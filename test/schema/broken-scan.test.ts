/** A broken schema in a scan of the real bin: exit 2, no report, nothing scanned half, nothing of the text. */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { runBin, secretText, TOKEN, utf8 } from '../support/scanned.js';

const broken = suite('scans with a broken schema');

const token = sample(TOKEN);

function expectNoPiece(text: string): void {
  for (let at = 0; at + 6 <= token.length; at++) {
    assert.not.ok(text.includes(token.slice(at, at + 6)), 'a piece of the text');
  }
}

const BROKEN = `{"required": {"app": {"ACME_KEY": {"format": ["${token}"]}}}}`;

for (const [title, prepare] of [
  ['wrong', (repository: Repository) => repository.write({ 'secrets/schema.json': BROKEN })],
  ['no JSON', (repository: Repository) => repository.write({ 'secrets/schema.json': token })],
  [
    'below a folder',
    (repository: Repository) => repository.write({ 'ä/secrets/schema.json': BROKEN, 'ä/x': 'x' }),
  ],
  [
    'a folder',
    (repository: Repository) => mkdirSync(join(repository.top, 'secrets/schema.json'), { recursive: true }),
  ],
  [
    'a FIFO',
    (repository: Repository) => repository.run('sh', ['-c', 'mkdir secrets && mkfifo secrets/schema.json']),
  ],
  [
    'a link',
    (repository: Repository) => {
      mkdirSync(join(repository.top, 'secrets'));
      symlinkSync(`../${token}`, join(repository.top, 'secrets/schema.json'));
    },
  ],
] as const) {
  broken(`a schema that is ${title} ends a tree scan with 2, and nothing is scanned half`, () => {
    const repository = new Repository().write({ 'a-first.txt': secretText(), 'z-last.txt': secretText() });
    prepare(repository);
    const ran = runBin(repository, ['scan']);
    assert.equal([ran.status, ran.stdout], [2, '']);
    assert.match(
      utf8(ran.stderr),
      /^keyfence: (ä\/)?secrets\/schema\.json: [^\n]*expected [^\n]+\n {2}[^\n]*nothing was scanned\n$/,
    );
    expectNoPiece(ran.stderr);
  });
}

broken('a broken schema in the index ends a staged scan with 2', () => {
  const repository = new Repository().stage({ 'secrets/schema.json': BROKEN, 'a.txt': secretText() });
  rmSync(join(repository.top, 'secrets'), { recursive: true });
  for (const words of [['pre-commit'], ['scan', '--staged', '--format', 'json']]) {
    const ran = runBin(repository, words);
    assert.equal([ran.status, ran.stdout], [2, '']);
    assert.match(
      ran.stderr,
      'secrets/schema.json: at /required/app/ACME_KEY/format (line 1, column 36): expected a text in quotes',
    );
    expectNoPiece(ran.stderr);
  }
});

broken.run();
