/**
 * Takes the base64 out of a PEM block in whatever dress it stands: quoted, escaped, joined, commented,
 * indented.
 */
import type { ByteString } from '../../types.js';

/** The body of a block, taken apart. */
export interface Body {
  /** Runs of base64 characters, in order, without those that are but an operator or a comment mark. */
  pieces: ByteString[];
  /** The header lines, such as `Proc-Type: 4,ENCRYPTED`. */
  headers: ByteString;
}

const shortestBehindColon = 40;

/** `text` is what stands between the BEGIN and the END line. Linear in its length. */
export function readBody(text: ByteString): Body {
  const body: Body = { pieces: [], headers: '' };
  for (const line of unescapeText(text).split('\n')) {
    // Base64 has no colon. Behind one without a space, or as one long run, stands a body line: grep, logs.
    const value = readPieces(line.slice(line.lastIndexOf(':') + 1));
    const isBody = !line.includes(': ') || (value.length === 1 && value[0]!.length >= shortestBehindColon);
    if (isBody) for (const piece of value) body.pieces.push(piece);
    else body.headers += `${line}\n`;
  }
  return body;
}

function readPieces(line: ByteString): ByteString[] {
  const runs = line.match(/[A-Za-z0-9+/=]+/g) ?? [];
  return runs.filter((run) => /[A-Za-z0-9]/.test(run));
}

/** Undoes what JSON, .NET, URLs, XML and string literals in code make of line ends and of `+`, `/`, `=`. */
export function unescapeText(text: ByteString): ByteString {
  return text
    .replace(
      /\\u00([0-9a-fA-F]{2})|%([0-9a-fA-F]{2})|&#(?:10|13|x[aAdD]);/g,
      (_, json?: string, url?: string) => {
        const code = json ?? url;
        return code === undefined ? '\n' : String.fromCharCode(Number.parseInt(code, 16));
      },
    )
    .replace(/\\[nrt]|\r/g, '\n')
    .replaceAll('\\/', '/');
}

/** The ways to read the pieces as one base64 text, the most literal first. */
export function joinPieces(pieces: readonly ByteString[]): ByteString[] {
  const lines = withoutFragments(pieces);
  const ways = [pieces.join(''), lines.join('')];
  for (const mark of ['+', '//']) {
    // Each line of a diff or of a commented block begins alike.
    if (lines.length > 0 && lines.every((line) => line.startsWith(mark))) {
      ways.push(lines.map((line) => line.slice(mark.length)).join(''));
    }
  }
  return [...new Set(ways)];
}

/** Only the long pieces and the last one after them: drops the `s` of `s += "MII…"`. */
function withoutFragments(pieces: readonly ByteString[]): ByteString[] {
  const shortestLine = 16;
  const lastLong = pieces.findLastIndex((piece) => piece.length >= shortestLine);
  return pieces.filter(
    (piece, index) => piece.length >= shortestLine || (index > lastLong && index === pieces.length - 1),
  );
}
