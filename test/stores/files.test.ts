/** SOPS and E2B: names out of the project's own files, and values that are open to read there. Nothing is run. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { schemaText } from '../support/environment.js';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { cellsIn, compareIn, StorePrograms } from '../support/store-programs.js';

const files = suite('stores in the project’s files');

const value = asSecret(randomText(24));
const programs = new StorePrograms({ sops: [['*', 'exit 1']] });
const enc = (type = 'str') =>
  `ENC[AES256_GCM,data:${randomText(8)},iv:${randomText(8)}=,tag:${randomText(8)}==,type:${type}]`;
const META = `sops:\n    lastmodified: "2026-10-01T00:00:00Z"\n    mac: ${enc()}\n    version: 3.9.0\n`;

function compare(schema: object, store: string, written: Record<string, string>) {
  const repository = new Repository().write({ 'secrets/schema.json': schemaText(schema), ...written });
  const report = compareIn(repository, [store], programs);
  assert.equal(programs.calls('sops'), []);
  assert.ok(!JSON.stringify(report).includes(value));
  const open = report.places.flatMap(({ openValues }) =>
    openValues.map(({ file, line, kind }) => `${kind} ${file}:${line}`),
  );
  return { ...report, cells: cellsIn(report), open };
}

files('SOPS: names of encrypted YAML, JSON, dotenv and INI files', () => {
  const { cells, status, places, open } = compare(
    { A_KEY: {}, B_KEY: { source: 'sops:deploy/values.json#db.password' }, C_KEY: {}, D_KEY: {}, E_KEY: {} },
    'sops',
    {
      'deploy/values.enc.yaml': `A_KEY: ${enc()}\nnumber: ${enc('int')}\n${META}`,
      'deploy/values.json': JSON.stringify({
        db: { password: enc() },
        list: [enc()],
        sops: { mac: enc(), version: '3' },
      }),
      'prod.env': `C_KEY=${enc()}\nsops_version=3.9.0\nsops_mac=${enc()}\n`,
      'app.ini': `[app]\nD_KEY = ${enc()}\n[sops]\nmac = ${enc()}\n`,
      'plain.yaml': 'E_KEY: later\n',
      '.sops.yaml': 'creation_rules:\n  - path_regex: ENC[x] sops\n',
    },
  );
  assert.equal(cells, [
    'A_KEY sops present',
    'B_KEY sops present',
    'C_KEY sops present',
    'D_KEY sops present',
    'E_KEY sops missing',
  ]);
  assert.equal([status, places[0]?.extra, open], [1, ['list', 'number'], []]);
});

files('SOPS: a secret in clear text is told by its place, and a setting is not', () => {
  const { open, status } = compare({ A_KEY: {}, B_KEY: {} }, 'sops', {
    'values.enc.yaml': `A_KEY: ${enc()}\nB_KEY: ${value}\nlog_level_unencrypted: debug\nreplicas: 3\ninner:\n  api_token: ${value}\n${META}`,
    'prod.env': `export A_KEY='${value}'\nB_KEY=${enc()}\nsops_mac=${enc()}\n`,
  });
  assert.equal(open.sort(), ['clear prod.env:1', 'clear values.enc.yaml:2', 'clear values.enc.yaml:6']);
  assert.is(status, 1);
});

files('SOPS: a file that a reference names and that is not encrypted at all is told', () => {
  const { open, status, cells } = compare({ A_KEY: { source: 'sops:values.yaml#app.key' } }, 'sops', {
    'values.yaml': `app:\n  key: ${value}\n`,
  });
  assert.equal([cells, open, status], [['A_KEY sops present'], ['clear values.yaml:2'], 1]);
});

files('SOPS: what cannot be read leaves the names unknown', () => {
  const broken = { 'values.enc.yaml': `A_KEY: [\n${META}` };
  const deep = { 'values.enc.yaml': `A: ${'['.repeat(20_000)}\n${META}` };
  for (const written of [broken, deep]) {
    const { cells, status, places } = compare({ A_KEY: {} }, 'sops', written);
    assert.equal([cells, status], [['A_KEY sops unknown'], 2]);
    assert.match(places[0]?.reason ?? '', 'an encrypted file could not be read');
  }
  const beside = compare({ A_KEY: {}, B_KEY: {} }, 'sops', {
    ...broken,
    'b.enc.yaml': `B_KEY: ${enc()}\n${META}`,
  });
  assert.equal([beside.cells, beside.status], [['A_KEY sops unknown', 'B_KEY sops present'], 3]);
});

files('SOPS: without any encrypted file there is nothing to compare with', () => {
  const { status, places } = compare({ A_KEY: {} }, 'sops', { 'a.yaml': 'a: 1\n' });
  assert.is(status, 2);
  assert.match(places[0]?.reason ?? '', 'no file of the project is encrypted with SOPS');
});

const JS = `import { Sandbox } from 'e2b'\nconst sandbox = await Sandbox.create({ `;

const GIVEN: [what: string, file: string, text: string, cells: string[], open: string[]][] = [
  [
    'from the environment',
    'a.ts',
    `${JS} envs: { A_KEY: process.env.A_KEY!, 'B_KEY': key(1, 2) } })`,
    ['A_KEY present', 'B_KEY present'],
    [],
  ],
  ['by shorthand', 'a.ts', `${JS} envs: { A_KEY, B_KEY, } })`, ['A_KEY present', 'B_KEY present'], []],
  [
    'with comments and commas',
    'a.ts',
    `${JS} envs: { // A_KEY: 1,\n /* B_KEY, */ B_KEY: a.b('}', [1, 2]), // last\n } })`,
    ['A_KEY missing', 'B_KEY present'],
    [],
  ],
  [
    'in a variable',
    'a.ts',
    `const given: Envs = { A_KEY: x };\n${JS} envs: given })`,
    ['A_KEY present', 'B_KEY missing'],
    [],
  ],
  [
    'as a variable of that name',
    'a.ts',
    `const envs = { A_KEY: x }\n${JS} envs })`,
    ['A_KEY present', 'B_KEY missing'],
    [],
  ],
  [
    'put together',
    'a.ts',
    `${JS} envs: { ...process.env, A_KEY: x } })`,
    ['A_KEY present', 'B_KEY unknown'],
    [],
  ],
  ['by a function', 'a.ts', `${JS} envs: pick(process.env) })`, ['A_KEY unknown', 'B_KEY unknown'], []],
  [
    'to a command',
    'a.ts',
    `import { Sandbox } from '@e2b/code-interpreter'\nawait s.commands.run('x', { envs: { A_KEY: x } })`,
    ['A_KEY present', 'B_KEY missing'],
    [],
  ],
  [
    'in Python',
    'a.py',
    `from e2b_code_interpreter import Sandbox\ns = Sandbox.create(envs={"A_KEY": os.environ["A_KEY"], # B_KEY\n "B_KEY": f"{b}"})`,
    ['A_KEY present', 'B_KEY present'],
    [],
  ],
  [
    'written out',
    'a.ts',
    `${JS}\n envs: { A_KEY: '${value}',\n OTHER_TOKEN: "${value}", B_KEY: \`\${b}\`, NODE_ENV: 'production' } })`,
    ['A_KEY present', 'B_KEY present'],
    ['hardcoded a.ts:3', 'hardcoded a.ts:4'],
  ],
  [
    'written out in Python',
    'a.py',
    `from e2b import Sandbox\nSandbox(envs={'A_KEY': '${value}'})`,
    ['A_KEY present', 'B_KEY missing'],
    ['hardcoded a.py:2'],
  ],
  ['in a test', 'test/a.test.ts', `${JS} envs: { A_KEY: 'x' } })`, ['A_KEY unknown', 'B_KEY unknown'], []],
  [
    'on the command line',
    'run.sh',
    `e2b sandbox create base \\\n  --env A_KEY=$A_KEY --env "B_KEY=${value}"\n`,
    ['A_KEY present', 'B_KEY present'],
    ['hardcoded run.sh:2'],
  ],
  [
    'by a package’s script',
    'package.json',
    `{ "scripts": { "box": "e2b sandbox spawn --env 'A_KEY=${value}'" } }`,
    ['A_KEY present', 'B_KEY missing'],
    ['hardcoded package.json:1'],
  ],
  [
    'by a template',
    'e2b.Dockerfile',
    `FROM x\nARG A_KEY\nENV A_KEY=$A_KEY NODE_ENV=production\nENV B_KEY ${value}\n`,
    ['A_KEY present', 'B_KEY present'],
    ['baked e2b.Dockerfile:3', 'baked e2b.Dockerfile:4'],
  ],
];

for (const [what, file, text, cells, open] of GIVEN) {
  files(`E2B: names given ${what}`, () => {
    const found = compare({ A_KEY: {}, B_KEY: {} }, 'e2b', { [file]: text });
    assert.equal(
      found.cells.map((cell) => cell.replace(' e2b', '')),
      cells,
    );
    assert.equal(found.open, open);
  });
}

files('E2B: the Dockerfile that a template’s settings name', () => {
  const written = {
    'box/e2b.toml': 'dockerfile = "./Box.Dockerfile"\n',
    'box/Box.Dockerfile': 'ENV A_KEY=$X\n',
  };
  const { cells, open } = compare({ A_KEY: {} }, 'e2b', written);
  assert.equal([cells, open], [['A_KEY e2b present'], ['baked box/Box.Dockerfile:1']]);
});

files('E2B: where nothing starts a sandbox, it is not known what one is given', () => {
  const { status, places } = compare({ A_KEY: {} }, 'e2b', { 'a.ts': 'const envs = { A_KEY: x }\n' });
  assert.is(status, 2);
  assert.match(places[0]?.reason ?? '', 'nothing in this project starts a sandbox');
});

files.run();
