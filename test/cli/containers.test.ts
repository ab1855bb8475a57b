/** Secrets in files inside files, through the real bin: where they are said to stand, and what is said of the rest. */
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { python } from '../support/containers.js';
import { pageOf } from '../support/pdf.js';
import { asSecret } from '../support/record.js';
import { type Report, type ReportedFinding, Repository } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';

const containers = suite('containers');
const TOKEN = 'github-personal-access-token';
const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

type Located = ReportedFinding & { layers?: string[] };

function staged(files: Record<string, Buffer | string>): {
  report: Report;
  findings: Located[];
  skipped: string[];
} {
  const report = new Repository().stage(files).report('scan', '--staged');
  return {
    report,
    findings: report.findings as Located[],
    skipped: report.receipt.skipped.map(({ file, reason }) => `${file}: ${reason}`),
  };
}

const ARCHIVE = `
import zipfile, tarfile
kind, files = given
if kind in ('deflated', 'stored'):
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED if kind == 'deflated' else zipfile.ZIP_STORED) as archive:
        for name, text in files: archive.writestr(name, text)
else:
    with tarfile.open(out, kind) as archive:
        for name, text in files:
            entry = tarfile.TarInfo(name); entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text.encode()))`;

function archive(
  kind: 'deflated' | 'stored' | 'w' | 'w:gz' | 'w:xz',
  files: [name: string, text: string][],
): Buffer {
  return python(ARCHIVE, [kind, files]);
}

function line(secret = sample(TOKEN)): string {
  return `const key = '${secret}';\n`;
}

containers('a zip archive: the entry is the layer, its data the place', () => {
  const bytes = archive('deflated', [
    ['README', 'hello'],
    ['config/app.js', line()],
  ]);
  const { findings, report, skipped } = staged({ 'a.zip': bytes });
  assert.equal(
    findings.map(({ pattern, file, layers }) => [pattern, file, layers]),
    [[TOKEN, 'a.zip', ['zip:config/app.js']]],
  );
  const start = bytes.indexOf('config/app.js') + 'config/app.js'.length;
  assert.is(findings[0]?.start, start);
  assert.is(findings[0]?.end, bytes.indexOf('PK\x01\x02'));
  assert.equal(skipped, []);
  assert.is(report.status, 1);
});

for (const [kind, name, layer] of [
  ['stored', 'a.zip', 'zip:config/app.js'],
  ['w', 'a.tar', 'tar:config/app.js'],
] as const) {
  containers(`${name} (${kind}): told once, with the place of the secret itself`, () => {
    const secret = sample(TOKEN);
    const bytes = archive(kind, [
      ['config/app.js', line(secret)],
      ['other', 'text'],
    ]);
    const { findings } = staged({ [name]: bytes });
    assert.equal(
      findings.map(({ layers }) => layers),
      [[layer]],
    );
    assert.is(bytes.indexOf(secret), findings[0]?.start);
    assert.is(findings[0]?.end, bytes.indexOf(secret) + secret.length);
  });
}

containers('a tar archive in gzip: each entry is told, by name', () => {
  const secret = sample(TOKEN);
  const { findings } = staged({
    'a.tgz': archive('w:gz', [
      ['one', line(secret)],
      ['two', line(secret)],
    ]),
  });
  assert.equal(
    findings.map(({ layers }) => layers),
    [
      ['gzip', 'tar:one'],
      ['gzip', 'tar:two'],
    ],
  );
});

