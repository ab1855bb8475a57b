/** Reads files of the project that a line must look into, larger ones too; what cannot be read is a problem, never a pass. */
import type { ProjectView } from '../project/view.js';
import { joinBytes, readRegularFile, toBytes } from '../sources/read-file.js';
import type { ByteString } from '../types.js';
import type { Problem } from './line.js';

const LARGEST = 16 * 1024 * 1024; // bytes

export type WholeFile =
  | { kind: 'read'; bytes: Buffer }
  /** A link, whose target is looked at where it lies; a submodule; or nothing. */
  | { kind: 'nothing' }
  | { kind: 'unread'; problem: Problem };

export function readWhole({ top }: Pick<ProjectView, 'top'>, file: ByteString): WholeFile {
  const result = readRegularFile(joinBytes(toBytes(top), file), LARGEST);
  switch (result.kind) {
    case 'read':
      return result.isLink ? { kind: 'nothing' } : { kind: 'read', bytes: result.bytes };
    case 'absent':
    case 'directory':
      return { kind: 'nothing' };
    case 'unreadable':
      return { kind: 'unread', problem: unread(file, `cannot be read (${result.code})`) };
    case 'too-large':
      return { kind: 'unread', problem: unread(file, 'is too large to be looked into (over 16 MB)') };
    default:
      return { kind: 'unread', problem: unread(file, 'is no regular file') };
  }
}

function unread(file: ByteString, says: string): Problem {
  return { file, line: null, says: `the file ${says}`, remedy: 'make it readable, then check again' };
}
