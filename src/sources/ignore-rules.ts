/** The rules of one `.gitignore`: most of them are plain names, which are looked up; only the others are matched. */
import ignore, { type Ignore } from 'ignore';
import type { ByteString } from '../types.js';

/** `name`, `/path`, `path/from/here` or `*.ending`, with a `/` behind it where it stands for folders alone. */
const PLAIN = /^(?:\*\.[\w.-]+|\/?[\w.-]+(?:\/[\w.-]+)*)\/?$/;
const LINE_END = /\r?\n/;
const SAYS_NOTHING = /^(?:#| *$)/;

export type Verdict = 'ignored' | 'taken back' | 'nothing';

export class IgnoreRules {
  private readonly folder: ByteString;
  private readonly text: ByteString;
  private readonly exceptions: readonly ByteString[];
  /** The plain rules, as they are looked up: those that stand for a path begin with a `/`. */
  private readonly plain: ReadonlySet<ByteString>;
  private readonly others: Ignore | null;

  /**
   * @param folder where the file stands, relative to the start; empty, or ending in `/`.
   * @param text what is written in it.
   * @param exceptions further rules, which take something back.
   */
  constructor(folder: ByteString, text: ByteString, exceptions: readonly ByteString[] = []) {
    this.folder = folder;
    this.text = text;
    this.exceptions = exceptions;
    const lines = text.split(LINE_END);
    // Where something is taken back the order counts.
    const hasOrder = exceptions.length > 0 || lines.some((line) => line.startsWith('!'));
    const isPlain = (line: ByteString) => !hasOrder && PLAIN.test(line);
    const others = lines.filter((line) => !SAYS_NOTHING.test(line) && !isPlain(line));
    this.plain = new Set(lines.filter(isPlain).map(asLookedUp));
    this.others = others.length + exceptions.length === 0 ? null : matching(others, exceptions);
  }

  /** @param path relative to the start; of a folder with a `/` behind it. No folder above it is ignored by these rules. */
  verdictOn(path: ByteString): Verdict {
    const inside = path.slice(this.folder.length);
    if (this.isPlain(inside)) return 'ignored';
    const verdict = this.others?.test(inside);
    return verdict?.ignored ? 'ignored' : verdict?.unignored ? 'taken back' : 'nothing';
  }

  /**
   * The rules as they hold inside a folder that is not ignored. Where these rules alone ignore it, so that a deeper `.gitignore`
   * has taken it back, only what matches its files counts.
   */
  within(folder: ByteString): IgnoreRules {
    if (this.verdictOn(folder) !== 'ignored') return this;
    const path = folder.slice(this.folder.length);
    const exception = `!/${path.replace(/[\\*?[\]!# ]/g, '\\$&')}`;
    return new IgnoreRules(this.folder, this.text, [...this.exceptions, exception]);
  }

  private isPlain(path: ByteString): boolean {
    const { plain } = this;
    if (plain.size === 0) return false;
    const isFolder = path.endsWith('/');
    const bare = isFolder ? path.slice(0, -1) : path;
    const has = (rule: ByteString) => plain.has(rule) || (isFolder && plain.has(`${rule}/`));
    const name = bare.slice(bare.lastIndexOf('/') + 1);
    if (has(name) || has(`/${bare}`)) return true;
    for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      if (has(`*${name.slice(dot)}`)) return true;
    }
    return false;
  }
}

function asLookedUp(rule: ByteString): ByteString {
  const isPath = !rule.startsWith('/') && rule.slice(0, -1).includes('/');
  return isPath ? `/${rule}` : rule;
}

function matching(lines: readonly ByteString[], exceptions: readonly ByteString[]): Ignore {
  const rules = ignore({ allowRelativePaths: true, ignoreCase: false }).add(lines.join('\n'));
  return rules.add(exceptions);
}
