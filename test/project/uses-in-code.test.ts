import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { usesInCode, usesInFile } from '../../src/project/names/uses-in-code.js';

const uses = suite('environment variables in code');

/** The names, sorted; with `?` where the code goes on without one. */
function namesIn(text: string): string[] {
  return usesInCode(text)
    .map(({ name, hasFallback }) => (hasFallback ? `${name}?` : name))
    .sort();
}

const READ: [text: string, names: string[]][] = [
  ['const a = process.env.A_KEY;', ['A_KEY']],
  ['process.env["A_KEY"], process.env[\'B_KEY\'], process.env[`C_KEY`]', ['A_KEY', 'B_KEY', 'C_KEY']],
  ['process?.env?.A_KEY; process.env?.["B_KEY"]; process.env\n  .C_KEY', ['B_KEY', 'C_KEY']],
  ['process.env.A_KEY!, process.env.B_KEY as string', ['A_KEY', 'B_KEY']],
  [
    'process.env.A_KEY ?? "x", process.env.B_KEY || y, process.env["C_KEY"] ??= 1',
    ['A_KEY?', 'B_KEY?', 'C_KEY?'],
  ],
  ["const { A_KEY, B_KEY: b, C_KEY = 'c' } = process.env;", ['A_KEY', 'B_KEY', 'C_KEY?']],
  ['const {\n  A_KEY,\n  ...rest\n} = import.meta.env', ['A_KEY']],
  ['import.meta.env.A_KEY; Bun.env.B_KEY; Deno.env.get("C_KEY")', ['A_KEY', 'B_KEY', 'C_KEY']],
  ['os.environ["A_KEY"], os.environ[\'B_KEY\'], environ["C_KEY"]', ['A_KEY', 'B_KEY', 'C_KEY']],
  [
    'os.environ.get("A_KEY"), os.environ.get("B_KEY", "x"), os.environ.get("C_KEY") or y',
    ['A_KEY', 'B_KEY?', 'C_KEY?'],
  ],
  ['os.getenv("A_KEY"); System.getenv( "B_KEY" ); getenv("C_KEY", None)', ['A_KEY', 'B_KEY', 'C_KEY?']],
  [
    'ENV["A_KEY"], ENV.fetch("B_KEY"), ENV.fetch("C_KEY", "x"), ENV[\'D_KEY\'] || z',
    ['A_KEY', 'B_KEY', 'C_KEY?', 'D_KEY?'],
  ],
  ['os.Getenv("A_KEY"); os.LookupEnv("B_KEY")', ['A_KEY', 'B_KEY']],
  ['env::var("A_KEY"), std::env::var_os("B_KEY"), env!("C_KEY")', ['A_KEY', 'B_KEY', 'C_KEY']],
  ['Environment.GetEnvironmentVariable("A_KEY"); $_ENV["B_KEY"]', ['A_KEY', 'B_KEY']],
  ['System.get_env("A_KEY"), System.fetch_env!("B_KEY")', ['A_KEY', 'B_KEY']],
];
for (const [text, names] of READ) {
  uses(`${JSON.stringify(text)}: reads ${names.join(', ')}`, () => {
    assert.equal(namesIn(text), names);
  });
}

const NOT_READ = [
  'process.env.A_KEY = "x"; process.env["B_KEY"]="x"',
  'process.env[name]; process.env["A" + "_KEY"]; process.env["A_KEY]',
  'process.env.hasOwnProperty("x"); Object.keys(process.env)',
  'myprocess.env.A_KEY; $process.env.B_KEY; MY_ENV["C_KEY"]; regetenv("D_KEY")',
  'const env = process.env; const { a } = other',
  'os.environ.items(); getenv(name); process.env.',
];
for (const text of NOT_READ) {
  uses(`${JSON.stringify(text)}: reads no name that is known`, () => assert.equal(namesIn(text), []));
}

uses('equal signs that compare are no writing', () => {
  assert.equal(namesIn('if (process.env.A_KEY === x || process.env.B_KEY == y) {}'), ['A_KEY', 'B_KEY']);
});

uses('a name is never longer than one is, and a megabyte of openers ends', () => {
  assert.equal(namesIn(`process.env.${'A'.repeat(500)}`), []);
  for (const unit of [
    '}=process.env',
    'process.env',
    'getenv( ',
    'ENV["',
    '{A,'.repeat(40),
    'process.env?.   ',
  ]) {
    assert.ok(usesInCode(unit.repeat(1_000_000 / unit.length)).length >= 0);
  }
});

uses('comments and strings only mention names; what is inserted into a string is code', () => {
  const read = (text: string, path: string) => usesInFile(text, path).map(({ name, at }) => `${name} ${at}`);
  assert.equal(read('// process.env.A_KEY\nprocess.env.B_KEY /* process.env.C_KEY */', 'a.ts'), ['B_KEY 21']);
  assert.equal(read("'process.env.A_KEY' + `process.env.B_KEY ${process.env.C_KEY}`", 'a.js'), ['C_KEY 43']);
  assert.equal(read('# os.environ["A_KEY"]\n"""os.environ["B_KEY"]"""\nos.environ["C_KEY"]', 'a.py'), [
    'C_KEY 51',
  ]);
});

uses('a megabyte of any sign is looked through for prose', () => {
  for (const path of ['a.ts', 'a.py', 'a.vue', 'a.php', 'a.clj']) {
    for (const unit of ['/[', '=/a[', '`', '`${', '"\\', "'", '"{}', '"""', '/*', '<!--', '{', "\\'"]) {
      const text = `process.env.A_KEY;\n${unit.repeat(1_000_000 / unit.length)}`;
      const names = usesInFile(text, path).map(({ name }) => name);
      assert.equal(names, ['A_KEY'], `${path} ${unit}`);
    }
  }
});

uses.run();
