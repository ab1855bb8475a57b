/** `keyfence init --import NAME`: carries over what another scanner was told, and says of each line what became of it. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readDetectSecrets } from '../carry-over/detect-secrets.js';
import { readGitleaks } from '../carry-over/gitleaks.js';
import { type Plan, Planner } from '../carry-over/plan.js';
import { Project } from '../carry-over/project.js';
import { readSecretlint } from '../carry-over/secretlint.js';
import { readTrufflehog } from '../carry-over/trufflehog.js';
import type { Foreign, ReadFile } from '../carry-over/types.js';
import { BASELINE_FILE, readBaseline } from '../config/baseline-file.js';
import { CONFIGURATION_FILE, readConfiguration } from '../config/configuration.js';
import { today } from '../config/day.js';
import { writeBaseline } from '../config/write-baseline.js';
import { withEntry } from '../config/write-entry.js';
import { writeConfiguration } from '../config/write-file.js';
import { withPatternFile } from '../config/write-pattern-file.js';
import { loadEngine } from '../detect/regex.js';
import { loadCatalog } from '../detect/stored-catalog.js';
import { KeyfenceError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { whoIs } from '../git/identity.js';
import { ObjectReader } from '../git/objects.js';
import { topLevelOf } from '../git/working-tree.js';
import { reportImport } from '../report/import.js';
import { reportReceipt } from '../report/receipt.js';
import { createScanner } from '../scanner.js';
import { listWithGit } from '../sources/git-listing.js';
import { joinBytes, readRegularFile, toBytes } from '../sources/read-file.js';
import { readWorkingFile } from '../sources/working-files.js';
import type { ByteString } from '../types.js';
import { createSecretCheck } from './holds-secret.js';
import { write } from './output.js';

const READERS: Readonly<Record<string, (read: ReadFile) => Foreign[]>> = {
  gitleaks: readGitleaks,
  'detect-secrets': readDetectSecrets,
  secretlint: readSecretlint,
  trufflehog: readTrufflehog,
};
/** The scanners whose decisions can be carried over. */
export const IMPORT_NAMES = Object.keys(READERS);

const LARGEST = 32 * 1024 * 1024; // bytes of a foreign file, and of a blob that is looked into

export interface ImportArguments {
  cwd: string;
  /** One of IMPORT_NAMES. */
  from: string;
  dryRun: boolean;
}

/**
 * @returns the exit code: 3 where not everything could be scanned, and so not everything looked for.
 * @throws KeyfenceError where a file is broken or cannot be written; nothing is written then.
 */
export async function runImport({ cwd, from, dryRun }: ImportArguments): Promise<ExitCode> {
  const top = await topLevelOf(cwd);
  if (top === null) {
    throw new KeyfenceError('this is no Git repository', 'run keyfence inside a Git repository');
  }
  const root = toBytes(top);
  const foreign = READERS[from]?.((path) => readForeignFile(root, path)) ?? [];
  const before = {
    configuration: readWorkingFile(root, CONFIGURATION_FILE),
    baseline: readWorkingFile(root, BASELINE_FILE),
  };
  const scanner = createScanner();
  const { findings, receipt } = await scanner.scanFiles([], { cwd: top });
  const reader = new ObjectReader(LARGEST, { cwd: top });
  const scanText = async (text: Buffer, name: string) =>
    (await scanner.scanText(text, { name, cwd: top })).findings;
  const { allow, paths } = readConfiguration(before.configuration);
  const who = await whoIs(top);
  const planner = new Planner({
    origin: `imported from ${from}`,
    signature: { ...(who === null ? {} : { who }), added: today() },
    project: new Project({ top: root, findings, reader, scanText }),
    engine: loadEngine(),
    files: (await listWithGit('', { cwd: top, includeIgnored: false })).files,
    known: new Set([
      ...allow.map((entry) => entry.fingerprint ?? ''),
      ...paths.map(({ path }) => path),
      ...readBaseline(before.baseline),
    ]),
    patternIds: new Set(
      loadCatalog()
        .patterns.all()
        .map(({ id }) => id),
    ),
    holdsSecret: createSecretCheck(top),
  });
  for (const one of foreign) await planner.add(one);
  await reader.close();
  const texts = textsOf(planner.plan, before, `secrets/imported-from-${from}.json`);
  if (!dryRun) writeAll(texts, top);
  await write('stdout', reportImport(planner.plan.outcomes, [...texts.keys()], dryRun));
  await write('stderr', reportReceipt(receipt, { verbose: false }));
  return receipt.complete ? EXIT.clean : EXIT.incomplete;
}

/** What is to be written, by its path from the top level: nothing that would say what is there already. */
function textsOf(
  { allow, paths, baseline, patterns }: Plan,
  before: { configuration: Buffer | null; baseline: Buffer | null },
  patternFile: string,
): Map<string, Buffer> {
  const texts = new Map<string, Buffer>();
  let { configuration } = before;
  for (const entry of allow) configuration = withEntry(configuration, 'allow', entry);
  for (const rule of paths) configuration = withEntry(configuration, 'paths', rule);
  if (patterns.size > 0) {
    const file = {
      $schema: './catalog.schema.json',
      provider: 'imported',
      patterns: Object.fromEntries(patterns),
    };
    texts.set(patternFile, Buffer.from(`${JSON.stringify(file, null, 2)}\n`));
    configuration = withPatternFile(configuration, patternFile);
  }
  if (baseline.size > 0) {
    const all = new Set([...readBaseline(before.baseline), ...baseline]);
    texts.set(BASELINE_FILE, writeBaseline(before.baseline, all));
  }
  if (configuration !== null && configuration !== before.configuration) {
    texts.set(CONFIGURATION_FILE, configuration);
  }
  return texts;
}

/** The configuration last: what it names is there by then. */
function writeAll(texts: ReadonlyMap<string, Buffer>, top: string): void {
  for (const path of texts.keys()) {
    const isOwn = path === CONFIGURATION_FILE || path === BASELINE_FILE;
    if (isOwn || !existsSync(join(top, path))) continue;
    throw new KeyfenceError(
      `${path} is there already, from another import`,
      'move it away, or take it out of the foreign configuration what it holds; nothing was written',
    );
  }
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeConfiguration(join(top, path), text);
  }
}

/** @throws KeyfenceError for what is there and no file that can be read. */
function readForeignFile(root: ByteString, path: string): Buffer | null {
  const read = readRegularFile(joinBytes(root, path), LARGEST);
  if (read.kind === 'absent') return null;
  if (read.kind === 'read' && !read.isLink) return read.bytes;
  throw new KeyfenceError(
    `${path}: expected a file that can be read, of at most ${LARGEST / 1024 / 1024} MB`,
    'put the file itself in its place, or move it away; nothing was written',
  );
}
