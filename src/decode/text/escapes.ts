/** One pass over a text for every kind of escape: where undoing it could tell something. */
import type { ByteRange, ByteString } from '../../types.js';
import type { Layer } from '../layer.js';
import { characterEscape, stringEscape, tellsSlash, tellsString, tellsUnicode } from './backslash.js';
import { htmlEscape, tellsHtml } from './html.js';
import { jointEscape, tellsJoint } from './joints.js';
import { percentEscape, tellsPercent } from './percent.js';
import { quotedPrintableEscape, tellsQuotedPrintable } from './quoted-printable.js';
import { type Escape, rewrite, SIGHT, type Undo } from './rewriting.js';
import { signsOf } from './signs.js';
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

export interface EscapesOptions {
  /** Whether a range of the bytes is worth a look. */
  isNews(range: ByteRange): boolean;
  /** Whether the bytes are decoded themselves. All kinds in one place are undone at once then, or there were no end. */
  isDecoded: boolean;
}

/** Collects where escapes tell something, and undoes them in the windows around these. */
export class Escapes {
  private readonly bytes: Buffer;
  private readonly options: EscapesOptions;
  private readonly found = new Map<Kind, Windows<Kind>>();

  constructor(bytes: Buffer, options: EscapesOptions) {
    this.bytes = bytes;
    this.options = options;
  }

  get isEmpty(): boolean {
    return this.found.size === 0;
  }

  /** Looks at the sign at `at`; to be called in ascending order. */
  add(at: number): void {
    const { isNews, isDecoded } = this.options;
    const kind = kindAt(this.bytes, at);
    if (kind === null || !isNews({ start: at, end: at + 1 })) return;
    const group = isDecoded ? STRING : kind;
    const windows = this.found.get(group) ?? new Windows<Kind>();
    this.found.set(group, windows);
    windows.add(at, kind);
  }

  /** A layer for each kind of escape. */
  *layers(): Iterable<Layer> {
    for (const windows of this.found.values()) {
      let layers: Strips | null = null;
      for (const window of windows.all) {
        const { layer, undone } = together(window.kinds);
        if (layers?.name !== layer) {
          yield* layers?.rest() ?? [];
          layers = new Strips(layer, windows.length);
        }
        yield* layers.add(rewrite(this.bytes, window, undone));
      }
      yield* layers?.rest() ?? [];
    }
  }
}

/** Several kinds as one. */
function together(kinds: ReadonlySet<Kind>): Kind {
  const several = KINDS.filter((kind) => kinds.has(kind));
  if (several.length === 1) return several[0] as Kind;
  const escapes = several.map((kind) => kind.undone);
  const undo: Undo = (bytes, at, rewriting) => {
    for (const one of escapes) {
      const end = one.signs.flags[bytes[at] as number] ? one.undo(bytes, at, rewriting) : at;
      if (end > at) return end;
    }
    return at;
  };
  const signs = signsOf(escapes.map((one) => one.signs.text).join(''));
  const names = new Set(several.map(({ layer }) => layer));
  return { layer: [...names].join('+'), undone: { signs, undo, sight: SIGHT } };
}

/** What undoing the escape that may begin at `at` would tell; null for most. */
export function kindAt(bytes: Buffer, at: number): Kind | null {
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
