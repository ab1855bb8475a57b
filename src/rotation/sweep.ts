/** Looks everywhere for secrets at once: the working tree, ignored env files and client configs, the shell, all commits. */
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { collectValues, isEnvFileName } from '../environment/collect.js';
import { listIgnored } from '../git/ignored-files.js';
import type { PolicyProject } from '../policy/project.js';
import { absolute, baseName } from '../project/view.js';
import { createScanner, type Scanner } from '../scanner.js';
import { joinBytes, toBytes, toText } from '../sources/read-file.js';
import { labelOf } from '../sources/working-files.js';
import type { ByteString, Finding, Skip } from '../types.js';
import { findValue, findValues } from './fingerprint-of-value.js';
import { IGNORED_GLOBS, kindOf } from './places.js';
import type { Holder, Looked } from './report.js';
import { readUserFiles } from './user-files.js';

/** A secret in a place, and what a scan says of it. */
export interface Sighted {
  holder: Holder;
  finding: Finding;
}

export interface Sweep {
  /** What the variables of the shell have, and the names of the schemas in env files. */
  values: Sighted[];
  /** What scans found in texts. */
  sighted: Sighted[];
  /** Files that may not be in Git, whatever they hold: their fingerprints are those of paths. */
  guarded: Finding[];
  /** Names that have a value in the shell or an env file which no scan would find. */
  untraceable: Set<string>;
  looked: Looked;
  unread: Skip[];
}

export interface SweepOptions {
  project: PolicyProject;
  /** The shell's variables. */
  env: Readonly<Record<string, string | undefined>>;
  /** Whether the user's own files are read, too. */
  userFiles: boolean;
  /** Whether what earlier scans of the history found out is used, and kept. */
  recalls: boolean;
}

const MOST_VARIABLES = 500;

/**
 * @throws GitError
 * @throws KeyfenceError for a broken configuration or schema.
 */
export async function sweep(options: SweepOptions): Promise<Sweep> {
  const { project, recalls } = options;
  const { top } = project;
  const scanner = createScanner({ confidence: 'low', knownValues: true });
  const tree = await scanner.scanFiles([], { cwd: top });
  const ignored = await listIgnored(IGNORED_GLOBS, top);
  const beside =
    ignored.length === 0
      ? null
      : await scanner.scanFiles(
          ignored.map((file) => absolute(project, file)),
          { cwd: top },
        );
  const history = await scanner.scanHistory({ cwd: top, all: true, recalls });
  const values = await sweepValues(scanner, options, ignored);
  const own = options.userFiles ? await sweepUserFiles(scanner, top) : { sighted: [], unread: [], count: 0 };
  const inFiles = [...tree.findings, ...(beside?.findings ?? [])].map((finding) => inFile(finding, project));
  const inHistory = history.findings.filter(isSecret).map(inCommits);
  return {
    values: values.sighted,
    sighted: [...inFiles.filter(({ finding }) => isSecret(finding)), ...own.sighted, ...inHistory],
    guarded: [...tree.findings, ...history.findings].filter((finding) => !isSecret(finding)),
    untraceable: values.untraceable,
    looked: {
      files: tree.receipt.files,
      ignoredFiles: ignored.length,
      variables: values.count,
      commits: history.receipt.commits ?? 0,
      userFiles: own.count,
    },
    unread: eachOnce([
      ...tree.receipt.skipped,
      ...(beside?.receipt.skipped ?? []),
      ...history.receipt.skipped,
      ...values.unread,
      ...own.unread,
    ]),
  };
}

/** The tree and the history can lack the same file for the same reason. */
function eachOnce(skips: readonly Skip[]): Skip[] {
  const told = new Map(skips.map((skip) => [JSON.stringify(skip), skip]));
  return [...told.values()];
}

function isSecret({ verdict }: Finding): boolean {
  return verdict !== 'file';
}

function inFile(finding: Finding, { tracked }: PolicyProject): Sighted {
  const { file, line, fingerprint, variable } = finding;
  const kind = kindOf(file);
  const isHome = kind === 'env-file' && !tracked.has(file);
  const holder: Holder = { kind, file, line, name: variable, isHome, fingerprint, commit: null, places: 1 };
  return { finding, holder };
}

