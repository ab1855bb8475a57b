/** Writes the baseline: fingerprints one per line, sorted, so that Git merges them line by line. */
import type { ByteString } from '../types.js';

const FINGERPRINT = /^kf1-[a-z2-7]{16}$/;
const HEADER = [
  '# keyfence baseline: findings that were here before, by their fingerprints. New ones still block.',
  '# `keyfence baseline` adds, `keyfence baseline --prune` removes what is gone.',
];

/** Whether a text is a fingerprint as findings have it. */
export function isFingerprint(text: string): boolean {
  return FINGERPRINT.test(text);
}

/**
 * The content of a baseline with exactly these fingerprints: sorted, each once. Comments of the old content stay: those at its top there, each other one above the fingerprint that follows it.
 * @param before the old content; null where there is none.
 */
export function writeBaseline(before: Buffer | null, fingerprints: Iterable<string>): Buffer {
  const { top, above, end } = commentsOf(before);
  const header = before === null ? HEADER : top;
  const entries = [...new Set(fingerprints)].sort();
  const lines = entries.flatMap((fingerprint) => [...(above.get(fingerprint) ?? []), fingerprint]);
  const text = [...header, ...lines, ...end].map((line) => `${line}\n`).join('');
  return Buffer.from(text, 'latin1');
}

interface Comments {
  top: ByteString[];
  /** By the fingerprint that follows them. */
  above: Map<string, ByteString[]>;
  end: ByteString[];
}

function commentsOf(text: Buffer | null): Comments {
  const comments: Comments = { top: [], above: new Map(), end: [] };
  let open: ByteString[] = comments.top;
  for (const line of linesOf(text)) {
    if (isComment(line)) {
      open.push(line);
      continue;
    }
    if (open !== comments.top) comments.above.set(line, [...(comments.above.get(line) ?? []), ...open]);
    open = [];
  }
  if (open !== comments.top) comments.end = open;
  return comments;
}

function linesOf(text: Buffer | null): ByteString[] {
  if (text === null) return [];
  const lines = text.toString('latin1').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => line.trim());
}

function isComment(line: ByteString): boolean {
  return line === '' || line.startsWith('#');
}
