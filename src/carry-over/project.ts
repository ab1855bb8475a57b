/** Today's findings of the project, and the text around each. */
import type { ObjectReader } from '../git/objects.js';
import { joinBytes, readRegularFile } from '../sources/read-file.js';
import type { ByteString, Finding } from '../types.js';
import { linesOf } from './read-foreign.js';
import type { CommentCover } from './types.js';

/** A finding whose bytes can be looked at. */
export interface Located {
  finding: Finding;
  /** The bytes of the secret. Never for output. */
  secret: ByteString;
  /** The line that it begins in, and where in it the secret begins. */
  line: ByteString;
  column: number;
}

export interface ProjectOptions {
  /** The top level, as bytes. */
  top: ByteString;
  findings: readonly Finding[];
  reader: ObjectReader;
  /** The findings in a text that goes by that name. */
  scanText(text: Buffer, name: string): Promise<readonly Finding[]>;
}

const LARGEST = 32 * 1024 * 1024; // bytes of a file that is looked into

export class Project {
  private readonly options: ProjectOptions;
  private readonly byFile = new Map<ByteString, Finding[]>();
  private readonly opened: { file: ByteString; text: Buffer | null; lines: ByteString[] }[] = [];

  constructor(options: ProjectOptions) {
    this.options = options;
    for (const finding of options.findings) {
      if (finding.verdict === 'file') continue;
      this.byFile.set(finding.file, [...(this.byFile.get(finding.file) ?? []), finding]);
    }
  }

  /** What is found in a line of a file as it is now. */
  at(file: ByteString, line: number): readonly Finding[] {
    return (this.byFile.get(file) ?? []).filter((finding) => finding.line <= line && line <= finding.endLine);
  }

  /** What is found in a line of a file as a commit has it; null where this clone has no such file. */
  async atCommit(commit: string, file: ByteString, line: number): Promise<readonly Finding[] | null> {
    if (/[\n\0]/.test(file)) return null;
    const object = await this.options.reader.read(`${commit}:${file}`);
    if (object.kind !== 'found' || object.type !== 'blob') return null;
    const name = Buffer.from(file, 'latin1').toString('utf8');
    const findings = await this.options.scanText(object.bytes, name);
    return findings.filter(
      (finding) => finding.verdict !== 'file' && finding.line <= line && line <= finding.endLine,
    );
  }

  /** Whether a file holds findings at all. */
  has(file: ByteString): boolean {
    return this.byFile.has(file);
  }

  /** Those whose bytes stand in a file as they are: not in an archive or another layer. */
  *located(only?: ByteString): Iterable<Located> {
    for (const [file, findings] of this.byFile) {
      if (only !== undefined && file !== only) continue;
      const { text, lines } = this.open(file);
      if (text === null) continue;
      for (const finding of findings) {
        if (finding.layers.length > 0) continue;
        const secret = text.toString('latin1', finding.start, finding.end);
        const start = text.lastIndexOf(10, Math.max(0, finding.start - 1)) + 1;
        const column = finding.start - (finding.start === 0 ? 0 : start);
        yield { finding, secret, line: lines[finding.line - 1] ?? '', column };
      }
    }
  }

  /** Those that a comment covers. */
  *covered(covers: CommentCover): Iterable<Finding> {
    for (const [file, findings] of this.byFile) {
      const { lines } = this.open(file);
      for (const finding of findings) {
        if (finding.layers.length === 0 && covers(lines, finding.line, finding.endLine)) yield finding;
      }
    }
  }

  /** The file last looked at is kept: what is asked comes file by file. */
  private open(file: ByteString): { text: Buffer | null; lines: ByteString[] } {
    const [last] = this.opened;
    if (last?.file === file) return last;
    const read = readRegularFile(joinBytes(this.options.top, file), LARGEST);
    const text = read.kind === 'read' && !read.isLink ? read.bytes : null;
    this.opened[0] = { file, text, lines: text === null ? [] : linesOf(text) };
    return this.opened[0];
  }
}
