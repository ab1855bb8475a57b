/** One pass over a text for every kind of escape: where undoing it could tell something. */
import type { ByteRange, ByteString } from '../../types.js';
import type { Layer } from '../layer.js';
import { characterEscape, stringEscape, tellsSlash, tellsString, tellsUnicode } from './backslash.js';
import { htmlEscape, tellsHtml } from './html.js';
import { jointEscape, tellsJoint } from './joints.js';
import { percentEscape, tellsPercent } from './percent.js';
import { quotedPrintableEscape, tellsQuotedPrintable } from './quoted-printable.js';
import { type Escape, rewrite, SIGHT, type Undo } from './rewriting.js';
import { Strips } from './strips.js';
import { tellsTerminal, terminalEscape } from './terminal.js';
import { Windows } from './windows.js';

interface Kind {
  layer: ByteString;
  undone: Escape;
}

const ANSI: Kind = { layer: 'ansi', undone: terminalEscape };
const JOINED: Kind = { layer: 'joined', undone: jointEscape };
const UNICODE: Kind = { layer: 'unicode-escape', undone: characterEscape };
const SLASH: Kind = { layer: 'json-string', undone: characterEscape };
const STRING: Kind = { layer: 'json-string', undone: stringEscape };
const PERCENT: Kind = { layer: 'percent', undone: percentEscape };
const HTML: Kind = { layer: 'html', undone: htmlEscape };
const QUOTED_PRINTABLE: Kind = { layer: 'quoted-printable', undone: quotedPrintableEscape };
/** In the order in which they are tried: what takes any backslash comes last, and of these what undoes more first. */
const KINDS = [ANSI, JOINED, PERCENT, HTML, QUOTED_PRINTABLE, STRING, SLASH, UNICODE];

/** For each byte that an escape can begin with, which bytes can follow: nearly all text is told by these two. */
const FIRST_TWO: [sign: string, next: string][] = [
  ['\\', 'uxnreE/"0123\n\r'],
  ['%', '234567'],
  ['&', '#alqg'],
  ['=', '3\n\r'],
  ['\x1b', Array.from({ length: 0x60 }, (_, index) => String.fromCharCode(0x20 + index)).join('')],
  ['"\'`', '+.&~|<>^ \t\n\r\\'],
];
/** A bit for each kind of sign: of the sign itself, and of what can follow. */
const SIGNS = new Uint8Array(256);
const NEXT = new Uint8Array(256);
FIRST_TWO.forEach(([sign, next], bit) => {
  for (const byte of Buffer.from(sign, 'latin1')) SIGNS[byte] = 1 << bit;
  for (const byte of Buffer.from(next, 'latin1')) NEXT[byte] = (NEXT[byte] as number) | (1 << bit);
});

export interface EscapesOptions {
  /** Whether a range of the bytes is worth a look. */
  isNews(range: ByteRange): boolean;
  /** Whether the bytes are decoded themselves. All kinds in one place are undone at once then, or there were no end. */
  isDecoded: boolean;
}

/** A layer for each kind of escape in `bytes`, of the windows around where it tells something. */
export function* escapeLayers(bytes: Buffer, { isNews, isDecoded }: EscapesOptions): Iterable<Layer> {
  const found = findWindows(bytes, isNews, isDecoded ? () => STRING : (kind) => kind);
  for (const windows of found.values()) {
    let layers: Strips | null = null;
    for (const window of windows.all) {
      const { layer, undone } = together(window.kinds);
      if (layers?.name !== layer) {
        yield* layers?.rest() ?? [];
        layers = new Strips(layer);
      }
      yield* layers.add(rewrite(bytes, window, undone));
    }
    yield* layers?.rest() ?? [];
  }
}

/** @param groupOf under which kind a kind's windows are collected. */
function findWindows(
  bytes: Buffer,
  isNews: (range: ByteRange) => boolean,
  groupOf: (kind: Kind) => Kind,
): Map<Kind, Windows<Kind>> {
  const found = new Map<Kind, Windows<Kind>>();
  const last = bytes.length - 1;
  let next = bytes[0] as number;
  for (let at = 0; at < last; at++) {
    const sign = SIGNS[next] as number;
    next = bytes[at + 1] as number;
    if ((sign & (NEXT[next] as number)) === 0) continue;
    const kind = kindAt(bytes, at);
    if (kind === null || !isNews({ start: at, end: at + 1 })) continue;
    const group = groupOf(kind);
    const windows = found.get(group) ?? new Windows<Kind>();
    found.set(group, windows);
    windows.add(at, kind);
  }
  return found;
}

/** Several kinds as one. */
function together(kinds: ReadonlySet<Kind>): Kind {
  const several = KINDS.filter((kind) => kinds.has(kind));
  if (several.length === 1) return several[0] as Kind;
  const escapes = several.map((kind) => kind.undone);
  const undo: Undo = (bytes, at, rewriting) => {
    for (const one of escapes) {
      const end = one.signs[bytes[at] as number] ? one.undo(bytes, at, rewriting) : at;
      if (end > at) return end;
    }
    return at;
  };
  const signs = new Uint8Array(256).map((_, byte) =>
    Math.max(...escapes.map((one) => one.signs[byte] as number)),
  );
  const names = new Set(several.map(({ layer }) => layer));
  return { layer: [...names].join('+'), undone: { signs, undo, sight: SIGHT } };
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
  const next = bytes[at + 1]; // not another backslash: the last of several decides
  if (next === 0x0a || next === 0x0d) return tellsJoint(bytes, at) ? JOINED : null;
  if (tellsSlash(bytes, at)) return SLASH;
  if (tellsString(bytes, at)) return STRING;
  if (tellsUnicode(bytes, at)) return UNICODE;
  return tellsTerminal(bytes, at) ? ANSI : null;
}
