/**
 * The throw-away repository in which the installed hooks are tried.
 *
 * What a hook does cannot be foreseen: besides ours there are formatters, `git add -A`, `git stash`, commands that amend.
 * So no hook is ever run in the user's repository. An index and an object folder of its own would not be enough (a
 * formatter writes files), `git worktree add` writes into the user's `.git`, and a clone lacks the hooks and the settings.
 * Here the work tree is copied, a new Git directory in the copy gets the hooks, the settings and one commit of all that
 * was copied, and then real Git commits, merges and pushes: hooks are found, started and obeyed by Git itself. Nothing in
 * the copy names the user's Git directory: no shared objects, no refs, no remotes (all lead to a second throw-away
 * repository). A run that is killed leaves this folder behind, and nothing else.
 *
 * The limits: hooks that go by an absolute path, or write to the home folder, reach what they name, as on every commit;
 * packages in `node_modules` are links (see `link-packages.ts`).
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { KeyfenceError } from '../../errors.js';
import type { ByteString } from '../../types.js';
import { linkStatOf } from '../look.js';
import { isProgram } from '../programs.js';
import { writeSettings } from './configuration.js';
import { CopyGit } from './copy-git.js';
import { copyOfGit } from './copy-of-git.js';
import { type Copied, copyEntry, copyTree } from './copy-tree.js';
import { type Folders, linkPackages } from './link-packages.js';
import { chooseRemote, hooksInTree, ownSettings, type RealSettings } from './own-settings.js';

export interface ScratchRequest extends RealSettings {
  env: NodeJS.ProcessEnv;
  signal: AbortSignal | null;
}

export class Scratch {
  /** All that is thrown away. */
  readonly folder: string;
  /** The copy of the work tree. */
  readonly top: string;
  readonly gitDirectory: string;
  readonly branch: string;
  readonly remote: string;
  /** Where all remotes lead. */
  readonly remoteDirectory: string;
  readonly try: CopyGit['try'];
  copied: Copied = { files: 0, leftOut: 0, ignored: [], packages: [] };
  private readonly git: CopyGit;
  private readonly savedGit: string;
  private readonly folders: Folders;
  private base = '';

  private constructor(request: ScratchRequest) {
    this.folder = mkdtempSync(join(tmpdir(), 'keyfence-doctor-'));
    this.top = join(this.folder, 'tree', basename(request.place.topLevel) || 'top');
    this.gitDirectory = join(this.top, '.git');
    this.branch = request.branch;
    this.remote = chooseRemote(request);
    this.remoteDirectory = join(this.folder, 'remote.git');
    this.folders = { from: request.place.topLevel, to: this.top };
    this.savedGit = join(this.folder, 'saved.git');
    this.git = new CopyGit({ ...request, folder: this.folder, top: this.top });
    this.try = this.git.try.bind(this.git);
  }

  /** @throws KeyfenceError where it cannot be made; nothing is left then. */
  static async make(request: ScratchRequest): Promise<Scratch> {
    let scratch: Scratch | null = null;
    try {
      scratch = new Scratch(request);
      await scratch.fill(request);
      return scratch;
    } catch (error) {
      scratch?.remove();
      const { code, syscall } = error as NodeJS.ErrnoException;
      if (syscall === undefined) throw error;
      throw new KeyfenceError(
        `the work tree cannot be copied to ${tmpdir()} (${code})`,
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

  /** Everything as it was before the first hook was run, whatever that did to it. */
  async reset(): Promise<void> {
    inOrder(() => this.layGitDirectory());
    const ref = `refs/heads/${this.branch}`;
    await this.git.quietly('reset', '-q', '--hard', this.base);
    await this.git.quietly('clean', '-ffdq');
    inOrder(() => this.layIgnored());
    await this.git.quietly(`--git-dir=${this.remoteDirectory}`, 'update-ref', ref, this.base);
  }

  /** Writes a file and adds it to the index. */
  async stage(name: string, text: ByteString): Promise<void> {
    writeFileSync(join(this.top, name), text, 'latin1');
    await this.git.quietly('add', '-f', '--', name);
  }

  /** Commits the index, without a hook. @returns the commit, on no branch yet. */
  async commitIndex(): Promise<string> {
    const tree = await this.git.quietly('write-tree');
    return this.git.quietly('commit-tree', tree, '-p', this.base, '-m', 'chore: keyfence doctor');
  }

  /** Puts the branch and the work tree on a commit, without a hook. */
  async moveTo(commit: string): Promise<void> {
    await this.git.quietly('reset', '-q', '--hard', commit);
  }

  private async fill(request: ScratchRequest): Promise<void> {
    const { place, settings } = request;
    mkdirSync(this.top, { recursive: true });
    this.mustRunPrograms();
    await this.git.quietly('init', '-q', '--template=', this.top);
    await this.git.quietly('init', '-q', '--template=', '--bare', this.remoteDirectory);
    this.copied = await copyTree({ ...this.folders, first: ['secrets', ...hooksInTree(place)] });
    linkPackages(this.folders, this.copied.packages);
    copyOfGit(place.gitDirectory, this.gitDirectory);
    const own = readFileSync(join(this.gitDirectory, 'config'), 'latin1');
    const { personal, repository } = writeSettings(settings, ownSettings(request, this));
    writeFileSync(join(this.gitDirectory, 'config'), own + repository, 'latin1');
    this.git.usePersonal(personal);
    await this.git.findIdentity();
    await this.git.quietly('add', '-A');
    const tree = await this.git.quietly('write-tree');
    this.base = await this.git.quietly('commit-tree', tree, '-m', 'chore: a copy of the work tree');
    const ref = `refs/heads/${this.branch}`;
    await this.git.quietly('symbolic-ref', 'HEAD', ref);
    await this.git.quietly('update-ref', ref, this.base);
    // What was pushed is known as such: the remote-tracking branch is there, too.
    await this.git.quietly('push', '-q', '--no-verify', this.remote, `${ref}:${ref}`);
    renameSync(this.gitDirectory, this.savedGit);
  }

  /** In a file system that starts no programs, no hook would run either. */
  private mustRunPrograms(): void {
    const probe = join(this.folder, 'probe');
    writeFileSync(probe, '', { mode: 0o755 });
    if (isProgram(probe)) return;
    throw new KeyfenceError(
      `${tmpdir()}: no program can be started from the folder for temporary files`,
      'set TMPDIR to a folder where that is allowed, then run keyfence doctor again',
    );
  }

  /** A Git directory like the one that was put aside, whose objects it uses. */
  private layGitDirectory(): void {
    const [objects, saved] = [join(this.gitDirectory, 'objects'), join(this.savedGit, 'objects')];
    rmSync(this.gitDirectory, { recursive: true, force: true });
    cpSync(this.savedGit, this.gitDirectory, {
      recursive: true,
      verbatimSymlinks: true,
      preserveTimestamps: true,
      filter: (path) => path !== saved,
    });
    mkdirSync(join(objects, 'info'), { recursive: true });
    writeFileSync(join(objects, 'info/alternates'), `${relative(objects, saved)}\n`);
  }

  /** What Git does not bring back, from the work tree itself. */
  private layIgnored(): void {
    const { folders, copied } = this;
    linkPackages(folders, copied.packages);
    for (const path of copied.ignored) {
      const stat = linkStatOf(join(folders.from, path));
      if (stat) copyEntry(folders, path, stat);
    }
  }
}

/** @throws KeyfenceError where the disk refuses, because of what a hook did. */
function inOrder(work: () => void): void {
  try {
    work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new KeyfenceError(
      `the copy of the repository cannot be put in order after a hook (${code})`,
      'see what the hooks do to permissions',
      { cause: error },
    );
  }
}
