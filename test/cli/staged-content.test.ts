/** What stands around a secret, and what a file looks like, does not matter. */
import { generateKeyPairSync } from 'node:crypto';
import { suite } from 'uvu';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { expectStaged, lines, TOKEN, token } from './expect-staged.js';

const content = suite('staged: content');

// A secret of its own for each row; one index holds them all.
const PLACES: [what: string, make: (secret: string) => string | Buffer, line: number][] = [
  ['CRLF lines', (secret) => `first\r\nkey ${secret}\r\nlast\r\n`, 2],
  ['no newline at the end', (secret) => `first\nsecond\nkey ${secret}`, 3],
  ['the very first byte', (secret) => `${secret}\nsecond\n`, 1],
  ['the very last byte', (secret) => `first\n${secret}`, 2],
  ['nothing else', (secret) => secret, 1],
  ['NUL bytes around it', (secret) => `a\0b\0\n\0${secret}\0\0\n`, 2],
  ['the look of a picture', (secret) => picture(secret), 3],
  [
    'the look of a program',
    (secret) => Buffer.from(`\x7fELF\x02\x01\x01\0\0\0${secret}\0.text\0`, 'latin1'),
    1,
  ],
  ['bytes that are no UTF-8', (secret) => Buffer.from(`\xff\xfe\xc3\n\x80${secret}\xff`, 'latin1'), 2],
  ['a byte order mark', (secret) => `\ufeff${secret}\n`, 1],
  ['a merge marker', (secret) => `<<<<<<< ours\n${secret}\n=======\n>>>>>>> theirs\n`, 2],
  ['the look of a patch', (secret) => `--- a/x\n+++ b/x\n@@ -1 +1 @@\n-${secret}\n+x\n`, 4],
  ['a form feed and a vertical tab', (secret) => `a\f\v${secret}\v\f\n`, 1],
  ['carriage returns alone', (secret) => `a\rb\r${secret}\r`, 1],
  ['an ESC sequence', (secret) => `\u001b[31m${secret}\u001b[0m\n`, 1],
  ['the middle of 5 MB of lines', (secret) => `${filler}${secret}\n${filler}`, 42_001],
  ['the middle of a line of 5 MB', (secret) => `${oneLine}${secret} ${oneLine}`, 1],
];

const filler = `${'some plain text that goes on and on, of sixty bytes or so...'}\n`.repeat(42_000);
const oneLine = filler.replaceAll('\n', ' ');

function picture(secret: string): Buffer {
  const noise = Buffer.from(
    Array.from({ length: 512 }, (_, index) => (index * 37) % 256).filter((n) => n !== 10),
  );
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), noise, Buffer.from(secret), noise]);
}

/** What is no text is mentioned; exact formats are found in it all the same. */
const MENTIONED: Record<string, string> = { file06: 'image (PNG)', file07: 'ELF executable' };
const mention = (file: string) =>
  `${file} (${MENTIONED[file]}: searched for private keys and exact formats only)`;

const repository = new Repository();
content.before(() => {
  PLACES.forEach(([, make], position) => {
    repository.stage({ [`file${String(position).padStart(2, '0')}`]: make(token()) });
  });
  repository.stage({ 'file-empty': '', 'file-newline': '\n', 'file-nul': '\0'.repeat(9) });
});

content('a secret in all these surroundings: each is found, on its line', () => {
  expectStaged(
    repository,
    PLACES.map(([, , line], position) => `${TOKEN} file${String(position).padStart(2, '0')}:${line}`),
    { skipped: Object.keys(MENTIONED).map(mention) },
  );
});

PLACES.forEach(([what, , line], position) => {
  const file = `file${String(position).padStart(2, '0')}`;
  content(`a secret with ${what}, alone in the index`, () => {
    const index = { GIT_INDEX_FILE: `${repository.top}/.git/index-${position}` };
    const oid = repository.git('rev-parse', `:${file}`).trim();
    repository.run('git', ['update-index', '--add', '--cacheinfo', `100644,${oid},${file}`], { env: index });
    const skipped = file in MENTIONED ? [mention(file)] : [];
    expectStaged(repository, [`${TOKEN} ${file}:${line}`], { env: index, skipped });
  });
});

content('empty files', () => {
  const empty = new Repository();
  empty.stage({ empty: '', 'sub/.gitkeep': '', newline: '\n' });
  expectStaged(empty, []);
});

content('a file that is emptied, and an empty file that gets a secret', () => {
  const changed = new Repository();
  changed.stage({ 'a.txt': `${token()}\n`, 'b.txt': '' }).commit();
  changed.stage({ 'a.txt': '', 'b.txt': `${token()}\n` });
  expectStaged(changed, [`${TOKEN} b.txt:1`]);
});

/** A PEM key, its lines without the last newline. */
function privateKey(): string[] {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = String(key.export({ format: 'pem', type: 'pkcs8' })).trimEnd();
  for (const line of pem.split('\n').slice(1, -1)) asSecret(line);
  return pem.split('\n');
}

const KEY = 'private-key-pkcs8';

/** The index after `before` was committed. */
function changed(before: string, after: string): Repository {
  const made = new Repository();
  made.stage({ 'notes.txt': before }).commit();
  return made.stage({ 'notes.txt': after });
}

content('a private key whose header stood there before, and whose body is new', () => {
  const [head, ...rest] = privateKey();
  const end = rest.at(-1);
  expectStaged(
    changed(`# paste it here\n${head}\n${end}\n`, `# paste it here\n${head}\n${rest.join('\n')}\n`),
    [`${KEY} notes.txt:2`],
  );
});

content('a private key whose header stood alone before', () => {
  const [head, ...rest] = privateKey();
  expectStaged(changed(`${head}\n`, `${head}\n${rest.join('\n')}\n`), [`${KEY} notes.txt:1`]);
});

content('a private key that takes the place of another under the same header', () => {
  expectStaged(changed(privateKey().join('\n'), privateKey().join('\n')), [`${KEY} notes.txt:1`]);
});

content('a private key that was there before, moved down', () => {
  const key = privateKey().join('\n');
  expectStaged(changed(`${key}\n`, `${lines(9)}${key}\n`), []);
});

content('a private key that was there before, indented', () => {
  const key = privateKey();
  expectStaged(changed(key.join('\n'), `key: |\n${key.map((line) => `    ${line}\n`).join('')}`), []);
});

content('a private key that was there before, its line ends now CRLF', () => {
  const key = privateKey();
  expectStaged(changed(`${key.join('\n')}\n`, `${key.join('\r\n')}\r\n`), []);
});

content('a new private key in CRLF lines below other lines', () => {
  const key = privateKey();
  expectStaged(changed('first\r\n', `first\r\n\r\n${key.join('\r\n')}\r\n`), [`${KEY} notes.txt:3`]);
});

content.run();
