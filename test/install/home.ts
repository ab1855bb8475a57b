/** A home of a user in a scratch folder, with a keyfence that is installed for all projects. */
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { BIN } from '../support/repository.js';
import type { Project } from './project.js';

export class Home {
  readonly folder: string;
  /** Where `init --global` is told that keyfence is. */
  readonly bin: string;

  /** From now on it is the home of everything that this process starts, `init` included. */
  constructor(project: Project) {
    this.folder = `${project.root} höme`;
    this.bin = join(`${project.root} prefix`, "it's/lib/node_modules/keyfence/dist/cli.cjs");
    fs.mkdirSync(join(this.folder, '.config'), { recursive: true });
    fs.mkdirSync(dirname(this.bin), { recursive: true });
    const starter = `process.stderr.write('started ' + __filename + '\\n');\nrequire(${JSON.stringify(BIN)});\n`;
    fs.writeFileSync(this.bin, starter);
    process.env.HOME = this.folder;
    process.env.XDG_CACHE_HOME = `${project.root} cache`; // what is kept there is no trace
    delete process.env.GIT_CONFIG_GLOBAL;
  }

  /** Arguments for `initGlobal`. */
  options(more: { hookManager?: string; bin?: string } = {}) {
    return { cwd: this.folder, dryRun: false, bin: this.bin, node: process.execPath, ...more };
  }

  write(path: string, text: string): void {
    fs.writeFileSync(join(this.folder, path), text, 'latin1');
  }

  read(path: string): string {
    return fs.readFileSync(join(this.folder, path), 'latin1');
  }

  /** Every file and folder, with its mode and bytes. */
  snapshot(): Record<string, string> {
    const names = fs.readdirSync(this.folder, { recursive: true, encoding: 'utf8' }).sort();
    return Object.fromEntries(names.map((name) => [name, this.describe(join(this.folder, name))]));
  }

  private describe(path: string): string {
    const stat = fs.lstatSync(path);
    if (stat.isSymbolicLink()) return `link ${fs.readlinkSync(path)}`;
    return `${stat.mode.toString(8)} ${stat.isFile() ? fs.readFileSync(path, 'latin1') : ''}`;
  }
}
