/**
 * The throw-away repository in which the installed hooks are tried.
 *
 * What a hook does cannot be foreseen: besides ours there are formatters, `git add -A`, `git stash`, commands that amend.
 * So no hook is ever run in the user's repository. An index and an object folder of its own would not be enough (a
 * formatter writes files), `git worktree add` writes into the user's `.git`, and a clone lacks the hooks and the settings.
 * Here the work tree is copied, a new Git directory beside it gets the hooks, the settings and one commit of all that was
 * copied, and then real Git commits, merges and pushes: hooks are found, started and obeyed by Git itself. Nothing in the
 * copy names the user's Git directory: no shared objects, no refs, no remotes (all lead to a second throw-away repository).
 * A run that is killed leaves this folder behind, and nothing else.
 *
 * The limits: hooks that go by an absolute path, or write to the home folder, reach what they name, as on every commit;
 * packages in `node_modules` are links (see `link-packages.ts`).
 */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { KeyfenceError } from '../../errors.js';
import type { HooksPlace } from '../../git/hooks-path.js';
import type { ByteString } from '../../types.js';
import { hookEnvironment } from '../environment.js';
import { findOnPath } from '../programs.js';
import type { PathKind } from '../report.js';
import { type Ran, runHook } from '../run-hook.js';
import { readStartedHooks, type StartedHook } from '../trace.js';
import { type Setting, writeSettings } from './configuration.js';
import { copyOfGit } from './copy-of-git.js';
import { type Copied, copyTree } from './copy-tree.js';
import { linkPackages } from './link-packages.js';
import { chooseRemote, hooksInTree, ownSettings } from './own-settings.js';

export interface ScratchRequest {
  place: HooksPlace;
  settings: readonly Setting[];
  /** The branch that is checked out. */
  branch: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal | null;
}

export interface Tried extends Ran {
  started: StartedHook[];
}

const PATIENCE = 120_000; // milliseconds for what is done to set it up

export class Scratch {
  readonly folder: string;
  /** The copy of the work tree. */
  readonly top: string;
  readonly gitDirectory: string;
  readonly branch: string;
  readonly remote: string;
  copied: Copied = { files: 0, leftOut: 0, packages: [] };
  private readonly request: ScratchRequest;
  private readonly git: string;
  private identity: NodeJS.ProcessEnv = {};
  private settings: ByteString = '';
  private base = '';

  private constructor(request: ScratchRequest) {
    this.request = request;
    this.folder = mkdtempSync(join(tmpdir(), 'keyfence-doctor-'));
    this.top = join(this.folder, 'tree', basename(request.place.topLevel) || 'top');
    this.gitDirectory = join(this.top, '.git');
    this.branch = request.branch;
    this.remote = chooseRemote(request);
    this.git = findOnPath('git', request.env.PATH ?? '') ?? 'git';
  }

  /** @throws KeyfenceError where it cannot be made; nothing is left then. */
  static async make(request: ScratchRequest): Promise<Scratch> {
    const scratch = new Scratch(request);
    try {
      await scratch.fill();
      return scratch;
    } catch (error) {
      scratch.remove();
      if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
      throw new KeyfenceError(
        `the work tree cannot be copied to ${tmpdir()} (${(error as NodeJS.ErrnoException).code})`,
        'see that there is room, or set TMPDIR to a folder that has it, then run keyfence doctor again',
        { cause: error },
      );
    }
  }

  /** Removes all of it. @returns whether that went well. */
  remove(): boolean {
    try {
      rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      return false; // a hook took the permission away
    }
    return true;
  }

  /** Everything as it was before the first hook was run. */
  async reset(): Promise<void> {
    for (const name of ['index.lock', 'HEAD.lock', 'keyfence']) {
      rmSync(join(this.gitDirectory, name), { recursive: true, force: true });
    }
    copyFileSync(this.savedIndex, join(this.gitDirectory, 'index'));
    rmSync(this.trace, { force: true });
    this.writeSettings();
    const ref = `refs/heads/${this.branch}`;
    await this.quietly('symbolic-ref', 'HEAD', ref);
    await this.quietly('update-ref', ref, this.base);
    await this.quietly('update-ref', `refs/remotes/${this.remote}/${this.branch}`, this.base);
    await this.quietly('reset', '-q', '--hard', this.base);
    await this.quietly('clean', '-ffdq');
    await this.quietly(`--git-dir=${this.remoteDirectory}`, 'update-ref', ref, this.base);
  }

  /** Writes a file and adds it to the index. */
  async stage(name: string, text: ByteString): Promise<void> {
    writeFileSync(join(this.top, name), text, 'latin1');
    await this.quietly('add', '-f', '--', name);
  }

  /** Commits the index, without a hook. @returns the commit, on no branch yet. */
  async commitIndex(): Promise<string> {
    const tree = await this.quietly('write-tree');
    return this.quietly('commit-tree', tree, '-p', this.base, '-m', 'chore: keyfence doctor');
  }

