/** Finds private key blocks in text. */
import type { ByteString } from '../../types.js';

/** A block from its BEGIN line on. */
export interface KeyBlock {
  /** What stands between BEGIN and PRIVATE KEY: `RSA `, `ENCRYPTED `, nothing … */
  label: string;
  /** Where the body begins and ends, in bytes of the text; 0-based, the end exclusive. */
  start: number;
  end: number;
  /** Whether an END line closes it. */
  closed: boolean;
}

/** The first private key block of a text. Null where there is none. */
export function findBlock(text: ByteString): KeyBlock | null {
  const begin =
    /-----BEGIN ([A-Za-z0-9 ]{0,40}?)PRIVATE KEY(?: BLOCK)?-----|---- BEGIN (SSH2 ENCRYPTED )PRIVATE KEY ----/;
  const found = begin.exec(text);
  if (!found) return null;
  const start = found.index + found[0].length;
  const rest = text.slice(start);
  const end = rest.search(/-----END|---- END/);
  const next = rest.search(/-----BEGIN|---- BEGIN/);
  const closed = end >= 0 && (next < 0 || end < next);
  const length = closed ? end : next >= 0 ? next : rest.length;
  return { label: found[1] ?? found[2] ?? '', start, end: start + length, closed };
}
