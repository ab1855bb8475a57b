/** `keyfence audit`: every kind of record that came, changed or went, commit by commit. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository, scratch } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { TOKEN } from '../support/scanned.js';
import {
  type Audit,
  audited,
  BASELINE,
  type Change,
  CONFIGURATION,
  changesIn,
  commit,
  configuration,
  entry,
  one,
  three,
  two,
} from './audited.js';

const audit = suite('keyfence audit: history');

audit('tells each entry that came, changed and went, of every kind', () => {
  const repository = new Repository().stage(
    configuration({ allow: [entry], paths: [{ path: 'docs/', reason: 'docs' }], confidence: 'high' }),
  );
  const oid = commit(repository);
  repository.stage(
    configuration({
      allow: [
        { ...entry, until: '2099-01-31' },
        { file: '.env.test', reason: 'no secret in it' },
      ],
      skip: [{ path: 'big.bin', reason: 'a picture' }],
      disable: [{ id: 'generic-credential', reason: 'noise' }],
      patterns: ['patterns/own.json'],
      schemas: ['config/schema.json'],
      limits: { depth: 3 },
      confidence: 'low',
    }),
  );
  commit(repository);
  repository.stage({ 'unrelated.txt': 'x\n' });
  commit(repository);
  repository.git('rm', '-q', CONFIGURATION);
  commit(repository);
  const kept = [
    'allow entry .env.test',
    'accepted skip big.bin',
    'disabled pattern generic-credential',
    'pattern file patterns/own.json',
    'schema file config/schema.json',
  ];
  assert.equal(changesIn(repository), [
    [`added allow entry ${one}`, 'added path rule docs/', 'added setting confidence'],
    [
      `changed allow entry ${one} until`,
      ...kept.map((what) => `added ${what}`),
      'changed setting confidence value',
      'added setting limits',
      'removed path rule docs/',
    ],
    [
      `removed allow entry ${one}`,
      ...kept.map((what) => `removed ${what}`),
      'removed setting confidence',
      'removed setting limits',
    ],
  ]);
  const [first] = audited(repository).timeline;
  assert.equal(
    [first?.kind, first?.commit, first?.author, first?.date],
    ['commit', oid, 'A U Thor', repository.git('show', '-s', '--format=%aI', oid).trim()],
  );
  const { reason, who, until, file } = (first as Audit['timeline'][0]).changes[0] as Change;
  assert.equal([reason, who, until, file], [entry.reason, entry.who, entry.until, CONFIGURATION]);
});

audit('tells the names and formats of every schema, and which fields changed, but no value of them', () => {
  const schema = (format: string) =>
    JSON.stringify({
      required: { app: { ACME_KEY: { format, severity: 'high' } } },
      optional: { app: { B_KEY: {} } },
    });
  const repository = new Repository().stage({
    'secrets/schema.json': schema('acme-...'),
    'sub/secrets/schema.json': schema('s-...'),
  });
  commit(repository);
  repository.stage({ 'secrets/schema.json': schema('acme2-...') });
  commit(repository);
  assert.equal(changesIn(repository), [
    ['added name ACME_KEY', 'added name B_KEY', 'added name ACME_KEY', 'added name B_KEY'],
    ['changed name ACME_KEY format'],
  ]);
  assert.equal(
    audited(repository).timeline[0]?.changes.map(({ file }) => file),
    ['secrets/schema.json', 'secrets/schema.json', 'sub/secrets/schema.json', 'sub/secrets/schema.json'],
  );
  assert.not.match(repository.keyfence('audit', '--json').stdout, 'acme');
});

audit('tells what came into the baseline and what went: the text counts, JSON names them', () => {
  const repository = new Repository().stage({ [BASELINE]: `# x\n${one}\n${two}\n` });
  commit(repository);
  repository.stage({ [BASELINE]: `${two}\n${three}\n` });
  commit(repository);
  assert.equal(changesIn(repository), [
    [`added baseline entry ${one}`, `added baseline entry ${two}`],
    [`added baseline entry ${three}`, `removed baseline entry ${one}`],
  ]);
  const { stdout } = repository.keyfence('audit');
  assert.match(stdout, '\n  + baseline: 2 entries\n');
  assert.match(stdout, '\n  + baseline: 1 entry\n  - baseline: 1 entry\n');
  assert.match(stdout, 'In the newest commit\n  baseline: 2 entries\n');
});

audit('tells inline comments in any kind of file, past attributes and without running what they name', () => {
  const repository = new Repository();
  const planted = join(scratch(), 'planted');
  for (const key of ['textconv', 'command'])
    repository.git('config', `diff.evil.${key}`, `touch ${planted}; cat`);
  repository.stage({
    '.gitattributes': '*.js -diff\n*.ts diff=evil\n*.c binary\n',
    'a.js': 'x = 1; // keyfence:allow the first reason\n',
    'b.ts': '/* keyfence:allow the second */\n',
    'c.c': 'keyfence:allow third\0\n',
    'd.html': '<!-- keyfence:allow -->\n',
    'e.txt': 'keyfence:allowed, keyfence:allow-not\n',
  });
  commit(repository);
  repository.stage({
    'a.js': 'y = 1; // keyfence:allow the first reason\n',
    'b.ts': '/* keyfence:allow another */\n',
  });
  commit(repository);
  const found = audited(repository).timeline.map(({ changes }) =>
    changes.map(({ action, file, reason }) => `${action} ${file} ${reason}`),
  );
  assert.equal(found, [
    ['added a.js the first reason', 'added b.ts the second', 'added c.c third\\u{0}', 'added d.html null'],
    ['added b.ts another', 'removed b.ts the second'],
  ]);
  assert.not(existsSync(planted));
});

audit('a merge is told of only where it goes beyond what it merges', () => {
  const repository = new Repository().stage(configuration({ allow: [entry] }));
  commit(repository);
  repository.git('switch', '-q', '-c', 'side');
  repository.stage(configuration({ allow: [entry, { fingerprint: two, reason: 'side' }] }));
  commit(repository);
  repository.git('switch', '-q', 'main');
  repository.stage({ 'x.txt': 'x\n' });
  commit(repository);
  repository.git('merge', '-q', '--no-commit', '--no-ff', 'side');
  repository.stage({
    ...configuration({
      allow: [entry, { fingerprint: two, reason: 'side' }, { fingerprint: three, reason: 'evil' }],
    }),
    'm.txt': '# keyfence:allow evil, too\n',
  });
  commit(repository);
  assert.equal(changesIn(repository), [
    [`added allow entry ${one}`],
    [`added allow entry ${two}`],
    [`added allow entry ${three}`, 'added inline comment m.txt'],
  ]);
});

audit('a version that cannot be read is told of, and so is what comes back after it', () => {
  const repository = new Repository().stage(configuration({ allow: [entry] }));
  commit(repository);
  repository.stage({ [CONFIGURATION]: `{"allow": "${sample(TOKEN)}` });
  commit(repository);
  repository.stage(configuration({ allow: [entry] }));
  commit(repository);
  assert.equal(changesIn(repository), [
    [`added allow entry ${one}`],
    [`unreadable file ${CONFIGURATION}`],
    [`added allow entry ${one}`],
  ]);
});

audit.run();
