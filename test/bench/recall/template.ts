/**
 * The language of the templates: text with slots such as `<<t1.value>>` and blocks such as `<<repeat 2 5>>…<<end>>`. What each slot
 * means stands in templates/README.md.
 */

/** A piece of a template. */
export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'slot'; words: string }
  | { kind: 'repeat'; least: number; most: number; pieces: Piece[] }
  | { kind: 'either'; branches: Piece[][] };

/** One kind of file. */
export interface Template {
  id: string;
  /** The language whose references to variables are its decoys. */
  language: string;
  path: Piece[];
  pieces: Piece[];
}

const SLOT = /<<([a-zA-Z](?:[^<>\n]|<(?!<)|>(?!>))*)>>/;
const HEAD = /^==== (.+)$/m;

/** The templates of one file: each begins with a line `==== id | language | path`. */
export function parseTemplates(text: string): Template[] {
  const [, ...parts] = text.split(HEAD);
  const templates: Template[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const [id, language, path] = (parts[i] as string).split(' | ') as [string, string, string];
    const body = (parts[i + 1] as string).slice(1);
    templates.push({ id, language, path: parse(path), pieces: parse(body) });
  }
  return templates;
}

function parse(text: string): Piece[] {
  // A block's own line goes away with it.
  const trimmed = text.replace(/^[ \t]*(<<(?:repeat [^\n]*?|either|maybe|or|end)>>)[ \t]*\n/gm, '$1');
  const parts = trimmed.split(SLOT);
  const reader = { parts, at: 0 };
  const pieces = readPieces(reader);
  if (reader.at < parts.length) throw new Error('a block of a template ends twice');
  return pieces;
}

interface Reader {
  parts: string[];
  at: number;
}

/** Reads until a slot that ends a block (which stays to be read), or until the end. Text stands at even places. */
function readPieces(reader: Reader): Piece[] {
  const pieces: Piece[] = [];
  while (reader.at < reader.parts.length) {
    const part = reader.parts[reader.at] as string;
    if (reader.at % 2 === 0) {
      if (part !== '') pieces.push({ kind: 'text', text: part });
      reader.at++;
      continue;
    }
    if (part === 'or' || part === 'end') return pieces;
    reader.at++;
    pieces.push(readSlot(part, reader));
  }
  return pieces;
}

function readSlot(words: string, reader: Reader): Piece {
  const [word, least, most] = words.split(' ');
  if (word === 'repeat') {
    const pieces = readPieces(reader);
    reader.at++;
    return { kind: 'repeat', least: Number(least), most: Number(most), pieces };
  }
  if (word !== 'either' && word !== 'maybe') return { kind: 'slot', words };
  const branches = word === 'maybe' ? [[]] : [];
  for (;;) {
    branches.push(readPieces(reader) as never);
    if (reader.parts[reader.at++] !== 'or') return { kind: 'either', branches };
  }
}
