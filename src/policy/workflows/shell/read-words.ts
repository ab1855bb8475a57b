/** Reads the words of a script: quotes, variables, scripts within words, and the documents that stand between its lines. */
import { HIDDEN, type Script, type Word } from './script.js';

interface Waiting {
  end: string;
  isPlain: boolean;
  isIndented: boolean;
  into: Word[];
}

export abstract class WordReader {
  protected readonly text: string;
  protected depth: number;
  protected at = 0;
  /** The documents that the next line begins. */
  protected waiting: Waiting[] = [];
  private line = 1;
  private counted = 0;

  constructor(text: string, depth: number) {
    this.text = text;
    this.depth = depth;
  }

  /** Reads a script up to what closes it. */
  protected abstract readUntil(closer: string | null): Script;

  /** Reads a script that is a text of its own. */
  protected abstract readInside(text: string): Script;

  protected readWord(): Word {
    let text = '';
    const scripts: Script[] = [];
    const add = (word: Word) => {
      text += word.text;
      scripts.push(...word.scripts);
    };
    for (; this.at < this.text.length; ) {
      const sign = this.text[this.at] as string;
      if (sign === "'" || this.text.startsWith("$'", this.at)) {
        const start = this.at + (sign === "'" ? 1 : 2);
        const end = this.text.indexOf("'", start);
        text += hide(this.text.slice(start, end < 0 ? undefined : end));
        this.at = end < 0 ? this.text.length : end + 1;
      } else if (sign === '"') {
        this.at++;
        while (this.at < this.text.length && this.text[this.at] !== '"') add(this.readPart());
        this.at++;
      } else if (/^[<>]\(/.test(this.text.slice(this.at, this.at + 2))) {
        this.at += 2;
        scripts.push(this.readUntil(')'));
      } else if (/[\s;&|<>()]/.test(sign)) break;
      else add(this.readPart());
    }
    return { text, scripts };
  }

  /** One sign, one escaped sign, one variable or one script: what double quotes can hold. */
  protected readPart(): Word {
    const sign = this.text[this.at] as string;
    const next = this.text[this.at + 1] ?? '';
    if (sign === '\\') {
      this.at += 2;
      return { text: next === '\n' ? '' : hide(next), scripts: [] };
    }
    if (sign === '$' && next === '(') {
      if (this.text[this.at + 2] === '(') return this.skipTo('))');
      this.at += 2;
      return { text: '', scripts: [this.readUntil(')')] };
    }
    if (sign === '$' && next === '{') return this.readBraces();
    if (sign !== '`') {
      this.at++;
      return { text: sign, scripts: [] };
    }
    const end = this.text.indexOf('`', this.at + 1);
    const inside = this.text.slice(this.at + 1, end < 0 ? undefined : end);
    this.at = end < 0 ? this.text.length : end + 1;
    return { text: '', scripts: [this.readInside(inside)] };
  }

  protected readBraces(): Word {
    const end = this.text.indexOf('}', this.at);
    const start = this.at;
    this.at = end < 0 ? this.text.length : end + 1;
    return { text: this.text.slice(start, this.at), scripts: [] };
  }

  protected skipTo(end: string): Word {
    const found = this.text.indexOf(end, this.at);
    this.at = found < 0 ? this.text.length : found + end.length;
    return { text: '', scripts: [] };
  }

  protected skipBlanks({ lines }: { lines: boolean }): void {
    for (; this.at < this.text.length; this.at++) {
      const sign = this.text[this.at] as string;
      if (sign === '\n') {
        if (!lines) return;
        if (this.waiting.length > 0) {
          this.readDocuments();
          this.at--;
        }
      } else if (sign === '\\' && this.text[this.at + 1] === '\n') this.at++;
      else if (sign === '#' && /^$|[\s;&|(]/.test(this.text[this.at - 1] ?? '')) {
        const end = this.text.indexOf('\n', this.at);
        this.at = (end < 0 ? this.text.length : end) - 1;
      } else if (!/\s/.test(sign)) return;
    }
  }

  /** What `<<END` announced: from the next line to the one that says so. */
  protected readDocuments(): void {
    this.at++;
    for (const { end, isPlain, isIndented, into } of this.waiting.splice(0)) {
      const lines: string[] = [];
      while (this.at < this.text.length) {
        const stop = this.text.indexOf('\n', this.at);
        const line = this.text.slice(this.at, stop < 0 ? undefined : stop);
        this.at = stop < 0 ? this.text.length : stop + 1;
        if ((isIndented ? line.replace(/^\t+/, '') : line) === end) break;
        lines.push(line);
      }
      const body = lines.join('\n');
      into.push(isPlain ? { text: hide(body), scripts: [] } : this.expanded(body));
    }
  }

  protected lineHere(): number {
    for (; this.counted < this.at; this.counted++) if (this.text[this.counted] === '\n') this.line++;
    return this.line;
  }

  /** A text in which variables and scripts stand as they do in double quotes. */
  private expanded(text: string): Word {
    const [first] = this.readInside(`: "${text.replaceAll('"', '\\"')}"`)[0] ?? [];
    return first?.words[1] ?? { text, scripts: [] };
  }
}

/** What stands in single quotes: no `$` of it is the shell's. */
function hide(text: string): string {
  return text.replaceAll('$', HIDDEN);
}
