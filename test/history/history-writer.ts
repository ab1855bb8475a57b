/** Writes a history commit by commit, and keeps where each planted secret stands in it. */
import type { Repository } from '../support/repository.js';
import { ImportStream } from './import-stream.js';
import { fingerprintsOf, type Label, type Plant, placesOf } from './labels.js';

/** A file's text, and what of the planted stands in it. */
export interface Content {
  bytes: Buffer;
  holds: readonly Plant[];
  mode?: '100644' | '100755' | '120000';
}

/** A commit as it was written. */
export interface Written {
  mark: number;
  parents: readonly Written[];
  /** All files, by path. */
  files: ReadonlyMap<string, Content>;
  message: Words;
  /** In the order in which they were written, which is that of their dates. */
  number: number;
}

/** A message, and what stands in it. */
export interface Words {
  text: string;
  holds: readonly Plant[];
}

/** What a commit changes: null removes a file. */
export type Changes = Record<string, Content | null>;

export interface CommitOptions {
  /** The branch is started anew there; where left out it goes on, or it is a root. */
  from?: Written;
  /** Branches that are merged: what they hold is not taken over by itself. */
  merge?: readonly string[];
  message?: Words;
}

/** @returns a text with what is planted in it. */
export function content(text: string | Buffer, ...holds: Plant[]): Content {
  return { bytes: Buffer.isBuffer(text) ? text : Buffer.from(text), holds };
}

export class HistoryWriter {
  readonly plants: Plant[] = [];
  private readonly stream = new ImportStream();
  private readonly commits: Written[] = [];
  private readonly branches = new Map<string, Written>();
  private readonly tags: { name: string; commit: Written; message: Words }[] = [];
  private readonly blobs = new Map<Buffer, number>();

  /** Registers a secret. */
  plant(plant: Plant): Plant {
    this.plants.push(plant);
    return plant;
  }

  commit(branch: string, changes: Changes, options: CommitOptions = {}): Written {
    const { message = { text: `Change ${Object.keys(changes).length} files\n`, holds: [] } } = options;
    const before = options.from ?? this.branches.get(branch);
    const parents = [...(before ? [before] : []), ...(options.merge ?? []).map((name) => this.tip(name))];
    const files = new Map(before?.files);
    for (const [path, one] of Object.entries(changes)) {
      if (one === null) files.delete(path);
      else files.set(path, one);
    }
    const mark = this.stream.commit({
      ref: `refs/heads/${branch}`,
      message: message.text,
      parents: parents.map((parent) => parent.mark),
      files: new Map([...files].map(([path, one]) => [path, this.imported(one)])),
    });
    const written = { mark, parents, files, message, number: this.commits.length };
    this.commits.push(written);
    this.branches.set(branch, written);
    return written;
  }

  /** The newest commit of a branch. */
  tip(branch: string): Written {
    const tip = this.branches.get(branch);
    if (!tip) throw new Error(`no branch ${branch}`);
    return tip;
  }

  /** The text that a file has at the tip of a branch. */
  read(branch: string, path: string): Content {
    const found = this.tip(branch).files.get(path);
    if (!found) throw new Error(`no file ${path}`);
    return found;
  }

  /** An annotated tag. */
  tag(name: string, commit: Written, message: Words): void {
    this.stream.tag(name, commit.mark, message.text);
    this.tags.push({ name, commit, message });
  }

  /** Deletes a branch: what only it has is reached by nothing any more, unless it is merged. */
  drop(branch: string): void {
    this.branches.delete(branch);
  }

  /** Makes the objects and refs. @returns where each planted secret stands. */
  async finish(repository: Repository): Promise<Label[]> {
    const ids = this.stream.run(repository);
    const kept = new Set([...this.branches.keys()].map((name) => `refs/heads/${name}`));
    const refs = repository.git('for-each-ref', '--format=%(refname)', 'refs/heads/').trim().split('\n');
    for (const ref of refs.filter((one) => !kept.has(one))) repository.git('update-ref', '-d', ref);
    const idOf = (mark: number) => ids.get(mark) as string;
    const reached = this.reached();
    const places = placesOf({
      commits: this.commits.map(({ mark, files, message, number }) => ({
        oid: idOf(mark),
        isReached: reached.has(number),
        isHead: this.branches.get('main')?.number === number,
        files: [...files].map(([path, one]) => ({
          path,
          oid: idOf(this.blobs.get(one.bytes) as number),
          ...one,
        })),
        message,
      })),
      tags: this.tags.map(({ name, message }) => ({
        oid: repository.git('rev-parse', `refs/tags/${name}`).trim(),
        message,
      })),
    });
    const label = async (plant: Plant): Promise<Label> => ({
      ...plant,
      fingerprints: await fingerprintsOf(plant),
      ...places(plant),
    });
    return Promise.all(this.plants.map(label));
  }

  private imported({ bytes, mode = '100644' }: Content): { mark: number; mode: string } {
    const mark = this.blobs.get(bytes) ?? this.stream.blob(bytes);
    this.blobs.set(bytes, mark);
    return { mark, mode };
  }

  /** The numbers of the commits that a branch or a tag reaches. */
  private reached(): Set<number> {
    const seen = new Set<number>();
    const waiting = [...this.branches.values(), ...this.tags.map(({ commit }) => commit)];
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      if (seen.has(one.number)) continue;
      seen.add(one.number);
      waiting.push(...one.parents);
    }
    return seen;
  }
}
