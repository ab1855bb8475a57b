/** A scratch project with real Git, husky and lefthook, whose path is as awkward as paths get. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KeyfenceError } from '../../src/errors.js';
import { recordOutput } from '../support/record.js';
import { BIN } from '../support/repository.js';
import { sample } from '../support/sample.js';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

const scratch = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), "keyfence it's a tést ")));
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));

/** What a project installs as keyfence, and a text that it refuses. */
export const KEYFENCE = {
  leak: sample('github-personal-access-token'),
  /** A starter that says where it was started from, so that a test can see which of several was found. */
  install(path: string): void {
    fs.mkdirSync(dirname(path), { recursive: true });
    const starter = `#!/bin/sh\necho "started $0" >&2\nexec "$(dirname "$(readlink -f "$0")")/keyfence-itself" "$@"\n`;
    fs.writeFileSync(path, starter, { mode: 0o755 });
    fs.symlinkSync(BIN, join(dirname(path), 'keyfence-itself'));
  },
};

/** No configuration of the machine, and nothing that a hook around this run has set. */
for (const name of Object.keys(process.env)) {
  if (/^(GIT_|HUSKY|LEFTHOOK|PRE_COMMIT|SKIP|CI$|XDG_CONFIG_HOME$)/.test(name)) delete process.env[name];
}
Object.assign(process.env, {
  HOME: scratch,
  PRE_COMMIT_HOME: join(scratch, 'pre-commit'),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A Tester',
  GIT_AUTHOR_EMAIL: 'tester@example.invalid',
  GIT_COMMITTER_NAME: 'A Tester',
  GIT_COMMITTER_EMAIL: 'tester@example.invalid',
  NO_COLOR: '1',
});

/** lefthook's package, and the one that holds its binary for this machine. */
const { platform, arch } = process;
export const LEFTHOOK_PACKAGES = [
  'lefthook',
  `lefthook-${platform === 'win32' ? 'windows' : platform}-${arch}`,
];

/** The error by which something is refused. */
export async function refusalOf(work: Promise<unknown>): Promise<KeyfenceError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof KeyfenceError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

let count = 0;

export class Project {
  readonly root: string;
  /** Where `init` is told that keyfence is. */
  readonly bin: string;

  constructor() {
    this.root = join(scratch, `project ${++count}`);
    fs.mkdirSync(join(this.root, 'node_modules', '.bin'), { recursive: true });
    this.bin = join(this.root, 'node_modules', 'keyfence', 'dist', 'cli.cjs');
    KEYFENCE.install(this.bin);
    fs.symlinkSync('../keyfence/dist/cli.cjs', join(this.root, 'node_modules', '.bin', 'keyfence'));
    this.mustRun('git', ['init', '-q', '-b', 'main']);
    this.write('.gitignore', 'node_modules\n');
    this.write('files/start', 'start\n');
    // A merge that makes something neither side had, without a conflict: a merge driver that writes `.git/merge-result`.
    this.write('.gitattributes', 'files/merged merge=made\n');
    this.mustRun('git', ['config', 'merge.made.driver', 'cp .git/merge-result %A']);
  }

  /** Arguments for `init` in this project. */
  options(more: { cwd?: string; hookManager?: string; dryRun?: boolean; bin?: string; node?: string } = {}) {
    return { cwd: this.root, dryRun: false, bin: this.bin, node: process.execPath, ...more };
  }

  /** Makes packages of this repository's node_modules the project's own. */
  usePackages(...names: string[]): void {
    fs.mkdirSync(join(this.root, 'node_modules', '.bin'), { recursive: true });
    for (const name of names) {
      fs.symlinkSync(join(REPOSITORY, 'node_modules', name), join(this.root, 'node_modules', name));
      const bin = join(REPOSITORY, 'node_modules', '.bin', name);
      if (fs.existsSync(bin))
        fs.symlinkSync(fs.realpathSync(bin), join(this.root, 'node_modules', '.bin', name));
    }
  }

  run(program: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
    const path = program.includes('/') ? resolve(this.root, program) : program;
    const { cwd = this.root, env = process.env } = options;
    const result: SpawnSyncReturns<string> = spawnSync(path, args, { cwd, env, encoding: 'utf8' });
    if (result.error) throw result.error;
    recordOutput(result.stdout + result.stderr);
    return { ...result, output: result.stdout + result.stderr };
  }

  mustRun(program: string, args: string[], options: { cwd?: string } = {}): string {
    const result = this.run(program, args, options);
    if (result.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${result.output}`);
    return result.stdout;
  }

  write(path: string, text: string, mode = 0o644): void {
    const whole = join(this.root, path);
    fs.mkdirSync(dirname(whole), { recursive: true });
    fs.writeFileSync(whole, text, 'latin1');
    fs.chmodSync(whole, mode);
  }

  read(path: string): string {
    return fs.readFileSync(join(this.root, path), 'latin1');
  }

  /** Stages and commits everything. */
  commit(options: { env?: NodeJS.ProcessEnv } = {}) {
    this.mustRun('git', ['add', '-A']);
    return this.run('git', ['commit', '-m', 'change'], options);
  }

  commitUnchecked(): void {
    this.mustRun('git', ['add', '-A']);
    this.mustRun('git', ['commit', '-q', '--no-verify', '--allow-empty', '-m', 'unchecked']);
  }

  head(): string {
    return this.mustRun('git', ['rev-parse', 'HEAD']).trim();
  }

  /** Every file, with its mode and bytes, that an installer could have touched; what the tests commit is left out. */
  snapshot(options: { withGit: boolean } = { withGit: true }): Record<string, string> {
    const seen: Record<string, string> = {};
    const visit = (path: string): void => {
      if (/^(node_modules|files)$/.test(path) || (/^\.git(\/|$)/.test(path) && !isOfInterest(path, options)))
        return;
      const whole = join(this.root, path);
      const stat = fs.lstatSync(whole);
      seen[path] = stat.mode.toString(8);
      if (stat.isSymbolicLink()) seen[path] += ` ${fs.readlinkSync(whole)}`;
      else if (stat.isFile()) seen[path] += ` ${fs.readFileSync(whole, 'latin1')}`;
      else for (const name of fs.readdirSync(whole)) visit(join(path, name));
    };
    for (const name of fs.readdirSync(this.root)) visit(name);
    return seen;
  }
}

function isOfInterest(path: string, options: { withGit: boolean }): boolean {
  return options.withGit && /^\.git(\/hooks(\/|$)|\/config$|$)/.test(path);
}
