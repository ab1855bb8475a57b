/** Where a project's code reads environment variables: each name once for each file, with its first line. */
import { isOwnCode } from '../../project/names/code-files.js';
import { usesInFile } from '../../project/names/uses-in-code.js';
import { joinBytes, readRegularFile, toBytes } from '../../sources/read-file.js';
import type { ByteString } from '../../types.js';
import type { PolicyProject } from '../project.js';

const LARGEST = 16 * 1024 * 1024; // bytes of one file
const MOST_BYTES = 64 * 1024 * 1024; // of code that is looked through

export interface Read {
  name: string;
  file: ByteString;
  /** Of its first use in that file, 1-based. */
  line: number;
}

export interface Reads {
  /** In the order of the files, then of the lines. */
  reads: readonly Read[];
  /** How many files were looked through. */
  files: number;
  /** What was not looked through: too large, or behind more code than is looked through. */
  unread: readonly ByteString[];
}

const known = new WeakMap<PolicyProject, Reads>();

export function readsOf(project: PolicyProject): Reads {
  const before = known.get(project);
  if (before) return before;
  const reads: Read[] = [];
  const unread: ByteString[] = [];
  let files = 0;
  let bytes = 0;
  for (const file of project.files.filter(isOwnCode)) {
    if (bytes >= MOST_BYTES) {
      unread.push(file);
      continue;
    }
    const text = textOf(project, file);
    if (text === UNREAD) unread.push(file);
    if (text === null || text === UNREAD) continue;
    files++;
    bytes += text.length;
    for (const read of readsIn(text, file)) reads.push(read);
  }
  const found = { reads, files, unread };
  known.set(project, found);
  return found;
}

function readsIn(text: ByteString, file: ByteString): Read[] {
  const first = new Map<string, number>();
  for (const { name, at } of usesInFile(text, file)) first.set(name, Math.min(at, first.get(name) ?? at));
  const sorted = [...first].sort(([, a], [, b]) => a - b);
  let line = 1;
  let counted = 0;
  return sorted.map(([name, at]) => {
    for (; counted < at; counted++) if (text.charCodeAt(counted) === 0x0a) line++;
    return { name, file, line };
  });
}

const UNREAD = Symbol('unread');

/** Null where nothing is to be read: a link leads to what is looked at in its own place, and what is deleted holds nothing. */
function textOf({ top }: PolicyProject, file: ByteString): ByteString | typeof UNREAD | null {
  const result = readRegularFile(joinBytes(toBytes(top), file), LARGEST);
  if (result.kind === 'read') return result.isLink ? null : result.bytes.toString('latin1');
  return result.kind === 'absent' || result.kind === 'directory' ? null : UNREAD;
}