  /** Puts the branch and the work tree on a commit, without a hook. */
  async moveTo(commit: string): Promise<void> {
    await this.quietly('reset', '-q', '--hard', commit);
  }

  /** Runs Git with the hooks of the project. */
  async try(args: readonly string[], options: { path: PathKind; patience: number }): Promise<Tried> {
    rmSync(this.trace, { force: true });
    const ran = await runHook({
      file: this.git,
      args,
      cwd: this.top,
      env: { ...this.environment(options.path), GIT_TRACE2_EVENT: this.trace },
      patience: options.patience,
      signal: this.request.signal,
    });
    this.stopIfTold();
    return { ...ran, started: readStartedHooks(this.trace) };
  }

  /** Runs Git without any hook. @returns the first line of what it printed. @throws KeyfenceError where it fails. */
  async quietly(...args: string[]): Promise<string> {
    const { exitCode, output } = await runHook({
      file: this.git,
      args: ['-c', `core.hooksPath=${join(this.folder, 'no-hooks')}`, ...args],
      cwd: existsSync(this.top) ? this.top : this.folder,
      env: this.environment('user'),
      patience: PATIENCE,
      signal: this.request.signal,
    });
    this.stopIfTold();
    if (exitCode === 0) return output.toString('latin1').split('\n')[0] as string;
    throw new KeyfenceError(
      `the throw-away repository could not be made (git ${args.find((word) => !word.startsWith('-'))} ended with ${exitCode ?? 'a signal'})`,
      'see that the folder for temporary files (TMPDIR) has room and may be written, then run keyfence doctor again',
    );
  }

  private stopIfTold(): void {
    if (this.request.signal?.aborted) {
      throw new KeyfenceError('stopped before all hooks were tried', 'run keyfence doctor again');
    }
  }

  private get savedIndex(): string {
    return join(this.folder, 'index');
  }

  private get trace(): string {
    return join(this.folder, 'trace');
  }

  /** Where all remotes lead. */
  get remoteDirectory(): string {
    return join(this.folder, 'remote.git');
  }

  private environment(path: PathKind): NodeJS.ProcessEnv {
    return {
      ...hookEnvironment(path, this.request.env),
      ...this.identity,
      GIT_CONFIG_GLOBAL: join(this.folder, 'gitconfig'),
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      // A hook that pushes or fetches goes no further than to the throw-away remote.
      GIT_ALLOW_PROTOCOL: 'file',
      GIT_CEILING_DIRECTORIES: dirname(this.top),
    };
  }

  private async fill(): Promise<void> {
    const { place } = this.request;
    mkdirSync(this.top, { recursive: true });
    mkdirSync(join(this.folder, 'no-hooks'));
    writeFileSync(join(this.folder, 'gitconfig'), '');
    await this.quietly('init', '-q', '--template=', this.top);
    await this.quietly('init', '-q', '--template=', '--bare', this.remoteDirectory);
    const folders = { from: place.topLevel, to: this.top };
    this.copied = await copyTree({ ...folders, first: ['secrets', ...hooksInTree(place)] });
    linkPackages(folders, this.copied.packages);
    copyOfGit(place.gitDirectory, this.gitDirectory);
    this.writeSettings();
    await this.findIdentity();
    await this.quietly('add', '-A');
    const tree = await this.quietly('write-tree');
    this.base = await this.quietly('commit-tree', tree, '-m', 'chore: a copy of the work tree');
    copyFileSync(join(this.gitDirectory, 'index'), this.savedIndex);
    const ref = `refs/heads/${this.branch}`;
    await this.quietly('push', '-q', '--no-verify', this.remote, `${this.base}:${ref}`);
  }

  private writeSettings(): void {
    const { settings } = this.request;
    if (this.settings === '') {
      const own = readFileSync(join(this.gitDirectory, 'config'), 'latin1');
      const further = ownSettings(this.request, this);
      const written = writeSettings(settings, further);
      writeFileSync(join(this.folder, 'gitconfig'), written.personal, 'latin1');
      this.settings = own + written.repository;
    }
    writeFileSync(join(this.gitDirectory, 'config'), this.settings, 'latin1');
  }

  /** Who commits: the user; a name of ours only where Git knows none. */
  private async findIdentity(): Promise<void> {
    try {
      for (const one of ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT']) await this.quietly('var', one);
    } catch {
      this.identity = {
        GIT_AUTHOR_NAME: 'keyfence doctor',
        GIT_AUTHOR_EMAIL: 'doctor@keyfence.invalid',
        GIT_COMMITTER_NAME: 'keyfence doctor',
        GIT_COMMITTER_EMAIL: 'doctor@keyfence.invalid',
      };
    }
  }
}
