/** The text of a template. */
import { isUtf8 } from 'node:buffer';
import type { ProjectView } from '../../project/view.js';
import type { ByteString } from '../../types.js';

/** Null for what is no regular file of bounded size, or no text in UTF-8. */
export function readTemplate(file: ByteString, { read }: Pick<ProjectView, 'read'>): Buffer | null {
  const text = read(file);
  return text === null || !isUtf8(text) || text.includes(0) ? null : text;
}