function inCommits(finding: Finding): Sighted {
  const { file, line, fingerprint, variable, history, commit } = finding;
  const first = history?.first ?? null;
  return {
    finding,
    holder: {
      kind: 'history',
      file: first?.file ?? file,
      line: first?.line ?? line,
      name: variable,
      isHome: false,
      fingerprint,
      commit: first?.commit ?? commit,
      places: history?.places ?? 1,
    },
  };
}

/** What the names of the schemas have in env files, and every variable of the shell. */
async function sweepValues(
  scanner: Scanner,
  { project, env }: SweepOptions,
  ignored: readonly ByteString[],
): Promise<Pick<Sweep, 'sighted' | 'untraceable' | 'unread'> & { count: number }> {
  const { top, declared } = project;
  const root = toBytes(top);
  const envFiles = [...project.files, ...ignored].filter((file) => isEnvFileName(baseName(file)));
  const folders = [...new Set(['', ...envFiles.map(folderOf)])].map((folder) =>
    folder === '' ? root : joinBytes(root, folder),
  );
  const unread: Skip[] = [];
  const names = declared.flatMap(({ name, aliases }) => [name, ...aliases]);
  const inFiles = collectValues({ names, folders, within: [root], env: {} }, ({ path, reason }) =>
    unread.push({ file: labelOf(root, path), reason, listed: false }),
  );
  const shell = Object.entries(env).flatMap(([name, value]) =>
    value ? [{ name, value, from: 'shell' }] : [],
  );
  if (shell.length > MOST_VARIABLES) {
    unread.push({ file: '(environment)', reason: `more than ${MOST_VARIABLES} variables`, listed: false });
  }
  const wanted = new Set(names);
  const looked = shell.slice(0, MOST_VARIABLES);
  const isPlain = ({ name, value }: { name: string; value: string }) =>
    !wanted.has(name) && !/[\r\n]/.test(value);
  const others = await findValues(looked.filter(isPlain), { scanner, top });
  const sighted = others.map((finding) => ({ finding, holder: valueHolder(finding, null, project) }));
  const untraceable = new Set<string>();
  for (const { name, value, from } of [...looked.filter((one) => !isPlain(one)), ...inFiles]) {
    const file = from === 'shell' ? null : labelOf(root, from);
    const path = toText(joinPath(folderOf(file ?? ''), 'value'));
    const found = await findValue({ name, value, path }, { scanner, top });
    if (found === null && wanted.has(name)) untraceable.add(name);
    if (found === null) continue;
    const finding = { ...found, variable: name };
    sighted.push({ finding, holder: valueHolder(finding, file, project) });
  }
  return { sighted, untraceable, unread, count: looked.length };
}

/** @param file the env file that has the value; null for the shell. */
function valueHolder(
  { fingerprint, variable }: Finding,
  file: ByteString | null,
  { tracked }: PolicyProject,
): Holder {
  return {
    kind: file === null ? 'shell' : 'env-file',
    file,
    line: null,
    name: variable,
    isHome: file === null || !tracked.has(file),
    fingerprint,
    commit: null,
    places: 1,
  };
}

async function sweepUserFiles(
  scanner: Scanner,
  top: string,
): Promise<Pick<Sweep, 'sighted' | 'unread'> & { count: number }> {
  const { files, unread } = readUserFiles(resolve(homedir()));
  const sighted: Sighted[] = [];
  for (const { label, bytes } of files) {
    const { findings, receipt } = await scanner.scanText(bytes, { name: toText(label), cwd: top });
    unread.push(...receipt.skipped);
    for (const finding of findings.filter(isSecret)) {
      const { line, fingerprint, variable: name } = finding;
      const holder: Holder = {
        kind: 'user-file',
        file: label,
        line,
        name,
        isHome: true,
        fingerprint,
        commit: null,
        places: 1,
      };
      sighted.push({ finding, holder });
    }
  }
  return { sighted, unread, count: files.length };
}

function folderOf(path: ByteString): ByteString {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function joinPath(folder: ByteString, name: ByteString): ByteString {
  return folder === '' ? name : `${folder}/${name}`;
}
