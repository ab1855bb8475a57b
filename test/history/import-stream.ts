/** What `git fast-import` reads, and the ids of what it made. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Repository, scratch } from '../support/repository.js';

/** The first commit, in seconds since 1970; each later one follows an hour after the one before. */
const START = 1_700_000_000;
const HOUR = 3600;

/** A file of a commit: where it stands is told beside it. */
export interface ImportedFile {
  /** What `blob` returned. */
  mark: number;
  /** As Git has it: "100644". */
  mode: string;
}

export interface ImportedCommit {
  /** A whole name, "refs/heads/main". */
  ref: string;
  message: string;
  /** Marks; none for a root. */
  parents: readonly number[];
  /** All that the commit holds, by path (a byte string). */
  files: ReadonlyMap<string, ImportedFile>;
}

export class ImportStream {
  private readonly parts: Buffer[] = [];
  private mark = 0;
  private hours = 0;

  /** @returns its mark. */
  blob(bytes: Buffer): number {
    this.mark++;
    this.add(`blob\nmark :${this.mark}\n`);
    this.data(bytes);
    return this.mark;
  }

  /** @returns its mark. */
  commit({ ref, message, parents, files }: ImportedCommit): number {
    this.mark++;
    const person = `Author ${this.hours % 5} <author@example.com> ${this.time()} +0100`;
    // A new branch has the parents that it is told, none if there are none: so the branch is forgotten first.
    this.add(`reset ${ref}\n\ncommit ${ref}\nmark :${this.mark}\nauthor ${person}\ncommitter ${person}\n`);
    this.data(Buffer.from(message));
    const [from, ...merged] = parents;
    if (from !== undefined) this.add(`from :${from}\n`);
    for (const parent of merged) this.add(`merge :${parent}\n`);
    this.add('deleteall\n');
    for (const [path, { mark, mode }] of files) this.add(`M ${mode} :${mark} ${quoted(path)}\n`);
    this.add('\n');
    return this.mark;
  }

  /** An annotated tag of a commit or a blob. */
  tag(name: string, target: number, message: string): void {
    this.add(`tag ${name}\nfrom :${target}\ntagger Tagger <tagger@example.com> ${this.time()} +0000\n`);
    this.data(Buffer.from(message));
  }

  /** Puts a ref on a commit. */
  reset(ref: string, target: number): void {
    this.add(`reset ${ref}\nfrom :${target}\n\n`);
  }

  /** Makes the objects and the refs. @returns the id of each mark. */
  run(repository: Repository): Map<number, string> {
    const marks = join(scratch(), 'marks');
    const words = ['fast-import', '--quiet', '--force', `--export-marks=${marks}`];
    const { status, stderr } = spawnSync('git', ['-c', 'fastimport.unpackLimit=0', ...words], {
      cwd: repository.top,
      env: repository.env,
      input: Buffer.concat(this.parts),
      encoding: 'latin1',
    });
    if (status !== 0) throw new Error(`git fast-import ended with ${status}: ${stderr}`);
    const lines = readFileSync(marks, 'latin1').trim().split('\n');
    return new Map(lines.map((line) => [Number(line.slice(1, line.indexOf(' '))), line.split(' ')[1] ?? '']));
  }

  private time(): number {
    return START + HOUR * this.hours++;
  }

  private data(bytes: Buffer): void {
    this.parts.push(Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n'));
  }

  private add(text: string): void {
    this.parts.push(Buffer.from(text, 'latin1'));
  }
}

/** A path in the quotes that fast-import reads. */
function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
