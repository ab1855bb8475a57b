/**
 * Does it cry wolf? Installs popular npm packages with all they depend on, scans them, and this machine's own texts, at
 * default settings, and holds every finding against the verdicts that people wrote into `precision.md` beside this file.
 * Fails where a finding has no verdict yet, where more than one in 100 MB is wrong, or a wrong one has confidence high.
 *
 *   npm run bench:precision                    installs into a new folder and removes it again
 *   npm run bench:precision -- --folder DIR    keeps what it installs there for the next time
 *   npm run bench:precision -- --texts         prints the line of each finding without a verdict, to look at
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BIN, type Report, type ReportedFinding, scratch } from '../support/repository.js';

const MB = 1024 * 1024;
const MOST_WRONG = 1 / (100 * MB);

type Verdict = 'right' | 'wrong';

/** One text that was found, in however many copies. */
interface Found {
  key: string;
  finding: ReportedFinding;
  copies: number;
}

const { values: options } = parseArgs({
  options: { folder: { type: 'string' }, texts: { type: 'boolean', default: false } },
});
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const packages: string[] = JSON.parse(readFileSync(here('precision-packages.json'), 'utf8'));
const verdicts = readVerdicts(readFileSync(here('precision.md'), 'utf8'));
const folder = options.folder ?? scratch();

const corpora = [
  { name: `${packages.length} npm packages`, path: install(folder) },
  { name: 'Node headers', path: join(process.execPath, '../../include/node') },
  { name: 'Debian documentation', path: '/usr/share/doc' },
  { name: 'C headers', path: '/usr/include' },
  { name: 'Python standard library', path: pythonLibrary() },
].filter(({ path }) => path !== null && existsSync(path)) as { name: string; path: string }[];

let failures = 0;
for (const { name, path } of corpora) {
  const { receipt, findings } = scan(path);
  const found = distinct(findings);
  const unseen = found.filter(({ key }) => !verdicts.has(key));
  const wrong = found.filter(({ key }) => verdicts.get(key) === 'wrong');
  const isLoud = wrong.length > 1 && wrong.length / receipt.bytes > MOST_WRONG;
  const isSure = wrong.some(({ finding }) => finding.confidence === 'high');
  if (unseen.length > 0 || isLoud || isSure || !receipt.complete) failures++;
  const size = `${receipt.files} files, ${Math.round(receipt.bytes / MB)} MB`;
  console.log(
    `${name} (${size}): ${findings.length} findings of ${found.length} texts, ${wrong.length} wrong, ${unseen.length} without a verdict`,
  );
  for (const one of found) console.log(rowOf(one, path));
}
if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
process.exitCode = failures > 0 ? 1 : 0;

/** The packages, each with what it depends on in a folder of its own; not called `node_modules`, which says too much. */
function install(root: string): string {
  const all = join(root, 'packages');
  for (const name of packages) {
    const target = join(all, name.replace('/', '_'));
    if (existsSync(target)) continue;
    const work = join(root, 'work');
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    mkdirSync(all, { recursive: true });
    writeFileSync(join(work, 'package.json'), '{"name":"precision","private":true}');
    const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps', name];
    const { status } = spawnSync('npm', words, { cwd: work, stdio: 'ignore' });
    if (status !== 0) console.log(`npm cannot install ${name}`);
    else renameSync(join(work, 'node_modules'), target);
  }
  return all;
}

function pythonLibrary(): string | null {
  const code = 'import sysconfig; print(sysconfig.get_path("stdlib"))';
  const { status, stdout } = spawnSync('python3', ['-c', code], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

function scan(path: string): Report {
  // What others installed beside the standard library of Python is not of it.
  const paths = readdirSync(path).includes('site-packages')
    ? readdirSync(path)
        .filter((name) => name !== 'site-packages')
        .map((name) => join(path, name))
    : [path];
  const { stdout, stderr } = spawnSync(process.execPath, [BIN, 'scan', '--format', 'json', ...paths], {
    encoding: 'utf8',
    maxBuffer: 256 * MB,
  });
  if (!stdout.startsWith('{')) throw new Error(`the scan of ${path} failed: ${stderr}`);
  return JSON.parse(stdout);
}

/** The same text in several copies (of a package, or of a build) is one finding to look at. */
function distinct(findings: readonly ReportedFinding[]): Found[] {
  const found = new Map<string, Found>();
  for (const finding of findings) {
    const key = `${finding.pattern} ${finding.fingerprint}`;
    const known = found.get(key);
    if (known) known.copies++;
    else found.set(key, { key, finding, copies: 1 });
  }
  return [...found.values()];
}

function rowOf({ key, finding, copies }: Found, path: string): string {
  const file = finding.file.replace(`${path}/`, '');
  const verdict = verdicts.get(key) ?? '';
  const cells = [
    finding.pattern,
    finding.confidence,
    `${file}:${finding.line}`,
    copies,
    finding.masked,
    finding.fingerprint,
  ];
  const row = `| ${[...cells, verdict].join(' | ')} |`;
  if (verdict !== '' || !options.texts) return row;
  const line = readFileSync(finding.file, 'latin1').split('\n')[finding.line - 1] ?? '';
  return `${row}\n    ${line.slice(Math.max(0, finding.column - 80), finding.column + 120)}`;
}

/** The rows of the tables: pattern first, fingerprint sixth, verdict seventh. */
function readVerdicts(text: string): Map<string, Verdict> {
  const known = new Map<string, Verdict>();
  for (const line of text.split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim());
    const verdict = cells[7]?.split(':')[0];
    if (verdict === 'right' || verdict === 'wrong') known.set(`${cells[1]} ${cells[6]}`, verdict);
  }
  return known;
}
