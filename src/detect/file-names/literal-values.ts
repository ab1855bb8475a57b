/** Decides of a named value whether it is a credential written out, rather than a setting, a reference or a stand-in. */

import { namesCredential, namesPublicValue } from './credential-names.js';
import { isPlaceholder } from './placeholders.js';
import { looksRandom } from './randomness.js';
import { isReference } from './references.js';

/** A setting as it was read: the name, the value without its quotes. */
export interface Leaf {
  name: string;
  value: string;
  /** The outermost key or section it stands in; empty where there is none. */
  top: string;
}

const PLAIN_VALUE =
  /^(?:true|false|yes|no|on|off|null|nil|none|undefined|~|-?\d{1,6}(?:\.\d+)?|\{\}|\[\]|[&*]\w+)$/i;

/** Whether the value is nothing, a switch or a small number. */
export function isPlainValue(value: string): boolean {
  return value.trim() === '' || PLAIN_VALUE.test(value.trim());
}

/** Whether the value must be taken for a secret that is written out; placeholders are not. */
export function isLiteralCredential({ name, value }: Pick<Leaf, 'name' | 'value'>): boolean {
  return isWrittenOut({ name, value }) && !isPlaceholder(value);
}

/** The same, but a placeholder counts too. */
export function isWrittenOut({ name, value }: Pick<Leaf, 'name' | 'value'>): boolean {
  if (value.includes('PRIVATE KEY')) return true;
  if (isReference(value) || namesPublicValue(name)) return false;
  if (holdsUrlPassword(value) || holdsConnectionPassword(value)) return true;
  if (!namesCredential(name)) return !isPlainValue(value) && looksRandom(value);
  if (value.trim() === '' || /^(?:true|false|null|~)$/i.test(value.trim())) return false;
  return looksRandom(value) || !isPath(value);
}

function isPath(value: string): boolean {
  return /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)/.test(value);
}

/** The part before the `@` of each address in a text, references included: `user:password`. */
export function readUserinfo(text: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const authority = readAuthority(text, at + 3);
    const end = authority.lastIndexOf('@');
    if (end > 0) found.push(authority.slice(0, end));
  }
  return found;
}

/** In characters; no user name with password is longer. */
const LONGEST_AUTHORITY = 1024;

/** Up to the path. Not up to `?` and `#`: people leave them unescaped in passwords. */
function readAuthority(text: string, start: number): string {
  const piece = text.slice(start, start + LONGEST_AUTHORITY);
  const end = piece.search(/[/\s"'<>,]/);
  return end < 0 ? piece : piece.slice(0, end);
}

function holdsUrlPassword(value: string): boolean {
  return readUserinfo(value).some((userinfo) => {
    const colon = userinfo.indexOf(':');
    const password = colon < 0 ? '' : userinfo.slice(colon + 1);
    return !isPlaceholder(password) && !isReference(password) && !isReference(userinfo);
  });
}

/** `Server=…;Password=…;`: a list of settings in one value. */
function holdsConnectionPassword(value: string): boolean {
  if (!value.includes(';')) return false;
  return value.split(';').some((part) => {
    const equals = part.indexOf('=');
    if (equals < 0 || !namesCredential(part.slice(0, equals))) return false;
    const password = part.slice(equals + 1).trim();
    return !isPlainValue(password) && !isPlaceholder(password) && !isReference(password);
  });
}
