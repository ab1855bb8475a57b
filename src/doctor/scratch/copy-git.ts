/** Runs Git in the throw-away repository: with the hooks of the project where they are tried, and without any elsewhere. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KeyfenceError } from '../../errors.js';
import type { ByteString } from '../../types.js';
import { hookEnvironment } from '../environment.js';
import { findOnPath } from '../programs.js';
import type { PathKind } from '../report.js';
import { type Ran, runHook } from '../run-hook.js';
import { readStartedHooks, type StartedHook } from '../trace.js';

export interface Tried extends Ran {
  started: StartedHook[];
}

export interface CopyGitOptions {
  /** The folder of all that is thrown away. */
  folder: string;
  /** The copy of the work tree. */
  top: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal | null;
}

const PATIENCE = 120_000; // milliseconds for what is done without hooks

/** A name of ours, for where Git knows none. */
const NAMELESS = {
  GIT_AUTHOR_NAME: 'keyfence doctor',
  GIT_AUTHOR_EMAIL: 'doctor@keyfence.invalid',
  GIT_COMMITTER_NAME: 'keyfence doctor',
  GIT_COMMITTER_EMAIL: 'doctor@keyfence.invalid',
};

export class CopyGit {
  private readonly options: CopyGitOptions;
  private readonly git: string;
  private readonly trace: string;
  private readonly personal: string;
  private readonly noHooks: string;
  private identity: NodeJS.ProcessEnv = {};

  constructor(options: CopyGitOptions) {
    this.options = options;
    this.git = findOnPath('git', options.env.PATH ?? '') ?? 'git';
    this.trace = join(options.folder, 'trace');
    this.personal = join(options.folder, 'gitconfig');
    this.noHooks = join(options.folder, 'no-hooks');
    mkdirSync(this.noHooks);
    this.usePersonal('');
  }

  /** Says what stands for the user's own configuration and the machine's. */
  usePersonal(settings: ByteString): void {
    writeFileSync(this.personal, settings, 'latin1');
  }

  /** Runs Git with the hooks of the project. @throws KeyfenceError where the signal ends it. */
  async try(args: readonly string[], options: { path: PathKind; patience: number }): Promise<Tried> {
    rmSync(this.trace, { force: true });
    const ran = await this.run(args, { ...options, more: { GIT_TRACE2_EVENT: this.trace } });
    return { ...ran, started: readStartedHooks(this.trace) };
  }

  /** Runs Git without any hook. @returns the first line of what it printed. @throws KeyfenceError where it fails. */
  async quietly(...args: string[]): Promise<string> {
    const words = ['-c', `core.hooksPath=${this.noHooks}`, ...args];
    const { exitCode, output } = await this.run(words, { path: 'user', patience: PATIENCE, more: {} });
    if (exitCode === 0) return output.toString('latin1').split('\n')[0] as string;
    const command = args.find((word) => !word.startsWith('-'));
    throw new KeyfenceError(
      `the throw-away repository could not be made (git ${command} ended with ${exitCode ?? 'a signal'})`,
      'see that the folder for temporary files (TMPDIR) has room and may be written, then run keyfence doctor again',
    );
  }

  /** Has the user commit, as in their own repository; where Git does not know them, somebody else. */
  async findIdentity(): Promise<void> {
    try {
      for (const one of ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT']) await this.quietly('var', one);
    } catch {
      this.identity = NAMELESS;
    }
  }

  private async run(
    args: readonly string[],
    { path, patience, more }: { path: PathKind; patience: number; more: NodeJS.ProcessEnv },
  ): Promise<Ran> {
    const { folder, top, env, signal } = this.options;
    const ran = await runHook({
      file: this.git,
      args,
      cwd: existsSync(top) ? top : folder,
      env: {
        ...hookEnvironment(path, env),
        ...this.identity,
        ...more,
        GIT_CONFIG_GLOBAL: this.personal,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        // A hook that pushes or fetches goes no further than to the throw-away remote.
        GIT_ALLOW_PROTOCOL: 'file',
        GIT_CEILING_DIRECTORIES: dirname(top),
      },
      patience,
      signal,
    });
    if (!signal?.aborted) return ran;
    throw new KeyfenceError('stopped before all hooks were tried', 'run keyfence doctor again');
  }
}
