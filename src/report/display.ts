/** Makes text from a scanned repository safe and visible on a terminal and in a report. */
import { isUtf8 } from 'node:buffer';
import type { ByteString } from '../types.js';

// C0, DEL, C1; line and paragraph separators; bidirectional controls; zero-width and other invisible characters; and code
// points that are no characters, which HTML and XML do not take.
const INVISIBLE =
  /[\ufe00-\ufe0f\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Noncharacter_Code_Point}]/gu;

// What a CI runner takes for a command to itself: `::error::` at the start of a line, `##[error]` and `##vso[` anywhere.
const COMMAND = /^\s*:(?=:)|##(?=[a-z]*\[)/g;

/**
 * @param text bytes, as UTF-8 where they are valid.
 * @returns printable text on one line: what cannot be seen is written as an escape (`\n`, `\u{202e}`, `\xff`).
 */
export function display(text: ByteString): string {
  const visible = decode(text).replace(INVISIBLE, escapeCharacter);
  return visible.replace(COMMAND, (start) => start.slice(0, -1) + escapeCharacter(start.slice(-1)));
}

function escapeCharacter(char: string): string {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[char];
  return short ?? `\\u{${(char.codePointAt(0) as number).toString(16)}}`;
}

/** The same for text that is not bytes: the titles and addresses of patterns, which a project can write itself. */
export function displayText(text: string): string {
  return display(Buffer.from(text, 'utf8').toString('latin1'));
}

/** What may be shown of a secret: a format's literal prefix, which is bytes, and an ellipsis. */
export function displayMasked(masked: string): string {
  return masked.endsWith('…') ? `${display(masked.slice(0, -1))}…` : display(masked);
}

function decode(text: ByteString): string {
  const bytes = Buffer.from(text, 'latin1');
  if (isUtf8(bytes)) return bytes.toString('utf8');
  return text.replace(/[\u0080-\u00ff]/g, (char) => `\\x${char.charCodeAt(0).toString(16)}`);
}
