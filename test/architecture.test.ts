/** The walls of the house: who may import whom, and who alone may touch the console, the process and the engines. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const architecture = suite('the house');
const src = fileURLToPath(new URL('../src', import.meta.url));

// A room may import its own files and those of the rooms named here; a file at the top is a room of its own.
const MAY_IMPORT: Record<string, string[]> = {
  'types.ts': ['types'],
  types: [],
  'errors.ts': [],
  examine: ['types.ts', 'decode', 'exceptions', 'judge', 'detect'],
  'nearest.ts': [],
  package: [],
  yaml: [],
  cache: [],
  git: ['types.ts', 'errors.ts'],
  patterns: ['types.ts', 'errors.ts'],
  judge: ['types.ts', 'errors.ts'],
  kernel: ['package'],
  detect: ['types.ts', 'errors.ts', 'kernel', 'package', 'patterns', 'judge'],
  samples: ['types.ts', 'patterns', 'detect', 'judge'],
  json: ['types.ts', 'errors.ts', 'package'],
  schema: ['types.ts', 'errors.ts', 'config', 'json', 'patterns', 'detect'],
  environment: [
    'types.ts',
    'errors.ts',
    'nearest.ts',
    'git',
    'sources',
    'schema',
    'patterns',
    'detect',
    'judge',
  ],
  config: ['types.ts', 'errors.ts', 'nearest.ts', 'json', 'decode'],
  exceptions: ['types.ts', 'errors.ts', 'config'],
  sources: ['types.ts', 'errors.ts', 'git'],
  recall: ['types.ts', 'examine', 'cache', 'config', 'decode', 'git', 'package'],
  history: ['types.ts', 'errors.ts', 'git', 'recall', 'sources'],
  shards: ['types.ts', 'errors.ts', 'config', 'git', 'history', 'package', 'sources'],
  merge: ['types.ts', 'errors.ts', 'json', 'package', 'report'],
  ci: ['types.ts', 'errors.ts', 'git', 'sources'],
  report: [
    'types.ts',
    'errors.ts',
    'package',
    'audit',
    'doctor',
    'patterns',
    'pattern-check',
    'policy',
    'stores',
    'environment',
    'rotation',
  ],
  'exit-codes.ts': ['types.ts'],
  decode: ['types.ts', 'errors.ts', 'kernel'],
  telling: ['types.ts', 'examine', 'detect', 'judge', 'config', 'project', 'recall', 'exceptions'],
  vaults: ['sources'],
  project: ['types.ts', 'errors.ts', 'detect', 'environment', 'git', 'schema', 'sources', 'vaults', 'config'],
  sifting: [
    'types.ts',
    'recall',
    'examine',
    'decode',
    'git',
    'judge',
    'patterns',
    'schema',
    'project',
    'telling',
    'config',
    'detect',
    'package',
    'sources',
  ],
  scan: [
    'types.ts',
    'errors.ts',
    'examine',
    'project',
    'sifting',
    'telling',
    'recall',
    'config',
    'detect',
    'exceptions',
  ],
  'pattern-check': [
    'types.ts',
    'examine',
    'decode',
    'detect',
    'judge',
    'json',
    'patterns',
    'samples',
    'schema',
  ],
  redact: [
    'types.ts',
    'errors.ts',
    'detect',
    'examine',
    'project',
    'config',
    'decode',
    'judge',
    'schema',
    'sources',
  ],
  'scanner.ts': [
    'types.ts',
    'errors.ts',
    'scan',
    'history',
    'exceptions',
    'shards',
    'package',
    'patterns',
    'detect',
    'environment',
    'sources',
    'vaults',
  ],
  install: ['types.ts', 'errors.ts', 'git', 'package', 'yaml'],
  doctor: [
    'types.ts',
    'errors.ts',
    'config',
    'detect',
    'git',
    'install',
    'judge',
    'package',
    'samples',
    'schema',
    'sources',
    'cache',
  ],
  stores: [
    'types.ts',
    'errors.ts',
    'nearest.ts',
    'detect',
    'environment',
    'git',
    'project',
    'schema',
    'sources',
    'vaults',
    'yaml',
  ],
  policy: [
    'types.ts',
    'errors.ts',
    'nearest.ts',
    'scan',
    'scanner.ts',
    'audit',
    'config',
    'detect',
    'doctor',
    'environment',
    'exceptions',
    'git',
    'history',
    'install',
    'json',
    'judge',
    'offers',
    'package',
    'patterns',
    'project',
    'redact',
    'samples',
    'schema',
    'sources',
    'stores',
    'yaml',
  ],
  rotation: [
    'types.ts',
    'errors.ts',
    'nearest.ts',
    'scanner.ts',
    'detect',
    'environment',
    'git',
    'install',
    'json',
    'offers',
    'policy',
    'project',
    'schema',
    'sources',
  ],
  offers: [
    'types.ts',
    'errors.ts',
    'scanner.ts',
    'config',
    'detect',
    'environment',
    'git',
    'install',
    'judge',
    'package',
    'patterns',
    'project',
    'schema',
    'sources',
    'yaml',
  ],
  audit: [
    'types.ts',
    'errors.ts',
    'examine',
    'detect',
    'config',
    'exceptions',
    'git',
    'json',
    'schema',
    'sources',
  ],
  'carry-over': ['types.ts', 'errors.ts', 'config', 'detect', 'git', 'patterns', 'schema', 'sources'],
  commands: [
    'types.ts',
    'errors.ts',
    'exit-codes.ts',
    'nearest.ts',
    'detect',
    'examine',
    'scan',
    'scanner.ts',
    'audit',
    'carry-over',
    'ci',
    'config',
    'decode',
    'doctor',
    'exceptions',
    'environment',
    'offers',
    'policy',
    'pattern-check',
    'merge',
    'redact',
    'rotation',
    'samples',
    'shards',
    'sources',
    'stores',
    'vaults',
    'install',
    'report',
    'git',
    'package',
  ],
  'cli.ts': ['errors.ts', 'exit-codes.ts', 'commands', 'package', 'report'],
  start: ['cache'],
  'index.ts': ['types.ts', 'errors.ts', 'redact', 'scan', 'scanner.ts'],
  build: ['detect', 'judge', 'patterns'],
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .sort();

function roomOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] as string) : file;
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] as string);
}

for (const file of files) {
  architecture(`${file} imports only what stands below it`, () => {
    const room = roomOf(file);
    const allowed = MAY_IMPORT[room];
    assert.ok(allowed, `the table does not know the room ${room}`);
    for (const name of importsOf(file).filter((one) => one.startsWith('.'))) {
      const target = relative(src, join(src, dirname(file), name)).replace(/\.js$/, '.ts');
      const other = roomOf(target);
      assert.ok(other === room || allowed?.includes(other), `${file} imports ${target}`);
    }
  });
}

architecture('no room stands on itself', () => {
  const standing: string[] = [];
  const sound = new Set<string>();
  const walk = (room: string): void => {
    assert.not.ok(standing.includes(room), [...standing, room].join(' → '));
    if (sound.has(room)) return;
    standing.push(room);
    for (const below of MAY_IMPORT[room] ?? []) walk(below);
    standing.pop();
    sound.add(room);
  };
  for (const room of Object.keys(MAY_IMPORT)) walk(room);
});

const ONLY: [what: string, pattern: RegExp, where: RegExp][] = [
  ['re2 and re2js', /requireModule\('re2(?:js)?'\)/, /^detect\/regex\.ts$/],
  [
    'node:child_process',
    /'node:child_process'/,
    /^(?:(?:git|build)\/|commands\/run-command\.ts$|doctor\/run-hook\.ts$|redact\/command\.ts$|vaults\/run-program\.ts$)/,
  ],
  ['cli-progress', /'cli-progress'/, /^commands\/progress-bar\.ts$/],
  ['simple-git', /'simple-git'/, /^git\//],
  ['yauzl', /'yauzl'/, /^decode\/containers\/zip-entries\.ts$/],
  ['node:zlib', /'node:zlib'/, /^(?:decode\/containers|git\/packs)\/inflate\.ts$/],
  ['node:worker_threads', /'node:worker_threads'/, /^sifting\/(?:packs\/)?(?:crew|worker)\.ts$/],
  ['node:vm', /'node:vm'/, /^start\//],
  ['process.exit', /process\.exit\(/, /^$/],
  ['process.exitCode', /process\.exitCode/, /^cli\.ts$/],
  ['console', /\bconsole\./, /^$/],
  ['eval and new Function', /\beval\(|new Function\(/, /^$/],
];
for (const [what, pattern, where] of ONLY) {
  architecture(`${what}: only in its place`, () => {
    const found = files.filter((file) => pattern.test(readFileSync(join(src, file), 'utf8')));
    assert.equal(
      found.filter((file) => !where.test(file)),
      [],
    );
  });
}

architecture.run();
