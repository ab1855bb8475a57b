/** Dressed secrets in a staged scan: what was committed before, in whatever dress, is not new; private keys; counts. */
import { generateKeyPairSync } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { expectStaged, lines, TOKEN, token } from './expect-staged.js';

const dressed = suite('staged: dressed secrets');

const base64 = (text: string | Buffer) => Buffer.from(text as string).toString('base64');
const inBase64 = (secret: string) => asSecret(base64(`key ${secret} end`));
const joined = (secret: string) => asSecret(`"${secret.slice(0, 9)}" + "${secret.slice(9)}"`);
const percent = (secret: string) => asSecret(secret.replaceAll('_', '%5f'));
const escaped = (secret: string) => asSecret(secret.replaceAll('_', '\\u005f'));
const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

/** The index after `before` was committed. */
function changed(before: string | Buffer, after: string | Buffer): Repository {
  const repository = new Repository();
  repository.stage({ 'a.txt': before }).commit();
  return repository.stage({ 'a.txt': after });
}

const DRESSES: [title: string, dress: (secret: string) => string][] = [
  ['in base64', inBase64],
  ['in joined literals', joined],
  ['with percent escapes', percent],
  ['with escapes', escaped],
];

for (const [title, dress] of DRESSES) {
  dressed(`a secret ${title} that was committed already, among other changes`, () => {
    const old = dress(token());
    expectStaged(changed(lines(20, { 4: old }), lines(30, { 9: `x ${old}`, 20: 'changed' })), []);
  });

  dressed(`a secret ${title} beside one that was committed already`, () => {
    const old = dress(token());
    const fresh = lines(20, { 4: old, 15: dress(token()) });
    expectStaged(changed(lines(20, { 4: old }), fresh), [`${TOKEN} a.txt:15`]);
  });

  dressed(`a secret that was committed as it stands, and is now written ${title}`, () => {
    const secret = token();
    expectStaged(changed(`x ${secret}\n`, `x ${dress(secret)}\n`), []);
  });
}

dressed('a file that becomes UTF-16 with its secret, and one that gets a second', () => {
  const [old, fresh] = [token(), token()];
  expectStaged(changed(`x ${old}\n`, wide(`x ${old}\r\n`)), []);
  expectStaged(changed(wide(`x ${old}\r\n`), wide(`x ${old}\r\ny ${fresh}\r\n`)), [`${TOKEN} a.txt:2`]);
});

dressed('what stands in the text and in a layer of it is one finding', () => {
  const secret = token();
  const repository = new Repository();
  repository.stage({ 'a.txt': `"a\\u005fb": "${secret}", "c": "d" + "e"` });
  expectStaged(repository, [`${TOKEN} a.txt:1`]);
});

dressed('what is let go is counted once, however many layers show it', () => {
  const repository = new Repository();
  const placeholder = `GITHUB_TOKEN=ghp_${'x'.repeat(36)}`;
  repository.stage({ 'a.txt': `"a\\u005fb" "c%41d" ${placeholder} "e" + "f"\n` });
  const { findings, receipt } = repository.report('scan', '--staged');
  assert.equal(findings, []);
  assert.equal(receipt.suppressed, { placeholder: 1 });
});

const pem = () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const text = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  for (const line of text.split('\n').slice(1, -2)) asSecret(line);
  return text;
};
const KEY = 'private-key-pkcs8';
const WRAPPED = 'private-key-base64-wrapped';
const wrap = (text: string, width: number) => text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];

const KEYS: [title: string, dress: (key: string) => string | Buffer, pattern: string][] = [
  ['a JSON string', (key) => JSON.stringify({ key }), KEY],
  ['JSON within JSON', (key) => JSON.stringify({ a: JSON.stringify({ key }) }), KEY],
  ['JSON that escapes slashes', (key) => JSON.stringify({ key }).replaceAll('/', '\\/'), KEY],
  ['a YAML block', (key) => `a: |\n${key.replace(/^/gm, '  ')}`, KEY],
  ['an array of lines', (key) => JSON.stringify({ source: key.split(/(?<=\n)/) }, null, 1), KEY],
  ['a coloured listing', (key) => key.replaceAll(/^.+$/gm, '\u001b[31m$&\u001b[0m'), KEY],
  ['an address', (key) => `a=${encodeURIComponent(key)}`, KEY],
  ['an attribute', (key) => `<a b="${key.replaceAll('\n', '&#10;').replaceAll('=', '&#61;')}">`, KEY],
  ['hex', (key) => Buffer.from(key).toString('hex'), KEY],
  ['a list of bytes', (key) => [...Buffer.from(key)].map((byte) => `0x${byte.toString(16)}`).join(', '), KEY],
  ['UTF-16', wide, KEY],
  [
    'UTF-16 behind other text',
    (key) => Buffer.concat([Buffer.from('a\n'), Buffer.from(key, 'utf16le')]),
    KEY,
  ],
  ['base64 in an env file', (key) => `KEY=${base64(key)}\n`, WRAPPED],
  ['base64 in a YAML block', (key) => `a: |\n  ${wrap(base64(key), 64).join('\n  ')}\n`, WRAPPED],
  ['base64 within base64', (key) => base64(base64(key)), WRAPPED],
  ['a Kubernetes Secret', (key) => `kind: Secret\ndata:\n  tls.key: ${base64(key)}\n`, WRAPPED],
];

dressed('a private key in every dress', () => {
  const repository = new Repository();
  const found = KEYS.map(([, dress, pattern], index) => {
    const file = `key${String(index).padStart(2, '0')}`;
    repository.stage({ [file]: dress(pem()) });
    return `${pattern} ${file}`;
  });
  const { findings } = repository.report('scan', '--staged');
  assert.equal(
    findings.map(({ pattern, file }) => `${pattern} ${file}`),
    found,
  );
  assert.ok(findings.every(({ verdict }) => verdict === 'structure-valid'));
});

dressed('cells of a notebook and what they printed', () => {
  const [joint, shown, printed] = [token(), token(), token()];
  const notebook = {
    cells: [
      {
        cell_type: 'code',
        source: [`key = ("${joint.slice(0, 9)}"\n`, `       "${joint.slice(9)}")\n`, `show("${shown}")`],
        outputs: [{ text: [`\u001b[31m${printed.slice(0, 7)}\u001b[0m${printed.slice(7)}\n`] }],
      },
    ],
  };
  for (const secret of [joint, shown, printed]) asSecret(secret.slice(9));
  const repository = new Repository();
  repository.stage({ 'a.ipynb': JSON.stringify(notebook, null, 1) });
  expectStaged(repository, [`${TOKEN} a.ipynb:6`, `${TOKEN} a.ipynb:8`, `${TOKEN} a.ipynb:13`]);
});

dressed.run();
