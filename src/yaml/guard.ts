/**
 * Looks at a YAML text before its parser does: that one recurses, and Node dies where a regex is compiled at the end of the
 * stack; and 80,000 anchors in a row cost it a minute. Its lexer takes linear time.
 */
import { Lexer } from 'yaml';

/** What the lexer puts before a plain text. */
const BEFORE_TEXT = '\u001f';

interface Line {
  indent: number;
  /** Levels that the line opens: one, and one for each `-`, `?` and `:`. */
  levels: number;
}

/** Anchors and tags of one value. */
const MOST_PROPERTIES = 4;

/** Levels: each of a map in block style is a line with a colon. */
const MOST_LEVELS = 128;

/**
 * To be asked before every call of the parser.
 * @param most levels that brackets and indented lines may open.
 */
export function isTooMuchForParser(source: string, most = MOST_LEVELS): boolean {
  const depth = new Depth();
  let properties = 0;
  let isText = false;
  for (const token of new Lexer().lex(source)) {
    if (!isText) depth.see(token);
    if (!isText && /^[&!]/.test(token)) properties++;
    else if (isText || !/^[ \t\r\n]*$/.test(token)) properties = 0;
    isText = token === BEFORE_TEXT;
    if (depth.levels > most || properties > MOST_PROPERTIES) return true;
  }
  return false;
}

class Depth {
  private flow = 0;
  private block = 0;
  private readonly open: Line[] = [];
  private isStart = true;

  get levels(): number {
    return this.flow + this.block;
  }

  see(token: string): void {
    if (token.startsWith('\n') || token.startsWith('\r')) this.isStart = true;
    else if (token === '[' || token === '{') this.flow++;
    else if (token === ']' || token === '}') this.flow = Math.max(0, this.flow - 1);
    else if (this.flow === 0) this.seeBlock(token);
  }

  private seeBlock(token: string): void {
    if (this.isStart) {
      const isIndent = /^[ \t]+$/.test(token);
      this.begin(isIndent ? token.length : 0);
      this.isStart = false;
    }
    if (token !== '-' && token !== '?' && token !== ':') return;
    (this.open.at(-1) as Line).levels++;
    this.block++;
  }

  private begin(indent: number): void {
    for (let last = this.open.at(-1); last && last.indent >= indent; last = this.open.at(-1)) {
      this.block -= last.levels;
      this.open.pop();
    }
    this.open.push({ indent, levels: 1 });
    this.block++;
  }
}