containers('a document whose words are cut by its spelling', () => {
  const secret = sample(TOKEN);
  const xml = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:t>key: ${secret.slice(0, 4)}</w:t><w:r><w:t>${secret.slice(4, 20)}</w:t></w:r><w:t>${secret.slice(20)}</w:t></w:p><w:p><w:t>${secret}</w:t></w:p></w:document>`;
  const { findings } = staged({
    'a.docx': archive('deflated', [['word/document.xml', xml]]),
    'flat.xml': xml,
  });
  assert.equal(
    findings.map(({ file, layers }) => [file, layers]),
    [
      ['a.docx', ['zip:word/document.xml', 'xml-text']],
      ['flat.xml', ['xml-text']],
      ['flat.xml', undefined], // it stands there as it is
    ],
  );
  assert.is(findings[1]?.start, xml.indexOf(secret.slice(0, 4)));
  assert.is(findings[2]?.start, xml.indexOf(secret));
});

containers('a page, a database, a picture, a log', () => {
  const long = `${'x'.repeat(3000)} ${sample(TOKEN)} ${'y'.repeat(3000)}`;
  const database = python(
    "import sqlite3\nc = sqlite3.connect(out)\nc.execute('PRAGMA page_size = 512')\nc.execute('CREATE TABLE t (a, b)')\nfor row in given: c.execute('INSERT INTO t VALUES (?, ?)', row)\nc.commit()",
    [
      ['github', sample(TOKEN)],
      ['note', long],
    ],
  );
  const { findings } = staged({
    'a.pdf': pageOf(`BT /F1 9 Tf (key: ${sample(TOKEN)}) Tj ET`, HELVETICA),
    'b.sqlite': database,
    'c.gz': gzipSync(line()),
  });
  assert.equal(
    findings.map(({ file, layers }) => `${file} ${layers}`),
    // The short text stands in the database as it is.
    ['a.pdf pdf', 'b.sqlite undefined', 'b.sqlite sqlite', 'c.gz gzip'],
  );
});

const incomplete: [title: string, files: () => Record<string, Buffer>, skipped: string[]][] = [
  [
    'cut off',
    () => ({ 'a.gz': gzipSync(line()).subarray(0, 60) }),
    ['a.gz: gzip: cut off: read up to where it ends'],
  ],
  [
    'a bomb',
    () => ({ 'a.gz': gzipSync(Buffer.alloc(32 * 1024 * 1024)) }),
    ['a.gz: gzip: limit reached: unpacks to more than 200 times its size'],
  ],
];
for (const [title, files, expected] of incomplete) {
  containers(`not all could be read: ${title}`, () => {
    const { report, findings, skipped } = staged(files());
    assert.equal(skipped, expected);
    assert.is(report.receipt.complete, false);
    assert.is(report.status, findings.length > 0 ? 1 : 3);
  });
}

containers('what can only be listed leaves the scan complete', () => {
  const encrypted = archive('deflated', [['a', 'text']]);
  for (const place of [6, encrypted.indexOf('PK\x01\x02') + 8]) encrypted.writeUInt16LE(1, place);
  const picture = Buffer.concat([
    Buffer.from('\xff\xd8\xff\xe0', 'latin1'),
    Buffer.alloc(500),
    Buffer.from(Array.from({ length: 999 }, (_, index) => (index * 7919) % 256)),
  ]);
  const packed = archive('w:xz', [['a', 'text']]);
  const { report, skipped } = staged({
    'a.zip': encrypted,
    'b.jpg': picture,
    'c.tar.xz': packed,
    'd.tgz': python(
      "import tarfile\nwith tarfile.open(out, 'w:gz') as a:\n  t = tarfile.TarInfo('x'); d = bytes.fromhex(given); t.size = len(d); a.addfile(t, io.BytesIO(d))",
      packed.toString('hex'),
    ),
  });
  const UNREAD = 'archive (xz), its content not read: searched for private keys and exact formats only';
  assert.equal(skipped, [
    'a.zip: zip:a: encrypted',
    'b.jpg: image (JPEG): searched for private keys and exact formats only',
    `c.tar.xz: ${UNREAD}`,
    `d.tgz: gzip: tar:x: ${UNREAD}`,
  ]);
  assert.is(report.status, 0);
});

containers(
  'the name of an entry is a label: nothing is written, no escape sequence printed, no secret shown',
  () => {
    const secret = sample(TOKEN);
    const repository = new Repository().stage({
      'a.zip': archive('deflated', [[`../\u001b[2J${secret}`, line()]]),
    });
    const { stdout, stderr, status } = repository.keyfence('scan', '--staged');
    assert.is(status, 1);
    assert.not.ok((stdout + stderr).includes('\u001b[2J'));
    assert.not.ok((stdout + stderr).includes(secret));
    assert.is(repository.git('status', '--porcelain'), 'A  a.zip\n');
  },
);

containers('a program: exact formats and private keys, nothing by its name', () => {
  const named = `datadog_api_key = "${asSecret(randomText(32, '0123456789abcdef'))}"`;
  const program = (text: string) =>
    Buffer.concat([
      Buffer.from('\x7fELF\x02\x01\x01', 'latin1'),
      Buffer.alloc(64),
      Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7919) % 251)),
      Buffer.from(`\0${text}\0`),
    ]);
  const { findings } = staged({
    exact: program(sample(TOKEN)),
    named: program(named),
    'named.txt': named,
  });
  assert.equal(
    findings.map(({ file }) => file),
    ['exact', 'named.txt'],
  );
});

containers('what an archive already held is old', () => {
  const [old, fresh] = [line(), line()];
  const repository = new Repository().stage({ 'a.zip': archive('deflated', [['a', old]]) });
  repository.commit();
  repository.stage({ 'a.zip': archive('deflated', [['a', `${old}more\n`]]) });
  assert.is(repository.report('scan', '--staged').findings.length, 0);
  repository.stage({
    'a.zip': archive('deflated', [
      ['a', old],
      ['b', fresh],
    ]),
  });
  assert.equal(
    (repository.report('scan', '--staged').findings as Located[]).map(({ layers }) => layers),
    [['zip:b']],
  );
});

containers.run();
