/** Adds names to a template; all that stands there stays as it is. */

import type { SchemaEntry } from '../../schema/read-schema.js';
import { readsAsWords } from '../../schema/schema-form.js';
import type { ByteString } from '../../types.js';

/** A name, and what the template shows in the place of its value. */
export interface Addition {
  entry: SchemaEntry;
  dummy: ByteString;
}

/** What `namesInTemplate` reads back behind a `#`. */
const COMMENTABLE = /^[A-Z][A-Z0-9_]{2,99}$/;

/**
 * Optional names are commented out: who copies the template can do without.
 * @param before null where there is no file.
 */
export function withNames(before: ByteString | null, additions: readonly Addition[]): ByteString {
  const text = before ?? '';
  const lineEnd = /\r\n/.test(text) ? '\r\n' : '\n';
  const groups = [...new Set(additions.map(({ entry }) => entry.group))];
  const blocks = groups.map((group) => {
    const own = additions.filter(({ entry }) => entry.group === group);
    return [...headingOf(group), ...own.map(lineOf), ''].join(lineEnd);
  });
  const gap = text === '' ? '' : text.endsWith('\n') ? lineEnd : lineEnd + lineEnd;
  return text + gap + blocks.join(lineEnd);
}

function headingOf(group: string): string[] {
  return readsAsWords(group) ? [`# ${group}`] : [];
}

function lineOf({ entry, dummy }: Addition): ByteString {
  const { variable, section } = entry;
  const isCommented = section === 'optional' && COMMENTABLE.test(variable);
  return `${isCommented ? '# ' : ''}${variable}=${dummy}`;
}
