/** Makes `dist/`: the compiled catalog, the schema validator, the bundles and the type declarations. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { indexPatterns } from '../detect/index-patterns.js';
import { storeIndex } from '../detect/stored-catalog.js';
import { readCatalog } from '../patterns/read-catalog.js';
import { makeValidators } from './validators.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const dist = join(root, 'dist');
const patterns = join(root, 'patterns');

// First what can fail, so that a broken pattern leaves the last good build in place.
const catalog = storeIndex(indexPatterns(readCatalog(patterns)));
const validators = await makeValidators(patterns);
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
writeFileSync(join(dist, 'catalog.json'), catalog.json);
writeFileSync(join(dist, 'catalog.bin'), catalog.binary);
copyFileSync(join(patterns, 'file-names.json'), join(dist, 'file-names.json'));
for (const [name, code] of Object.entries(validators)) writeFileSync(join(dist, name), code);

const common: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  external: ['re2', 're2js'],
  mainFields: ['module', 'main'],
  outdir: dist,
  logLevel: 'warning',
  legalComments: 'none',
};
// The hook's bundle is CommonJS: it starts 4 ms sooner than an ES module, and knows nothing of the command line.
await build({
  ...common,
  entryPoints: { cli: join(root, 'src/cli.ts'), worker: join(root, 'src/sifting/worker.ts') },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  banner: {
    js: '#!/usr/bin/env node\nconst bundleUrl = require("node:url").pathToFileURL(__filename).href;',
  },
  define: { BUNDLED: 'true', 'import.meta.url': 'bundleUrl' },
  plugins: [
    {
      name: 'what few runs need in bundles of their own',
      setup({ onResolve }) {
        onResolve({ filter: /\/(?:command-line|containers|progress-bar)\.js$/ }, ({ path }) => ({
          path: `./${path.slice(path.lastIndexOf('/') + 1)}`,
          external: true,
        }));
      },
    },
  ],
});
await build({
  ...common,
  entryPoints: {
    index: join(root, 'src/index.ts'),
    'command-line': join(root, 'src/commands/command-line.ts'),
    containers: join(root, 'src/decode/containers.ts'),
    'progress-bar': join(root, 'src/commands/progress-bar.ts'),
  },
  format: 'esm',
  splitting: true,
  chunkNames: 'shared-[hash]',
  // Some of the bundled packages are CommonJS and ask for Node's own modules with require.
  banner: {
    js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
  },
  define: { BUNDLED: 'true' },
});
chmodSync(join(dist, 'cli.cjs'), 0o755);

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
