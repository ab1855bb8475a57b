/** What an object id names once every annotated tag on the way is followed. */
import { KeyfenceError } from '../errors.js';
import type { ObjectReader } from '../git/objects.js';
import { parseWritten } from '../git/written-objects.js';
import type { CommitFacts } from '../types.js';

/** What stands at the end of a chain of tags (most often of none). */
export interface Named {
  /** The annotated tags, the outermost first. */
  tags: string[];
  oid: string;
  type: 'commit' | 'tree' | 'blob';
  /** Of the outermost tag. */
  tagFacts: CommitFacts | null;
  /** When a commit was committed, in seconds since 1970; 0 for anything else. */
  time: number;
}

/**
 * Follows tags to what they name.
 * @returns null where an object on the way is not in this clone.
 * @throws KeyfenceError where one is too large to be a commit or a tag.
 */
export async function followTags(oid: string, reader: ObjectReader): Promise<Named | null> {
  const tags: string[] = [];
  let tagFacts: CommitFacts | null = null;
  for (let at = oid; ; ) {
    const object = await reader.read(at);
    if (object.kind === 'missing' || object.kind === 'damaged') return null;
    const { type } = object;
    if (type === 'tree' || type === 'blob') return { tags, oid: at, type, tagFacts, time: 0 };
    if (object.kind === 'too-large') {
      throw new KeyfenceError('a commit or a tag is too large to be read', 'nothing was passed as clean');
    }
    const written = parseWritten(at, object.bytes);
    if (type === 'commit') return { tags, oid: at, type, tagFacts, time: written.time };
    if (written.target === null) {
      throw new KeyfenceError('a tag that names nothing', 'the object is damaged: git fsck tells more');
    }
    tags.push(at);
    tagFacts ??= written.facts;
    at = written.target.oid;
  }
}
