/** The offer of `.gitignore` lines for env files: those that the project does not ignore already. */

import { isEncrypted } from '../detect/file-names/encryption.js';
import { readSubject } from '../detect/file-names/subject.js';
import { createFileGuard, type FileGuard, type GuardedName } from '../detect/file-names.js';
import { isEnvFileName } from '../environment/collect.js';
import { isTemplateName } from '../environment/template-values.js';
import { ignoredByProject } from '../git/ignore-sources.js';
import { readAsset } from '../package/assets.js';
import { absolute, baseName, type ProjectView } from '../project/view.js';
import { toText } from '../sources/read-file.js';
import type { ByteString } from '../types.js';
import { withMarkedLines } from './marked-lines.js';
import { emptyOffer, type Offer, type PlannedChange, planChange, unlessEmpty } from './offer.js';

/** Where the lines go. */
export const IGNORE_FILE = '.gitignore';

/** Where the files are for which the lines are there. */
export const ENV_GLOBS = ['**/.env', '**/.env.*', '**/.dev.vars*'];

const MOST_TOLD = 8; // files, each in a note

/** A line, and the names of files that it is there for. */
interface Line {
  line: string;
  covers: readonly string[];
  /** Templates that it would cover, too: they are taken back. */
  spares: readonly string[];
}

const DOTENV: Line = { line: '.env', covers: ['.env'], spares: [] };
const DOTENV_MODES: Line = {
  line: '.env.*',
  covers: ['.env.local', '.env.production', '.env.staging', '.env.production.local', '.env.keys'],
  spares: ['.env.example', '.env.sample', '.env.schema', '.env.template'],
};
/** Where the env files themselves are encrypted, and meant to be in Git. */
const DOTENVX_KEYS: Line = { line: '.env.keys', covers: ['.env.keys'], spares: [] };
const WORKERS: Line = {
  line: '.dev.vars*',
  covers: ['.dev.vars', '.dev.vars.production'],
  spares: ['.dev.vars.example', '.dev.vars.sample'],
};
const OF_WORKERS = /^wrangler\.(?:toml|jsonc?)$/;

/** A folder that the project does not have: what is ignored in it is ignored in every folder. */
const ANY_FOLDER = 'keyfence-asks-about-any-folder';

/** What is to be ignored in a project, and what that takes. */
export interface Ignoring {
  /** Names of files that Git is to ignore in every folder. */
  names: string[];
  /** The lines that are missing for that. */
  missing: string[];
  /** That adds them; null where none is missing, and where the file cannot be added to. */
  change: PlannedChange | null;
}

/** @throws GitError */
export async function planIgnoring(view: ProjectView): Promise<Ignoring> {
  const lines = linesFor(view);
  const missing = await missingLines(lines, view);
  return {
    names: lines.flatMap(({ covers }) => covers),
    missing,
    change: missing.length > 0 ? changeFor(missing, view) : null,
  };
}

/**
 * @returns null where there is nothing to add and nothing to say.
 * @throws GitError
 */
export async function offerGitignore(view: ProjectView): Promise<Offer | null> {
  const open = openEnvFiles(view);
  const { missing, change } = await planIgnoring(view);
  const offer = emptyOffer('gitignore', WHY);
  offer.notes.push(...open.slice(0, MOST_TOLD).map(noteOnTracked));
  if (open.length > MOST_TOLD) offer.notes.push(`${open.length - MOST_TOLD} more env files are in Git, too.`);
  if (change) offer.changes.push(change);
  else if (missing.length > 0)
    offer.notes.push(
      `${IGNORE_FILE} cannot be added to: put these lines into it by hand: ${missing.join(' ')}`,
    );
  return unlessEmpty(offer);
}

/** The env files in Git that anybody can read. */
function openEnvFiles(view: ProjectView): ByteString[] {
  const guard = loadFileGuard();
  return envFilesInGit(view).filter((path) => guard.judge(path, view.read(path) ?? Buffer.alloc(0)));
}

function envFilesInGit(view: ProjectView): ByteString[] {
  return [...view.tracked].filter((path) => isEnvFileName(baseName(path)));
}

function linesFor(view: ProjectView): Line[] {
  const isSealed = (path: ByteString) => isEncrypted(readSubject(path, view.read(path) ?? Buffer.alloc(0)));
  const sealed = view.files.filter((path) => isEnvFileName(baseName(path)) && isSealed(path));
  const areInGit = sealed.some((path) => view.tracked.has(path));
  const names = new Set(sealed.map(baseName));
  const lines = areInGit ? [DOTENVX_KEYS, ...openBeside(names, view)] : [DOTENV, DOTENV_MODES];
  return view.files.some((path) => OF_WORKERS.test(baseName(path))) ? [...lines, WORKERS] : lines;
}

/** A line for each name that only env files in plain text have. */
function openBeside(sealed: ReadonlySet<ByteString>, { files, read }: ProjectView): Line[] {
  const guard = loadFileGuard();
  const isOpen = (path: ByteString) => {
    const text = read(path);
    return text !== null && text.length > 0 && guard.judge(path, text) !== null;
  };
  const open = files.filter((path) => /^\.env(?:\.[\w.-]+)?$/.test(baseName(path)) && isOpen(path));
  const names = new Set(open.map(baseName).filter((name) => name !== '.env.keys' && !sealed.has(name)));
  return [...names].sort().map((name) => ({ line: name, covers: [name], spares: [] }));
}

/** The guard of files by their names, with the names of the package. */
export function loadFileGuard(): FileGuard {
  return createFileGuard(JSON.parse(readAsset('file-names.json').toString('utf8')) as GuardedName[]);
}

const WHY = `have ${IGNORE_FILE} keep env files out of Git, for everybody who clones this repository`;

async function missingLines(lines: readonly Line[], view: ProjectView): Promise<string[]> {
  const guard = loadFileGuard();
  const present = [...new Set(view.files.map(baseName))].filter(
    (name) => name.startsWith('.env.') || name.startsWith('.dev.vars'),
  );
  const harmless = present.filter((name) => isTemplateName(name) || guard.match(name) === null);
  const everywhere = (name: string) => [name, `${ANY_FOLDER}/${name}`];
  const asked = lines.flatMap(({ covers, spares }) => [...covers, ...spares]);
  const ignored = await ignoredByProject([...asked, ...harmless].flatMap(everywhere), view.top);
  const isIgnored = (name: string) => everywhere(name).every((path) => ignored.has(path));
  const wanted = lines.filter(({ covers }) => !covers.every(isIgnored));
  const spared = wanted.flatMap(({ line, spares }) => {
    const start = line.replace('*', '');
    return line.endsWith('*') ? [...spares, ...harmless.filter((name) => name.startsWith(start))] : [];
  });
  const takenBack = [...new Set(spared)]
    .filter((name) => !isIgnored(name) && !/[\\*?[\]!# ]/.test(name))
    .sort();
  return [...wanted.map(({ line }) => line), ...takenBack.map((name) => `!${name}`)];
}

function changeFor(lines: readonly string[], view: ProjectView): PlannedChange | null {
  const before = view.read(IGNORE_FILE)?.toString('latin1') ?? null;
  const after = before === null && view.has(IGNORE_FILE) ? null : withMarkedLines(before, lines);
  if (after === null) return null;
  return planChange({ path: absolute(view, IGNORE_FILE), before, after, why: 'keeps env files out of Git' });
}

function noteOnTracked(path: ByteString): string {
  const name = toText(path);
  return `${name} is in Git already, and no line of ${IGNORE_FILE} takes it out: git rm --cached ${name}, commit, and rotate what it holds.`;
}
