/** Loads the stages of the bin (`src/build/stages.ts`) as Node loads CommonJS modules, but from compiled code where some is kept. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { openKeptCode } from './kept-code.js';

type Run = (
  this: object,
  exports: object,
  require: typeof loadStage,
  module: { exports: object },
  file: string,
  folder: string,
) => void;

const STAGE = /^\.\/([a-z-]+\.cjs)$/;
const OPENING = '(function (exports, require, module, __filename, __dirname) {';

const modules = new Map<string, { exports: object }>();
const kept = openKeptCode(__dirname);

/** What `require` is in a stage. @param name `./STAGE.cjs`, or the name of a package or of a module of Node's. */
export function loadStage(name: string): object {
  const stage = STAGE.exec(name)?.[1];
  if (stage === undefined) return require(name) as object;
  const known = modules.get(stage);
  if (known) return known.exports;
  const module = { exports: {} };
  modules.set(stage, module);
  const file = join(__dirname, stage);
  const run = compile(stage, file).runInThisContext() as Run;
  run.call(module.exports, module.exports, loadStage, module, file, __dirname);
  return module.exports;
}

function compile(stage: string, file: string): Script {
  const code = kept?.read(stage);
  const script = new Script(`${OPENING}${readFileSync(file, 'utf8')}\n})`, {
    filename: file,
    columnOffset: -OPENING.length,
    ...(code ? { cachedData: code } : {}),
  });
  kept?.note(stage, script);
  return script;
}
