import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { privateKey } from '../../src/judge/structures/private-key.js';
import { randomBytes } from '../support/random.js';
import { makeNodeKeys, makePutty, makeSshKeys } from './private-keys.js';
import { nameOutcome, noteOf, outcomeOf } from './structure-outcomes.js';

const keys = suite('private-key');
const sshKeys = makeSshKeys();
if (sshKeys.length === 0) console.log('SKIPPED, the keys of ssh-keygen: it is not installed');
const fresh = [...makeNodeKeys(), ...sshKeys];

const eachLine = (dress: (line: string) => string) => (pem: string) =>
  pem.trimEnd().split('\n').map(dress).join('\n');
const escapeText = (pem: string) => JSON.stringify(pem).slice(1, -1);

/** What people do to a key before they commit it. */
const dresses: [title: string, dress: (pem: string) => string][] = [
  ['as it is', (pem) => pem],
  ['with CRLF', (pem) => pem.replaceAll('\n', '\r\n')],
  ['indented, as in YAML', eachLine((line) => `    ${line}`)],
  ['with tabs', eachLine((line) => `\t\t${line}`)],
  ['in a # comment', eachLine((line) => `# ${line}`)],
  ['in a // comment', eachLine((line) => `// ${line}`)],
  ['in a // comment without a space', eachLine((line) => `//${line}`)],
  ['in a block comment', eachLine((line) => ` * ${line}`)],
  ['in an SQL comment', eachLine((line) => `-- ${line}`)],
  ['quoted in a mail', eachLine((line) => `> ${line}`)],
  ['in the text of a patch', eachLine((line) => `+${line}`)],
  ['in the output of grep', eachLine((line) => `conf/key:12:${line}`)],
  ['escaped, as in JSON', escapeText],
  ['escaped twice', (pem) => escapeText(escapeText(pem))],
  ['escaped by PHP, slashes too', (pem) => escapeText(pem).replaceAll('/', '\\/')],
  ['escaped by .NET', (pem) => escapeText(pem).replaceAll('+', '\\u002B')],
  ['escaped for a URL', (pem) => pem.replaceAll('+', '%2B').replaceAll('/', '%2F').replaceAll('\n', '%0A')],
  ['escaped for XML', (pem) => pem.replaceAll('\n', '&#10;')],
  ['joined by plus signs', eachLine((line) => `  "${line}\\n" +`)],
  ['joined by dots', eachLine((line) => `  '${line}' . "\\n" .`)],
  ['side by side, as in C', eachLine((line) => `  "${line}\\n"`)],
  ['added line by line', eachLine((line) => `s += "${line}\\n";`)],
  ['in a list', eachLine((line) => `  "${line}",`)],
  ['with a backslash at each line end', eachLine((line) => `${line}\\n\\`)],
  ['wrapped in base64', (pem) => Buffer.from(pem).toString('base64')],
  [
    'wrapped in base64 over many lines',
    (pem) => Buffer.from(pem).toString('base64').replace(/.{76}/g, '$&\n  '),
  ],
];
for (const [title, dress] of dresses) {
  keys(`a key is known ${title}`, () => {
    for (const key of fresh) {
      const result = privateKey.check(dress(key.pem), '');
      assert.is(nameOutcome(result), 'sound', key.title);
      assert.is(noteOf(result), key.encrypted ? 'encrypted' : 'not encrypted', key.title);
    }
  });
}

keys('a key on one line, with spaces for its line ends, is known unless it has headers', () => {
  for (const { title, pem } of fresh) {
    const expected = pem.includes('Proc-Type') ? 'plain' : 'sound';
    assert.is(outcomeOf(privateKey, pem.replaceAll('\n', ' ')), expected, title);
  }
});

keys('text around a key does not disturb', () => {
  for (const { title, pem } of fresh)
    assert.is(outcomeOf(privateKey, `key: "${pem}" # mine`), 'sound', title);
});

keys('a key that is cut off is neither believed nor disbelieved', () => {
  // Half of a shorter one is too little to be anything.
  for (const { title, pem } of fresh.filter((key) => key.pem.length > 400)) {
    const begin = pem.indexOf('-----\n') + 6;
    const end = pem.indexOf('-----END');
    for (const share of [0.5, 0.7, 0.9, 1]) {
      const cut = pem.slice(0, begin + Math.floor((end - begin) * share));
      assert.is(outcomeOf(privateKey, cut), 'plain', `${title}, ${share}`);
    }
  }
});

keys('a second block does not close the first', () => {
  const [first, second] = fresh;
  const open = first!.pem.slice(0, first!.pem.indexOf('-----END'));
  assert.is(outcomeOf(privateKey, open + second!.pem), 'plain');
});

keys('a key without one of its lines is not believed', () => {
  for (const { title, pem } of fresh.filter(({ encrypted }) => !encrypted)) {
    const lines = pem.split('\n');
    assert.is.not(outcomeOf(privateKey, lines.toSpliced(1, 1).join('\n')), 'sound', title);
    assert.is.not(outcomeOf(privateKey, lines.toSpliced(-3, 1).join('\n')), 'sound', title);
  }
});

