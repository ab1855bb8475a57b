/** What people write into Git besides files, as chunks: commits, annotated tags, the names of refs. */
import type { WrittenObject } from '../git/written-objects.js';
import type { ByteString, Chunk, CommitFacts } from '../types.js';

/** The message of a commit or a tag, and the rest of it: names, e-mails, whatever else it carries. */
export function wordsOf({ message, header, facts }: WrittenObject, what: 'commit' | 'tag'): Chunk[] {
  return [words(message, `(${what} message)`, facts), words(header, `(${what} header)`, facts)];
}

/** The name of a ref, without the folder that tells its kind. */
export function wordsOfName(ref: ByteString): Chunk {
  const kinds = { 'refs/heads/': '(branch name)', 'refs/tags/': '(tag name)' };
  for (const [folder, label] of Object.entries(kinds)) {
    if (ref.startsWith(folder)) return words(ref.slice(folder.length), label, null);
  }
  return words(ref, '(ref name)', null);
}

function words(text: ByteString, path: ByteString, commit: CommitFacts | null): Chunk {
  return { bytes: Buffer.from(text, 'latin1'), rest: null, origin: { kind: 'words', path, commit } };
}
