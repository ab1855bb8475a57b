/** What one commit introduces: paths that no parent has like that, and what each parent had instead. */

import {
  type CommitChange,
  hasText,
  isAbsent,
  isOtherKind,
  type Side,
  SUBMODULE,
} from '../git/commit-changes.js';
import type { ListedCommit } from '../git/commit-listing.js';
import type { ObjectReader } from '../git/objects.js';
import { readTreeChanges } from '../git/raw-diff.js';
import type { ByteString, Chunk, CommitFacts, DeletedPaths, Parent } from '../types.js';
import { blobChunk } from './blob-chunk.js';
import type { CommitSkips } from './commit-skips.js';

interface Tools {
  reader: ObjectReader;
  skips: CommitSkips;
  cwd: string;
}

interface OldFile extends Side {
  path: ByteString;
}

export class Introduction {
  readonly commit: ListedCommit;
  /** Complete once the commit itself has been read. */
  facts: CommitFacts;
  private readonly tools: Tools;
  private readonly deleted: DeletedPaths[];

  constructor(commit: ListedCommit, tools: Tools) {
    this.commit = commit;
    this.tools = tools;
    this.facts = { oid: commit.oid, author: '', date: '' };
    this.deleted = commit.parents.map((parent) => this.deletedSince(parent));
  }

  /** The paths with new text. Submodules among them are named as skipped. */
  *files(): Iterable<CommitChange> {
    for (const change of this.commit.changes) {
      const { path, mode, oid, before } = change;
      if (isAbsent(mode)) continue;
      if (mode === SUBMODULE) {
        this.tools.skips.submodule(path);
        continue;
      }
      // A link that becomes a file with the same text is a new file all the same.
      const isKnown = before.some((side) => side.oid === oid && !isOtherKind(side, mode));
      if (!isKnown) yield change;
    }
  }

  /** For one of the changed paths. */
  parentsOf({ path, before }: CommitChange): Parent[] {
    return this.commit.parents.map((_, position) => ({
      samePath: async () => {
        const side = before[position];
        return side && hasText(side) ? this.readOld({ path, ...side }) : null;
      },
      deleted: this.deleted[position] as DeletedPaths,
    }));
  }

  private deletedSince(parent: string): DeletedPaths {
    const introduction = this;
    return {
      async *chunks() {
        for (const file of await introduction.deletedFiles(parent)) {
          const chunk = await introduction.readOld(file);
          if (chunk) yield chunk;
        }
      },
    };
  }

  /** A file that leaves a link or a submodule in its place has moved away, too. */
  private async deletedFiles(parent: string): Promise<OldFile[]> {
    const { commit } = this;
    if (commit.parents.length > 1) {
      // Of a merge only those paths are known that differ from every parent.
      const changes = await readTreeChanges(parent, commit.oid, this.tools.cwd);
      return changes
        .filter(({ status }) => /[DT]/.test(status))
        .map(({ path, oldMode, oldOid }) => ({ path, mode: oldMode, oid: oldOid }))
        .filter(hasText);
    }
    return commit.changes
      .filter(({ mode, before: [side] }) => side && isOtherKind(side, mode))
      .map(({ path, before }) => ({ path, ...(before[0] as Side) }))
      .filter(hasText);
  }

  private async readOld({ path, mode, oid }: OldFile): Promise<Chunk | null> {
    const object = await this.tools.reader.read(oid);
    if (object.kind !== 'missing' && object.kind !== 'damaged') {
      const origin = { kind: 'commit', path, mode, oid, commit: this.facts } as const;
      return blobChunk(object, origin, { cwd: this.tools.cwd });
    }
    this.tools.skips.unreadBefore(path, object, this.commit.oid);
    return null;
  }
}
