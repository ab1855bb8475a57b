/** Words for what is told of names and paths: only what reads as a name, and so much of it that it stays one line. */
import { quoteForShell } from '../install/script.js';
import { readsAsWords } from '../schema/schema-form.js';
import { toText } from '../sources/read-file.js';
import type { ByteString } from '../types.js';

/** "3 files", "1 file". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Names one after the other, the first few of many: ".env, .env.local and 4 more". */
export function listed(names: readonly ByteString[], most = 6): string {
  const shown = names.slice(0, most).map(toText).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** A name of a variable, where it reads as words; what does not might be a secret that slipped into its place. */
export function shownName(name: string): string {
  return readsAsWords(name) ? name : '(a name that does not read as words)';
}

const PLAIN = /^[\w@%+=:,./-]+$/;
const PRINTABLE = /^[^\u0000-\u001f\u007f-\u009f\ufffd]+$/;

/** A path as one word of a command; null where no command line can be copied that holds it. */
export function shellPath(path: ByteString): string | null {
  const text = toText(path);
  if (PLAIN.test(text)) return text.startsWith('-') ? `./${text}` : text;
  if (!PRINTABLE.test(text)) return null;
  return toText(quoteForShell(text.startsWith('-') ? `./${text}` : text));
}
