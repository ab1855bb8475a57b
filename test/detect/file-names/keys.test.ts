/** Content that lets files named like keys pass. */

import { suite } from 'uvu';
import { randomBytes } from '../../support/random.js';
import { assertPasses, assertRefused, pemBlock, randomText } from './guard.js';

const keys = suite('content of key files');

const PUBLIC_LABELS = ['CERTIFICATE', 'PUBLIC KEY', 'CERTIFICATE REQUEST', 'DH PARAMETERS', 'X509 CRL'];
const PRIVATE_LABELS = [
  'PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'OPENSSH PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
];
const PEM_NAMES = ['server.pem', 'server-key.pem', 'privkey1.pem', 'server.key', '.chef/admin.pem'];

for (const label of PUBLIC_LABELS) {
  keys(`PEM files with nothing but ${label} pass`, () => {
    for (const name of PEM_NAMES) {
      assertPasses(name, `${pemBlock(label)}\n`);
      assertPasses(name, `subject=/CN=x\n${pemBlock(label)}\r\n${pemBlock('CERTIFICATE')}\r\n`);
    }
  });
}

for (const label of PRIVATE_LABELS) {
  keys(`PEM files with a ${label} are refused, whatever stands beside it`, () => {
    for (const name of PEM_NAMES) {
      assertRefused(name, pemBlock(label));
      assertRefused(name, `${pemBlock('CERTIFICATE')}\n${pemBlock(label)}\n`);
      assertRefused(name, Buffer.from(`\ufeff${pemBlock('CERTIFICATE')}\n${pemBlock(label)}\n`, 'utf16le'));
    }
  });
}

keys('PEM files without a block, with binary content and with a broken key are refused', () => {
  for (const content of ['', 'x', randomBytes(200), `\0${pemBlock('CERTIFICATE')}`])
    assertRefused('a.pem', content);
  assertRefused('a.pem', `${pemBlock('CERTIFICATE')}\nBEGIN RSA PRIVATE KEY\n`);
});

keys('a Keynote document passes', () => {
  const zip = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), randomBytes(100)]);
  assertPasses('talk.key', zip);
  assertRefused('talk.key', Buffer.concat([Buffer.from([0x50, 0x4b, 3]), randomBytes(100)]), 'critical');
  assertRefused('talk.pem', zip, 'high');
});

keys('texts in .key files pass where no key is among them', () => {
  assertPasses('de.key', 'greeting = Guten Tag\nfarewell = Auf Wiedersehen\n');
  assertPasses(
    'colours.key',
    'Windows Registry Editor Version 5.00\n\n[HKEY_CURRENT_USER\\Console]\n"FontSize"=dword:10\n',
  );
  assertRefused('a.key', '');
  assertRefused('a.key', 'hunter2');
  assertRefused('a.key', randomText(44));
  assertRefused('a.key', `name = x\nkey = ${randomText(32)}\n`);
  assertRefused('a.key', 'name = x\npassword = hunter2wins\n');
  assertRefused('a.key', `PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 1\n${randomText(40)}\n`);
  assertRefused('a.key', randomBytes(32));
});

keys('the Rails key is refused, though it is a text', () => {
  assertRefused('config/master.key', 'greeting = Guten Tag\n', 'critical');
  assertRefused('config/credentials/production.key', randomBytes(16).toString('hex'), 'critical');
});

/** A JKS file: per entry a kind, an alias, a date, the type of the certificate and its bytes. */
function javaStore(kinds: number[], magic = 0xfeedfeed): Buffer {
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const text = (value: string) => Buffer.concat([Buffer.from([0, value.length]), Buffer.from(value)]);
  const entry = (kind: number) => [
    number(kind),
    text('alias'),
    randomBytes(8),
    text('X.509'),
    number(50),
    randomBytes(50),
  ];
  return Buffer.concat([
    number(magic),
    number(2),
    number(kinds.length),
    ...kinds.flatMap(entry),
    randomBytes(20),
  ]);
}

keys('Java key stores pass with certificates only', () => {
  for (const name of ['ca.jks', 'app.keystore', 'truststore.jks', 'app.jceks']) {
    assertPasses(name, javaStore([2, 2]));
    assertPasses(name, javaStore([2], 0xcececece));
    assertRefused(name, javaStore([2, 1]), 'high');
    assertRefused(name, javaStore([3], 0xcececece), 'high');
    assertRefused(name, javaStore([2, 2]).subarray(0, 120), 'high');
    assertRefused(name, 'no store', 'high');
  }
  assertRefused('app.jks', javaStore([]), 'high');
});

keys('a PKCS#12 store passes only under the name of a trust store, and without a key bag', () => {
  const bag = (last: number) =>
    Buffer.from([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01, last]);
  const store = (last: number) =>
    Buffer.concat([Buffer.from([0x30, 0x82]), Buffer.alloc(40, 7), bag(last), Buffer.alloc(9)]);
  assertPasses('truststore.jks', store(3));
  assertRefused('truststore.jks', store(2), 'high');
  assertRefused('truststore.jks', store(1), 'high');
  assertRefused('app.jks', store(3), 'high');
  assertRefused('app.p12', store(3), 'critical');
});

