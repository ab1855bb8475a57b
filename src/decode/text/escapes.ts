/** One pass over a text for every kind of escape: where undoing it could tell something. */
import type { ByteRange, ByteString } from '../../types.js';
import type { Layer } from '../layer.js';
import { characterEscape, stringEscape, tellsSlash, tellsString, tellsUnicode } from './backslash.js';
import { flagsOf } from './byte-classes.js';
import { htmlEscape, tellsHtml } from './html.js';
import { jointEscape, tellsJoint } from './joints.js';
import { percentEscape, tellsPercent } from './percent.js';
import { quotedPrintableEscape, tellsQuotedPrintable } from './quoted-printable.js';
import { type Escape, rewrite } from './rewriting.js';
import { Strips } from './strips.js';
import { tellsTerminal, terminalEscape } from './terminal.js';
import { Windows } from './windows.js';

interface Kind {
  layer: ByteString;
  escape: Escape;
}

const ANSI: Kind = { layer: 'ansi', escape: terminalEscape };
const JOINED: Kind = { layer: 'joined', escape: jointEscape };
const UNICODE: Kind = { layer: 'unicode-escape', escape: characterEscape };
const SLASH: Kind = { layer: 'json-string', escape: characterEscape };
const STRING: Kind = { layer: 'json-string', escape: stringEscape };
const PERCENT: Kind = { layer: 'percent', escape: percentEscape };
const HTML: Kind = { layer: 'html', escape: htmlEscape };
const QUOTED_PRINTABLE: Kind = { layer: 'quoted-printable', escape: quotedPrintableEscape };
const KINDS = [ANSI, JOINED, UNICODE, SLASH, STRING, PERCENT, HTML, QUOTED_PRINTABLE];

/** The bytes that an escape of any kind begins with. */
const SIGNS = flagsOf('\\"\'`%&=\x1b');

/**
 * A layer for each kind of escape in `bytes`, of the windows around where it tells something.
 * @param isNews whether a range of the bytes is worth a look.
 */
export function* escapeLayers(bytes: Buffer, isNews: (range: ByteRange) => boolean): Iterable<Layer> {
  const windows = findWindows(bytes, isNews);
  for (const kind of KINDS) {
    const strips = new Strips(kind.layer);
    for (const window of windows.get(kind)?.close() ?? []) {
      yield* strips.add(rewrite(bytes, window, kind.escape));
    }
    yield* strips.rest();
  }
}

function findWindows(bytes: Buffer, isNews: (range: ByteRange) => boolean): Map<Kind, Windows> {
  const windows = new Map<Kind, Windows>();
  const { length } = bytes;
  for (let at = 0; at < length; at++) {
    if (!SIGNS[bytes[at] as number]) continue;
    const kind = kindAt(bytes, at);
    if (kind === null || !isNews({ start: at, end: at + 1 })) continue;
    const known = windows.get(kind) ?? new Windows();
    windows.set(kind, known);
    known.add(at);
  }
  return windows;
}

/** What undoing the escape that may begin at `at` would tell; null for most. */
function kindAt(bytes: Buffer, at: number): Kind | null {
  switch (bytes[at]) {
    case 0x5c:
      return kindOfBackslash(bytes, at);
    case 0x3d:
      return tellsQuotedPrintable(bytes, at) ? QUOTED_PRINTABLE : null;
    case 0x26:
      return tellsHtml(bytes, at) ? HTML : null;
    case 0x25:
      return tellsPercent(bytes, at) ? PERCENT : null;
    case 0x1b:
      return tellsTerminal(bytes, at) ? ANSI : null;
    default:
      return tellsJoint(bytes, at) ? JOINED : null;
  }
}

function kindOfBackslash(bytes: Buffer, at: number): Kind | null {
  const next = bytes[at + 1];
  if (next === 0x5c) return null; // the last of several decides
  if (next === 0x0a || next === 0x0d) return tellsJoint(bytes, at) ? JOINED : null;
  if (tellsSlash(bytes, at)) return SLASH;
  if (tellsString(bytes, at)) return STRING;
  if (tellsUnicode(bytes, at)) return UNICODE;
  return tellsTerminal(bytes, at) ? ANSI : null;
}