function block(label: string, body: string): string {
  return `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
}

const first = fresh[0]!.pem.split('\n')[1]!;
const samples: [title: string, body: string][] = [
  ['nothing', ''],
  ['three dots', '...'],
  ['a request', 'your private key here'],
  ['x', 'x'.repeat(64)],
  ['zeros', `${'A'.repeat(64)}\n`.repeat(25)],
  ['the first characters of a key', `${first.slice(0, 20)}...`],
  ['the first line of a key', `${first}\n...`],
  ['a reference', '$' + '{PRIVATE_KEY}'],
];
keys('of random bytes it is doubtful: a key may be cut, or wrapped in a way that is not known', () => {
  for (const label of ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'OPENSSH PRIVATE KEY']) {
    const body = randomBytes(1200).toString('base64');
    assert.is(outcomeOf(privateKey, block(label, body)), 'doubtful', label);
  }
});
for (const [title, body] of samples) {
  keys(`no key is made of ${title}`, () => {
    for (const label of ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'OPENSSH PRIVATE KEY']) {
      assert.is(outcomeOf(privateKey, block(label, body)), 'unsound', label);
    }
  });
}

const opaque = randomBytes(400).toString('base64');
const others: [title: string, token: string, expected: string, note: string][] = [
  ['a cosign key', block('ENCRYPTED COSIGN PRIVATE KEY', opaque), 'sound', 'encrypted'],
  [
    'an SSH2 key',
    block('SSH2 ENCRYPTED PRIVATE KEY', opaque)
      .replaceAll('-----', '----')
      .replace(/(----)(BEGIN|END) (.*Y)/g, '$1 $2 $3 '),
    'sound',
    'encrypted',
  ],
  [
    'a key bound to a TPM',
    block('TSS2 PRIVATE KEY', fresh[0]!.pem.split('\n').slice(1, -2).join('\n')),
    'lowered low',
    'bound to a TPM',
  ],
  ['PuTTY, in the clear', makePutty(2, 'none'), 'sound', 'not encrypted'],
  ['PuTTY, encrypted', makePutty(3, 'aes256-cbc'), 'sound', 'encrypted'],
  ['PuTTY, escaped', escapeText(makePutty(3, 'none')), 'sound', 'not encrypted'],
  ['PuTTY, commented', eachLine((line) => `# ${line}`)(makePutty(3, 'none')), 'sound', 'not encrypted'],
  ['PuTTY, cut off', makePutty(3, 'none').slice(0, 200), 'plain', ''],
  [
    'PuTTY, made up',
    makePutty(3, 'none').replace(/Private-Lines: 3\n.*/, 'Private-Lines: 1\n...'),
    'unsound',
    'the private lines are too short or are no base64',
  ],
  [
    'a certificate in base64',
    Buffer.from(block('CERTIFICATE', first)).toString('base64'),
    'unsound',
    'holds no private key',
  ],
  ['no block at all', 'nothing of that kind', 'plain', ''],
];
for (const [title, token, expected, note] of others) {
  keys(`${title}: ${expected}`, () => {
    const result = privateKey.check(token, token);
    assert.is(nameOutcome(result), expected);
    assert.is(noteOf(result), note);
  });
}

const labels = ['', 'RSA ', 'EC ', 'DSA ', 'ENCRYPTED ', 'OPENSSH ', 'PGP '];
for (const label of labels) {
  keys(`complete makes a sound ${label}block of any`, () => {
    const name = `${label}PRIVATE KEY${label === 'PGP ' ? ' BLOCK' : ''}`;
    for (const body of ['', 'AAAA', randomBytes(700).toString('base64')]) {
      const completed = privateKey.complete!(block(name, body));
      assert.is(outcomeOf(privateKey, completed), 'sound');
      assert.is(
        outcomeOf(privateKey, privateKey.complete!(escapeText(block(name, body)))),
        'sound',
        'escaped',
      );
    }
  });
}

const pgp = privateKey.complete!(block('PGP PRIVATE KEY BLOCK', randomBytes(500).toString('base64')));
const pgpCases: [title: string, token: string, expected: string][] = [
  ['with headers', pgp.replace('\n\n', '\nVersion: Any 1\nComment: https://example.org\n\n'), 'sound'],
  ['without a CRC', pgp.replace(/\n=....\n/, '\n'), 'sound'],
  ['with a wrong CRC', pgp.replace(/\n=....\n/, '\n=AAAA\n'), 'plain'],
  ['cut off', pgp.slice(0, 400), 'plain'],
  [
    'with another packet',
    block('PGP PRIVATE KEY BLOCK', Buffer.from('no packet'.repeat(20)).toString('base64')),
    'unsound',
  ],
  ['with nothing in it', block('PGP PRIVATE KEY BLOCK', '...'), 'unsound'],
];
for (const [title, token, expected] of pgpCases) {
  keys(`a PGP block ${title}: ${expected}`, () => assert.is(outcomeOf(privateKey, token), expected));
}

keys.run();
