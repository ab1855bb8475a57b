/** Makes `dist/`: the compiled catalog, the schema validator, the bundles and the type declarations. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { indexPatterns } from '../detect/index-patterns.js';
import { storeIndex } from '../detect/stored-catalog.js';
import { readCatalog } from '../patterns/read-catalog.js';
import { makeKernel } from './kernel.js';
import { makePage } from './page.js';
import { STAGES } from './stage-list.js';
import { buildStages } from './stages.js';
import { makeValidators } from './validators.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const dist = join(root, 'dist');
const patterns = join(root, 'patterns');

// First what can fail, so that a broken pattern leaves the last good build in place.
const catalog = storeIndex(indexPatterns(readCatalog(patterns)));
const validators = await makeValidators(patterns);
const kernel = await makeKernel(join(root, 'src/kernel/assembly/index.ts'));
const page = await makePage(join(root, 'src/report/html/page'));
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
for (const [name, bytes] of Object.entries(catalog)) writeFileSync(join(dist, name), bytes);
writeFileSync(join(dist, 'kernel.wasm'), kernel);
copyFileSync(join(patterns, 'file-names.json'), join(dist, 'file-names.json'));
for (const [name, code] of Object.entries({ ...validators, ...page })) writeFileSync(join(dist, name), code);

const common: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  external: ['re2', 're2js'],
  mainFields: ['module', 'main'],
  logLevel: 'warning',
  legalComments: 'none',
};
// CommonJS starts 4 ms sooner than an ES module.
await buildStages(STAGES, {
  root,
  common: { ...common, define: { BUNDLED: 'true' } },
});
await build({
  ...common,
  entryPoints: { cli: join(root, 'src/start/bin.ts') },
  outdir: dist,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  minifyWhitespace: true,
  minifySyntax: true,
  banner: { js: '#!/usr/bin/env node' },
  define: { BUILD: JSON.stringify(hashOf(readdirSync(dist).filter((file) => file.endsWith('.cjs')))) },
});
await build({
  ...common,
  entryPoints: { index: join(root, 'src/index.ts') },
  outdir: dist,
  format: 'esm',
  splitting: true,
  chunkNames: 'shared-[hash]',
  // Some of the bundled packages are CommonJS and ask for Node's own modules with require.
  banner: {
    js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
  },
  define: { BUNDLED: 'true' },
});
// A thread needs nearly all of what it loads: one file.
await build({
  ...common,
  entryPoints: {
    worker: join(root, 'src/sifting/worker.ts'),
    'pack-worker': join(root, 'src/sifting/packs/worker.ts'),
  },
  outdir: dist,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  minifyWhitespace: true,
  minifySyntax: true,
  define: { BUNDLED: 'true', 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
});
chmodSync(join(dist, 'cli.cjs'), 0o755);
writeFileSync(join(dist, 'build-id'), hashOf(readdirSync(dist)));

/** Tells these files of `dist` from those of any other build. */
function hashOf(names: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of [...names].sort()) {
    hash.update(`${name}\0`).update(readFileSync(join(dist, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

// The declarations of the library, by the compiler itself.
const compiler = join(root, 'node_modules/typescript/bin/tsc');
const declarations = [
  '--declaration',
  '--emitDeclarationOnly',
  '--outDir',
  join(dist, 'types'),
  '--rootDir',
  join(root, 'src'),
];
const settings = [
  '--module',
  'nodenext',
  '--target',
  'es2023',
  '--strict',
  '--skipLibCheck',
  '--types',
  'node',
];
execFileSync(
  process.execPath,
  [compiler, '--ignoreConfig', ...declarations, ...settings, join(root, 'src/index.ts')],
  {
    stdio: 'inherit',
  },
);
