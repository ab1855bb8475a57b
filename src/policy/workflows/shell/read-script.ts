/** Reads a script of a shell as far as to tell what is written where: commands, words, pipes and redirections. */
import { WordReader } from './read-words.js';
import type { Command, Pipeline, Redirect, Script, Word } from './script.js';

const DEEPEST = 40; // scripts within scripts: the reader recurses

/** The words that open a script of their own, by what closes it. */
const CLOSERS: Readonly<Record<string, string>> = {
  if: 'fi',
  while: 'done',
  until: 'done',
  for: 'done',
  select: 'done',
  case: 'esac',
  '{': '}',
};
const HEADED = new Set(['for', 'select', 'case']);
/** Words before a command that change nothing here. */
const SKIPPED = new Set(['then', 'else', 'elif', 'do', '!', 'time']);
const ASSIGNMENT = /^(?:(?:export|local|declare|readonly)\s)?([A-Za-z_]\w*)\+?=/;
const REDIRECT = /(\d?)(&>>|&>|>>|>\||>&|<<<|<<-|<<|<&|<>|>|<)/y;

/** Thrown where a script is nested deeper than any person writes. */
export class TooDeep extends Error {}

/** @throws TooDeep */
export function readScript(text: string, depth = 0): Script {
  return new Reader(text, depth).readAll();
}

class Reader extends WordReader {
  readAll(): Script {
    const parts: Script[] = [];
    while (this.at < this.text.length) {
      parts.push(this.readUntil(null));
      this.at++; // a closer without its opener
    }
    return parts.flat();
  }

  protected readInside(text: string): Script {
    return readScript(text, this.depth + 1);
  }

  /** @param closer the word or sign that ends it, which is read, too; null for the end of the text. */
  protected readUntil(closer: string | null): Pipeline[] {
    if (++this.depth > DEEPEST) throw new TooDeep();
    const script: Pipeline[] = [];
    for (;;) {
      this.skipBetween(closer);
      if (this.at >= this.text.length || this.text[this.at] === ')') break;
      if (closer !== null && closer !== ')' && this.takeWord(closer)) break;
      const pipeline = this.readPipeline();
      if (pipeline.length === 0) break;
      script.push(pipeline);
    }
    if (closer === ')' && this.text[this.at] === ')') this.at++;
    this.depth--;
    return script;
  }

  private readPipeline(): Command[] {
    const commands: Command[] = [];
    for (;;) {
      const start = this.at;
      const command = this.readCommand();
      if (this.at > start) commands.push(command);
      if (this.text[this.at] !== '|' || this.text[this.at + 1] === '|') return commands;
      this.at += this.text[this.at + 1] === '&' ? 2 : 1;
      this.skipBlanks({ lines: true });
    }
  }

  private readCommand(): Command {
    this.skipBlanks({ lines: false });
    const command = {
      line: this.lineHere(),
      assignments: [] as { name: string; value: Word }[],
      words: [] as Word[],
      redirects: [] as Redirect[],
      documents: [] as Word[],
      group: null as Script | null,
    };
    for (;;) {
      this.skipBlanks({ lines: false });
      if (this.at >= this.text.length || /[\n;&|)]/.test(this.text[this.at] as string)) {
        if (!this.text.startsWith('&>', this.at)) return command;
      }
      if (this.readRedirect(command)) continue;
      if (this.text[this.at] === '(' && !this.readParenthesis(command)) continue;
      const isFirst = command.words.length === 0 && command.group === null;
      if (isFirst && this.readOpener(command)) continue;
      const start = this.at;
      const word = this.readWord();
      if (this.at === start) this.at++; // a sign that is none of a word
      const raw = this.text.slice(start, this.at);
      const assigned = isFirst ? ASSIGNMENT.exec(raw) : null;
      if (assigned) {
        const value = { ...word, text: word.text.slice(word.text.indexOf('=') + 1) };
        command.assignments.push({ name: assigned[1] as string, value });
      } else if (!isFirst || !SKIPPED.has(raw)) command.words.push(word);
    }
  }

  /** `( … )`, `(( … ))`, and the sign of a function. @returns whether a word may follow at once. */
  private readParenthesis(command: { group: Script | null; words: Word[] }): boolean {
    if (this.text.startsWith('((', this.at)) {
      const end = this.text.indexOf('))', this.at);
      this.at = end < 0 ? this.text.length : end + 2;
      return false;
    }
    this.at++;
    const inside = this.readUntil(')');
    if (command.words.length === 0) command.group = [...(command.group ?? []), ...inside];
    else command.words.length = 0; // the name of a function: its commands follow
    return false;
  }

  /** `{`, `if`, `for` and their like. */
  private readOpener(command: { group: Script | null; words: Word[] }): boolean {
    if (this.takeWord('[[')) {
      const end = this.text.indexOf(']]', this.at);
      this.at = end < 0 ? this.text.length : end + 2;
      command.words.push({ text: '[[', scripts: [] });
      return true;
    }
    const opener = Object.keys(CLOSERS).find((word) => this.takeWord(word));
    if (opener === undefined) return false;
    if (HEADED.has(opener))
      while (this.at < this.text.length && !/[\n;]/.test(this.text[this.at] as string)) this.at++;
    command.group = this.readUntil(CLOSERS[opener] as string);
    return true;
  }

  /** Whether that word stands here; it is read then. */
  private takeWord(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    const next = this.text[this.at + word.length];
    if (next !== undefined && !/[\s;&|<>()]/.test(next)) return false;
    this.at += word.length;
    return true;
  }

  private readRedirect(command: { redirects: Redirect[]; documents: Word[] }): boolean {
    REDIRECT.lastIndex = this.at;
    const found = REDIRECT.exec(this.text);
    if (found === null || this.text[this.at + found[0].length] === '(') return false;
    const [all, digit, operator] = found as unknown as [string, string, string];
    this.at += all.length;
    this.skipBlanks({ lines: false });
    const start = this.at;
    const target = this.readWord();
    if (operator === '<<' || operator === '<<-') {
      const isPlain = /['"\\]/.test(this.text.slice(start, this.at));
      this.waiting.push({
        end: target.text,
        isPlain,
        isIndented: operator === '<<-',
        into: command.documents,
      });
      return true;
    }
    const descriptor = digit === '' ? (operator.startsWith('<') ? 0 : 1) : Number(digit);
    command.redirects.push({ operator, descriptor, target });
    return true;
  }

  /** Blanks, comments, the ends of commands. */
  private skipBetween(closer: string | null): void {
    for (;;) {
      this.skipBlanks({ lines: true });
      const sign = this.text[this.at] ?? '';
      const isPattern = sign === ')' && closer !== ')' && closer !== null && closer !== '}';
      if (!/[;&|]/.test(sign) && !isPattern) return;
      if (sign === '' || this.text.startsWith('&>', this.at)) return;
      this.at++;
    }
  }
}
