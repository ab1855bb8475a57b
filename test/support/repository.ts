/** Real repositories in a scratch folder, real Git, and the real bin. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recordOutput } from './record.js';
import { readWritable, writtenSince } from './written-files.js';

/** The bin as `npm run build` made it. */
export const BIN = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** An environment that no setting of the machine's reaches. */
export function cleanEnvironment(home: string): NodeJS.ProcessEnv {
  cache ??= scratch();
  return {
    PATH: process.env.PATH,
    HOME: home,
    XDG_CACHE_HOME: cache,
    LANG: 'C.UTF-8',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'A U Thor',
    GIT_AUTHOR_EMAIL: 'author@example.com',
    GIT_COMMITTER_NAME: 'C O Mitter',
    GIT_COMMITTER_EMAIL: 'committer@example.com',
    ...(process.env.KEYFENCE_ENGINE ? { KEYFENCE_ENGINE: process.env.KEYFENCE_ENGINE } : {}),
  };
}

/** Where the bin keeps its compiled code: one place for all repositories of a process. */
let cache: string | null = null;

const scratchFolders: string[] = [];
process.on('exit', () => {
  for (const folder of scratchFolders) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that goes away with the process. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyfence-test-'));
  scratchFolders.push(folder);
  return folder;
}

/** What Git itself prints of a repository (`git show`) holds its secrets; what these print may come from a hook. */
const RUNS_HOOKS = new Set(['commit', 'merge', 'pull', 'rebase', 'cherry-pick', 'revert', 'am', 'push']);

/** One scratch repository, or a folder in which one can be made. */
export class Repository {
  readonly top: string;
  readonly env: NodeJS.ProcessEnv;

  constructor(options: { init?: string[]; top?: string } = {}) {
    const home = scratch();
    this.top = options.top ?? join(home, 'repo');
    mkdirSync(this.top, { recursive: true });
    this.env = cleanEnvironment(home);
    if (options.top === undefined) this.git('init', '-q', '-b', 'main', ...(options.init ?? []), '.');
  }

  /** Runs Git at the top level; a failure fails the test. */
  git(...args: string[]): string {
    const { status, stdout, stderr } = this.tryGit(...args);
    if (status !== 0) throw new Error(`git ${args[0]} ended with ${status}: ${stderr}`);
    return stdout;
  }

  tryGit(...args: string[]): Ran {
    return this.run('git', args);
  }

  /** Writes files, folders made as needed. */
  write(files: Record<string, string | Buffer>): this {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.top, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    return this;
  }

  /** Writes files and adds them to the index. */
  stage(files: Record<string, string | Buffer>): this {
    this.write(files);
    this.git('--literal-pathspecs', 'add', '-f', '--', ...Object.keys(files));
    return this;
  }

  /** Commits what is staged, past any hook. */
  commit(message = 'a commit'): string {
    this.git('commit', '-q', '--no-verify', '--allow-empty', '-m', message);
    return this.git('rev-parse', 'HEAD').trim();
  }

  /** Runs the real bin. */
  keyfence(...args: string[]): Ran {
    return this.run(process.execPath, [BIN, ...args]);
  }

  /** The JSON report of a run of the bin. */
  report(...args: string[]): Report {
    const ran = this.keyfence(...args, '--format', 'json');
    if (ran.stdout === '') throw new Error(`no report, exit ${ran.status}: ${ran.stderr}`);
    return { ...(JSON.parse(ran.stdout) as Omit<Report, 'status'>), status: ran.status };
  }

  /** Installs a hook that runs the bin as Git would run it. */
  hook(name: string, command: string): void {
    const file = join(this.top, '.git/hooks', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${BIN}" ${command} "$@"\n`);
    chmodSync(file, 0o755);
  }

  run(
    command: string,
    args: readonly string[],
    options: {
      cwd?: string | undefined;
      env?: NodeJS.ProcessEnv | undefined;
      /** What the program reads, or the descriptor it reads from; nothing if left out. */
      stdin?: Buffer | number;
    } = {},
  ): Ran {
    const { stdin = 'ignore' } = options;
    const isOurs = command !== 'git' || RUNS_HOOKS.has(args[0] ?? '');
    const before = isOurs ? readWritable(this.top) : new Map<string, string>();
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: options.cwd ?? this.top,
      env: { ...this.env, ...options.env },
      maxBuffer: 256 * 1024 * 1024,
      encoding: 'latin1',
      ...(Buffer.isBuffer(stdin) ? { input: stdin } : {}),
      stdio: [Buffer.isBuffer(stdin) ? 'pipe' : stdin, 'pipe', 'pipe'],
    });
    if (error) throw error;
    if (isOurs) recordOutput(stdout + stderr + writtenSince(before, this.top));
    return { status, stdout, stderr };
  }
}

/** The JSON contract, as far as tests look at it. */
export interface Report {
  status: number | null;
  version: number;
  findings: ReportedFinding[];
  receipt: {
    source: string;
    files: number;
    bytes: number;
    commits?: number;
    objects?: number;
    patterns: number;
    engine: string;
    skipped: { file: string; reason: string; accepted?: string }[];
    findings: number;
    suppressed: Record<string, number>;
    complete: boolean;
    durationMs: number;
  };
}

export interface ReportedFinding {
  pattern: string;
  provider: string;
  category: string;
  severity: string;
  verdict: string;
  confidence: string;
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  start: number;
  end: number;
  layers?: string[];
  commit?: string;
  author?: string;
  date?: string;
  masked: string;
  fingerprint: string;
  variable: string | null;
  revoke: string | null;
  status: string;
}

/** `pattern file:line` of each finding: short to compare. */
export function summary(report: Report): string[] {
  return report.findings.map(({ pattern, file, line }) => `${pattern} ${file}:${line}`);
}