keys('.asc files pass as public keys, signatures and AsciiDoc', () => {
  assertPasses('release.asc', pemBlock('PGP SIGNATURE'));
  assertPasses('jane.asc', `Jane\n${pemBlock('PGP PUBLIC KEY BLOCK')}\n`);
  assertPasses('manual.asc', '= The manual\n\nA PGP key is explained here.\n');
  assertRefused('jane.asc', pemBlock('PGP PRIVATE KEY BLOCK'), 'medium');
  assertRefused(
    'jane.asc',
    `${pemBlock('PGP PUBLIC KEY BLOCK')}\n${pemBlock('PGP PRIVATE KEY BLOCK')}`,
    'medium',
  );
  assertRefused('jane.asc', randomBytes(100), 'medium');
});

keys('.gpg files pass as public keyrings', () => {
  const packet = (header: number) => Buffer.concat([Buffer.from([header, 60]), randomBytes(60)]);
  assertPasses('archive.gpg', Buffer.concat([packet(0x98), packet(0xb4), packet(0x88)]));
  assertPasses('archive.gpg', Buffer.concat([packet(0xc6), packet(0xcd), packet(0xc2)]));
  assertRefused('archive.gpg', Buffer.concat([packet(0xc6), packet(0xc7)]), 'low');
  assertRefused('archive.gpg', packet(0x98).subarray(0, 50), 'low');
});

keys('key.txt passes without a key', () => {
  assertPasses('key.txt', 'The key to the map is on page 4.\n');
  assertRefused(
    'key.txt',
    `# public key: age1x\n${['AGE', 'SECRET', `KEY-1${randomText(58).toUpperCase()}`].join('-')}\n`,
  );
  assertRefused('key.txt', pemBlock('EC PRIVATE KEY'), 'medium');
  assertRefused('key.txt', randomText(40), 'medium');
});

keys('an OpenVPN profile passes without inline secrets', () => {
  const profile = `client\nremote vpn.example.com 1194\nkey client.key\n<ca>\n${pemBlock('CERTIFICATE')}\n</ca>\n`;
  assertPasses('office.ovpn', profile);
  for (const block of ['key', 'tls-auth', 'tls-crypt', 'tls-crypt-v2', 'auth-user-pass']) {
    assertRefused('office.ovpn', `${profile}<${block}>\n${randomText(30)}\n</${block}>\n`, 'high');
  }
});

keys('a WireGuard file passes without a private key', () => {
  assertPasses('wg0.conf', '[Peer]\nPublicKey = abc\nEndpoint = 192.0.2.1:51820\n');
  assertRefused('wg0.conf', `[Interface]\nPrivateKey = ${randomBytes(32).toString('base64')}\n`, 'critical');
  assertRefused('wg0.conf', `[Interface]\r\nprivatekey=${randomText(44)}\r\n`, 'critical');
});

keys('.creds files pass as anything but NATS credentials', () => {
  assertPasses('level1.creds', 'The game was made by\nJane and John\n');
  assertPasses('level1.creds', Buffer.from([1, 0, 2, 0, 3]));
  assertRefused('app.creds', pemBlock('NATS USER JWT'), 'critical');
  assertRefused(
    'app.creds',
    Buffer.concat([Buffer.from([0]), Buffer.from(pemBlock('NATS USER JWT'))]),
    'critical',
  );
  assertRefused('app.creds', 'user = app\npassword = hunter2wins\n', 'critical');
  assertRefused('app.creds', randomText(50), 'critical');
});

const PROGRAMS: readonly string[] = [
  '#!/bin/sh\nexec main "$@"\n',
  "import { x } from './x.js';\nexport const y = x;\n",
  'package main\n\nfunc main() {}\n',
  '.card {\n  box-shadow: none;\n}\n',
];

keys('source code passes under the names it shares with credentials', () => {
  for (const name of ['identity', 'bench_rsa', 'shadow', 'passwd', 'credentials', 'Cookies']) {
    for (const program of PROGRAMS) assertPasses(name, program);
    assertRefused(name, '');
    assertRefused(name, `#!/bin/sh\n${pemBlock('OPENSSH PRIVATE KEY')}\n`);
    assertRefused(name, `#!/bin/sh\nexport API_TOKEN=${randomText(30)}\n`);
  }
  assertRefused('credentials', `[default]\naws_secret_access_key = ${randomText(40)}\n`, 'high');
  assertRefused('shadow', `root:$6$${randomText(16)}$${randomText(60)}:19000:0:99999:7:::\n`, 'high');
  assertRefused('passwd', 'root:x:0:0:root:/root:/bin/sh\n', 'low');
});

keys('source files pass under open-ended names', () => {
  for (const name of [
    'vault_password.rb',
    'secring.go',
    '.cargo/credentials.rs',
    'x.decrypted.ts',
    'core.1.js',
  ]) {
    assertPasses(name, 'x');
  }
  assertRefused('vault_password.txt', 'x', 'critical');
  assertRefused('x.decrypted.json', '{}', 'critical');
});

keys.run();
