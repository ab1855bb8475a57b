/**
 * The bundle of the bin, cut into stages: files that are loaded when something of them is first used. What a commit waits
 * for most is the reading of code that it does not need, so each stage holds what one more kind of run needs. The sources
 * know nothing of this: an import out of another stage becomes getters that load it.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { type BuildOptions, build, type Metafile, type OutputFile, type Plugin } from 'esbuild';

/** A stage: the name of its file, and the modules below `src` that it begins with. What these import comes with them. */
export interface Stage {
  name: string;
  begins: readonly string[];
}

export interface StagesOptions {
  /** The folder of the package. */
  root: string;
  /** Of every build. */
  common: BuildOptions;
}

interface Plan {
  /** The stage of each module, by its path from the root. */
  stageOf: ReadonlyMap<string, string>;
  /** What each module exports. */
  namesOf: ReadonlyMap<string, readonly string[]>;
  /** The modules of each stage that are used by others. */
  asked: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What `import.meta.url` becomes, in the files that ask for it. */
const URL_NAME = 'bundleUrl';
const URL_CODE = `const ${URL_NAME} = require("node:url").pathToFileURL(__filename).href;`;

/** Node's modules that are loaded with Node itself; any other costs up to a tenth of its start. */
const AT_HAND = new Set(['node:buffer', 'node:fs', 'node:module', 'node:path', 'node:url']);

const require = createRequire(import.meta.url);

/**
 * Writes a CommonJS file for each stage, for `src/start` to load. The first one is all that a run begins with. A module that several stages need is in the first of
 * them.
 */
export async function buildStages(stages: readonly Stage[], options: StagesOptions): Promise<void> {
  const { root, common } = options;
  const plan = await makePlan(stages, options);
  for (const [position, { name, begins }] of stages.entries()) {
    const asked = [...(plan.asked.get(name) ?? [])].sort();
    const lines = asked.map((module) => `export * as ${handleOf(module)} from './${module}';`);
    if (position === 0) lines.unshift(...begins.map((module) => `import './src/${module}';`));
    const { outputFiles } = await build({
      ...common,
      define: {
        ...common.define,
        'import.meta.url': URL_NAME,
        'import.meta.dirname': '__dirname',
        'import.meta.filename': '__filename',
      },
      write: false,
      stdin: { contents: lines.join('\n'), resolveDir: root, loader: 'ts' },
      outfile: join(root, 'dist', `${name}.cjs`),
      format: 'cjs',
      minifyWhitespace: true,
      minifySyntax: true,
      plugins: [seams(name, plan, root), lazyBuiltins],
    });
    const [{ path, text }] = outputFiles as [OutputFile];
    writeFileSync(path, `${text.includes(URL_NAME) ? `${URL_CODE}\n` : ''}${text}`);
  }
}

async function makePlan(stages: readonly Stage[], options: StagesOptions): Promise<Plan> {
  const { root, common } = options;
  const analyse = (entryPoints: string[]) =>
    build({
      ...common,
      absWorkingDir: root,
      entryPoints,
      outdir: 'dist',
      format: 'esm',
      splitting: true,
      write: false,
      metafile: true,
    });
  const begins = stages.flatMap((stage) => stage.begins.map((module) => `src/${module}`));
  const { inputs } = (await analyse([begins[0] as string])).metafile;
  const unknown = begins.filter((module) => inputs[module] === undefined);
  if (unknown.length > 0)
    throw new Error(`a stage begins with what the bin does not need: ${unknown.join(', ')}`);
  const stageOf = assign(stages, inputs);
  const own = Object.keys(inputs).filter((module) => module.startsWith('src/'));
  const lost = own.filter((module) => !stageOf.has(module));
  if (lost.length > 0) throw new Error(`in no stage of the bin: ${lost.join(', ')}`);
  const { outputs } = (await analyse(own)).metafile;
  const namesOf = new Map(
    Object.values(outputs).flatMap(({ entryPoint, exports }) =>
      entryPoint === undefined ? [] : [[entryPoint, exports]],
    ),
  );
  const asked = new Map(stages.map(({ name }) => [name, new Set<string>()]));
  for (const [module, stage] of stageOf) {
    for (const target of importsOf(inputs, module)) {
      const other = stageOf.get(target);
      if (other !== undefined && other !== stage) asked.get(other)?.add(target);
    }
  }
  return { stageOf, namesOf, asked };
}

function assign(stages: readonly Stage[], inputs: Metafile['inputs']): Map<string, string> {
  const stageOf = new Map<string, string>();
  for (const { name, begins } of stages) for (const module of begins) stageOf.set(`src/${module}`, name);
  for (const { name, begins } of stages) {
    const waiting = begins.map((module) => `src/${module}`);
    for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
      for (const target of importsOf(inputs, module)) {
        if (stageOf.has(target)) continue;
        stageOf.set(target, name);
        waiting.push(target);
      }
    }
  }
  return stageOf;
}

/** What a module imports of our own. Packages are bundled wherever they are needed. */
function importsOf(inputs: Metafile['inputs'], module: string): string[] {
  const targets = (inputs[module]?.imports ?? []).filter(({ external }) => !external);
  return targets.map(({ path }) => path).filter((path) => path.startsWith('src/'));
}

function handleOf(module: string): string {
  return module.replace(/\W/g, '_');
}

/** Puts getters in the place of modules of other stages. */
function seams(stage: string, { stageOf, namesOf }: Plan, root: string): Plugin {
  return {
    name: 'seams between stages',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, namespace }) => {
        if (namespace === 'seam') return { path, external: true };
        const target = relative(root, sourceOf(path, resolveDir));
        const other = stageOf.get(target);
        return other === undefined || other === stage ? null : { path: target, namespace: 'seam' };
      });
      onLoad({ filter: /.*/, namespace: 'seam' }, ({ path }) => ({
        contents: getters(`require('./${stageOf.get(path)}.cjs').${handleOf(path)}`, namesOf.get(path) ?? []),
        resolveDir: dirname(join(root, path)),
      }));
    },
  };
}

const lazyBuiltins: Plugin = {
  name: "Node's modules when they are used",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, namespace }) =>
      namespace === 'builtin' || AT_HAND.has(path)
        ? { path, external: true }
        : { path, namespace: 'builtin' },
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: getters(`require('${path}')`, Object.keys(require(path) as object)),
    }));
  },
};

/** A CommonJS module whose exports are looked up when they are used. */
function getters(source: string, names: readonly string[]): string {
  return [
    'let loaded;',
    `for (const name of ${JSON.stringify(names)})`,
    `  Object.defineProperty(exports, name, { enumerable: true, get: () => (loaded ??= ${source})[name] });`,
    `Object.defineProperty(exports, '__esModule', { value: true });`,
  ].join('\n');
}

function sourceOf(path: string, folder: string): string {
  return join(folder, path).replace(/\.js$/, '.ts');
}
