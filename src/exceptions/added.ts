/** The exceptions that commits themselves add, compared with the state that they are added to. */
import { BASELINE_FILE } from '../config/baseline-file.js';
import { CONFIGURATION_FILE } from '../config/configuration.js';
import { isKnown } from '../errors.js';
import type { ByteRange, ByteString, Source, WrittenException } from '../types.js';
import { MARK, markFrom, readReason } from './inline-comment.js';
import { identityOf, writtenIn, writtenInBaseline } from './written.js';

type Read = Source['readFile'];

/** What `readBase` is of a source; `null` where nothing is known of the file. */
export class AddedExceptions {
  private readonly readNewest: Read;
  private readonly readBase: Read;
  private readonly lines = new Map<ByteString, Promise<ReadonlySet<ByteString>>>();
  private readonly comments = new Map<string, WrittenException>();

  constructor({ readFile, readBase }: { readFile: Read; readBase: Read }) {
    this.readNewest = readFile;
    this.readBase = async (path) => {
      try {
        return await readBase(path);
      } catch (error) {
        // What the base cannot show counts as added.
        if (isKnown(error)) return null;
        throw error;
      }
    };
  }

  /** Whether the base has that very line with a comment in that file. */
  async isMerged(line: ByteString, path: ByteString): Promise<boolean> {
    let lines = this.lines.get(path);
    if (!lines) {
      lines = this.readBase(path).then(
        (text) => new Set(text ? commentLines(text).map(({ text }) => text) : []),
      );
      this.lines.set(path, lines);
    }
    return (await lines).has(line);
  }

  /**
   * Notes the comments of a text that the commits bring.
   * @param rangesIn what is detected in a line: a reason ends where it begins.
   */
  async note(
    text: Buffer,
    { path, commit }: { path: ByteString; commit: string | null },
    rangesIn: (line: Buffer) => readonly ByteRange[],
  ): Promise<void> {
    for (const { line, text: whole } of commentLines(text)) {
      const key = `${path}\0${whole}`;
      if (this.comments.has(key) || (await this.isMerged(whole, path))) continue;
      const from = markFrom(whole, 0) + MARK.length;
      const starts = rangesIn(Buffer.from(whole, 'latin1')).map(({ start }) => start);
      const next = Math.min(whole.length, ...starts.filter((start) => start >= from));
      const reason = readReason(whole.slice(from, next));
      // Without a reason it lets nothing through.
      if (reason === null) continue;
      this.comments.set(key, { kind: 'inline comment', file: path, line, what: null, reason, commit });
    }
  }

  /**
   * All of them: those of the configuration, of the baseline, and the comments noted.
   * @throws KeyfenceError where the newest configuration or baseline is broken.
   */
  async list(): Promise<WrittenException[]> {
    return [
      ...(await this.addedTo(CONFIGURATION_FILE, writtenIn)),
      ...(await this.addedTo(BASELINE_FILE, writtenInBaseline)),
      ...this.comments.values(),
    ];
  }

  private async addedTo(
    file: string,
    parse: (text: Buffer | null) => WrittenException[],
  ): Promise<WrittenException[]> {
    const text = await this.readNewest(file);
    if (text === null) return [];
    const before = await this.readBase(file);
    if (before?.equals(text)) return [];
    const known = new Set(parseOld(before, parse).map(identityOf));
    return parse(text).filter((exception) => !known.has(identityOf(exception)));
  }
}

/** Of a base that is broken nothing is known. */
function parseOld(
  text: Buffer | null,
  parse: (text: Buffer | null) => WrittenException[],
): WrittenException[] {
  try {
    return parse(text);
  } catch (error) {
    if (isKnown(error)) return [];
    throw error;
  }
}

const LONGEST = 8192; // bytes of a line that are looked at

/** The lines with a comment, without the white space around them. */
function commentLines(text: Buffer): { line: number; text: ByteString }[] {
  const lines: { line: number; text: ByteString }[] = [];
  let [line, start] = [1, 0];
  for (let at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, Math.max(at + 1, start))) {
    for (let end = text.indexOf('\n', start); end >= 0 && end < at; line++) {
      start = end + 1;
      end = text.indexOf('\n', start);
    }
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const whole = text.toString('latin1', Math.max(start, at - LONGEST), Math.min(end, at + LONGEST)).trim();
    if (markFrom(whole, 0) >= 0) lines.push({ line, text: whole });
    start = end + 1;
    line++;
  }
  return lines;
}
