/** The decisions of a project in one scan: what they let through, which are of no use, and which are only being added. */
import { BASELINE_FILE, readBaseline } from '../config/baseline-file.js';
import { CONFIGURATION_FILE, type Configuration, readConfiguration } from '../config/configuration.js';
import type { ByteRange, ByteString, Finding, Origin, Receipt, Source, WrittenException } from '../types.js';
import { AddedExceptions } from './added.js';
import { Exceptions } from './exceptions.js';
import type { InlineComment } from './inline-comment.js';
import { writtenIn } from './written.js';

/** Which state says what is let through: the newest that is scanned, or the one that commits are added to. */
export type ExceptionsFrom = 'newest' | 'base';

/** Where a finding stands. */
export interface FindingPlace {
  origin: Origin;
  comment: InlineComment | null;
  isPrivateKey: boolean;
  /** Takes secrets out of text that is shown. */
  mask: (text: ByteString) => ByteString;
}

export class Decisions {
  readonly configuration: Configuration;
  /** Reads a file that the configuration names. */
  readonly readFile: Source['readFile'];
  private readonly text: Buffer | null;
  private readonly exceptions: Exceptions;
  private readonly added: AddedExceptions | null;
  private readonly isWhole: boolean;
  private readonly isOfBase: boolean;

  private constructor(
    source: Source,
    from: ExceptionsFrom,
    { text, baseline }: { text: Buffer | null; baseline: Buffer | null },
  ) {
    const { readBase } = source;
    const readFile: Source['readFile'] = (path) => source.readFile(path);
    this.isOfBase = from === 'base' && readBase !== undefined;
    this.readFile = this.isOfBase
      ? async (path) => (await readFile(path)) ?? (await readBase?.(path)) ?? null
      : readFile;
    this.text = text;
    this.configuration = readConfiguration(text);
    this.exceptions = new Exceptions(this.configuration, readBaseline(baseline));
    this.added = readBase ? new AddedExceptions({ readFile, readBase }) : null;
    this.isWhole = source.isWhole === true;
  }

  /**
   * Reads them from the source.
   * @throws KeyfenceError where one of the two files is broken or cannot be read.
   */
  static async read(source: Source, from: ExceptionsFrom): Promise<Decisions> {
    const read = (path: ByteString) =>
      from === 'base' && source.readBase ? source.readBase(path) : source.readFile(path);
    const [text, baseline] = await Promise.all([read(CONFIGURATION_FILE), read(BASELINE_FILE)]);
    return new Decisions(source, from, { text, baseline });
  }

  /** The finding with what it is by these decisions. */
  async judge(finding: Finding, { origin, comment, isPrivateKey, mask }: FindingPlace): Promise<Finding> {
    const path = origin.kind === 'words' ? null : origin.path;
    const isCommentMerged = comment === null || !this.isOfBase || (await this.isMerged(comment, path));
    const subject = { path, isPrivateKey, comment, isCommentMerged };
    const { allow, ...standing } = this.exceptions.judge(finding, subject);
    if (allow === null) return { ...finding, ...standing, allow };
    const shown = { reason: mask(allow.reason), who: allow.who === null ? null : mask(allow.who) };
    return { ...finding, ...standing, allow: { ...allow, ...shown } };
  }

  /** Notes the comments that commits bring with a text. `rangesIn`: what is detected in a line. */
  async noteComments(
    text: Buffer,
    origin: Origin,
    rangesIn: (line: Buffer) => readonly ByteRange[],
  ): Promise<void> {
    const commit = origin.kind === 'commit' || origin.kind === 'words' ? origin.commit : null;
    await this.added?.note(text, { path: origin.path, commit: commit?.oid ?? null }, rangesIn);
  }

  /**
   * What a receipt tells of them, where there is anything to tell.
   * @param ids of the patterns there are; they are asked for only where patterns are switched off.
   * @param mask makes what takes secrets out of shown text; it is asked for only where text is shown.
   */
  async tell({ ids, mask }: TellOptions): Promise<Pick<Receipt, 'unused' | 'added'>> {
    const unused = this.unused(ids);
    const added = (await this.added?.list()) ?? [];
    if (unused.length + added.length === 0) return {};
    const masked = await mask();
    const shown = (all: readonly WrittenException[]) =>
      all.map(({ kind, line, commit, ...texts }) => ({
        kind,
        file: masked(texts.file),
        line,
        what: texts.what === null || isFingerprint(texts.what) ? texts.what : masked(texts.what),
        reason: texts.reason === null ? null : masked(texts.reason),
        commit,
      }));
    return {
      ...(unused.length > 0 ? { unused: shown(unused) } : {}),
      ...(added.length > 0 ? { added: shown(added) } : {}),
    };
  }

  /** Entries that met nothing where they could have; and ids that no pattern has, after an update for example. */
  private unused(ids: TellOptions['ids']): WrittenException[] {
    const known = this.configuration.disable.length > 0 ? ids() : new Set();
    const isUnknown = ({ id }: { id: string }) =>
      !known.has(id) && (this.isWhole || !id.startsWith('schema:'));
    if (!this.isWhole && !this.configuration.disable.some(isUnknown)) return [];
    return writtenIn(this.text).filter((exception) => {
      const { kind, entry } = exception;
      if (kind === 'disabled pattern') return entry !== null && 'id' in entry && isUnknown(entry);
      return (
        this.isWhole && (kind === 'allow entry' || kind === 'path rule') && !this.exceptions.isUsed(exception)
      );
    });
  }

  private async isMerged({ line }: InlineComment, path: ByteString | null): Promise<boolean> {
    return path !== null && this.added !== null && (await this.added.isMerged(line, path));
  }
}

interface TellOptions {
  ids: () => ReadonlySet<string>;
  mask: () => Promise<(text: ByteString) => ByteString>;
}

function isFingerprint(text: ByteString): boolean {
  return /^kf1-[a-z2-7]{16}$/.test(text);
}
