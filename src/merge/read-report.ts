/** A report of keyfence, from its JSON back to findings and a receipt. It can come from anywhere: no word of it is trusted. */
import { KeyfenceError } from '../errors.js';
import { JsonProblem } from '../json/json-problem.js';
import { readLargeJson } from '../json/large-json.js';
import { display } from '../report/display.js';
import type { ByteString, Finding, FindingHistory, Receipt, Sighting, WrittenException } from '../types.js';
import type {
  ExceptionData,
  FindingData,
  HistoryData,
  ReadReport,
  ReceiptData,
  ReportData,
  SightingData,
} from './report.js';
import { whatIsWrongInReport } from './report-form.js';

/** Takes secrets out of text: what another program wrote may hold some. */
export type Mask = (text: ByteString) => ByteString;

/** @throws KeyfenceError with the report's name and what was expected, never with a piece of it. */
export function readJsonText(text: Buffer, name: string): unknown {
  try {
    return readLargeJson(text);
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    const { place, expected } = error;
    throw brokenReport(name, place === '' ? expected : `${place}: ${expected}`);
  }
}

/**
 * @param data of the whole report.
 * @throws KeyfenceError as above.
 */
export function readReport(data: unknown, { name, mask }: { name: string; mask: Mask }): ReadReport {
  const wrong = whatIsWrongInReport(data);
  if (wrong !== null) throw brokenReport(name, wrong);
  const reader = new Reader(mask);
  const { findings, receipt } = data as ReportData;
  const report = {
    name,
    findings: findings.map((one) => reader.finding(one)),
    receipt: reader.receipt(receipt),
  };
  const fresh = findings.filter(({ status }) => status === 'new').length;
  if (receipt.findings !== fresh) {
    throw brokenReport(name, 'at /receipt/findings: expected as many as there are findings that are new');
  }
  if (receipt.complete && !report.receipt.skipped.every(({ listed }) => listed)) {
    throw brokenReport(name, 'at /receipt/complete: expected what the list of skips says');
  }
  return report;
}

/** @param detail of our own words. */
export function brokenReport(name: string, detail: string): KeyfenceError {
  return new KeyfenceError(
    `${name}: ${detail}`,
    'write it anew with keyfence scan --format json; nothing was merged',
  );
}

class Reader {
  private readonly mask: Mask;
  private readonly known = new Map<string, ByteString>();

  constructor(mask: Mask) {
    this.mask = mask;
  }

  finding(data: FindingData): Finding {
    const { commit, author = '', date = '', history, allow, layers = [], remarks = [] } = data;
    return {
      pattern: data.pattern,
      provider: this.text(data.provider),
      title: this.text(data.title),
      category: data.category,
      severity: data.severity,
      verdict: data.verdict,
      confidence: data.confidence,
      note: data.note && this.text(data.note),
      file: this.bytes(data.file),
      line: data.line,
      column: data.column,
      endLine: data.endLine,
      endColumn: data.endColumn,
      start: data.start,
      end: data.end,
      layers: layers.map((layer) => this.bytes(layer)),
      commit: commit === undefined ? null : { oid: commit, author: this.bytes(author), date },
      history: history === undefined ? null : this.history(history),
      masked: data.masked === '' ? '' : `${this.bytes(data.masked.slice(0, -1))}…`,
      fingerprint: data.fingerprint,
      variable: data.variable && this.text(data.variable),
      revoke: data.revoke && this.text(data.revoke),
      rotate: data.rotate && this.text(data.rotate),
      status: data.status,
      allow:
        allow === undefined
          ? null
          : {
              by: allow.by,
              reason: this.bytes(allow.reason),
              who: allow.who === null ? null : this.bytes(allow.who),
              until: allow.until && this.text(allow.until),
            },
      remarks: remarks.map((remark) => this.text(remark)),
    };
  }

  receipt({ skipped, addedExceptions, unusedExceptions, shard, ...data }: ReceiptData): Receipt {
    const { source, files, bytes, refs, commits, objects, named, patterns, knownValues, engine } = data;
    return {
      ...{ source, files, bytes, patterns, engine },
      ...(refs === undefined ? {} : { refs }),
      ...(commits === undefined ? {} : { commits }),
      ...(objects === undefined ? {} : { objects }),
      ...(named === undefined ? {} : { named }),
      ...(knownValues === undefined ? {} : { knownValues }),
      skipped: skipped.map(({ file, reason, listed, accepted }) => ({
        file: this.bytes(file),
        reason: this.bytes(reason),
        listed: listed === true || accepted !== undefined,
        ...(accepted === undefined ? {} : { accepted: this.bytes(accepted) }),
      })),
      unusedSkips: [],
      ...(unusedExceptions ? { unused: this.exceptions(unusedExceptions) } : {}),
      ...(addedExceptions ? { added: this.exceptions(addedExceptions) } : {}),
      findings: data.findings,
      suppressed: data.suppressed,
      complete: data.complete,
      durationMs: data.durationMs,
      ...(shard ? { shard: this.shard(shard) } : {}),
    };
  }

  private shard(data: NonNullable<ReceiptData['shard']>): NonNullable<Receipt['shard']> {
    const { index, count, listing, rules, confidence, strict, letGo } = data;
    return {
      ...{ index, count, listing, rules, confidence, strict, letGo },
      version: this.text(data.version),
      unused: this.exceptions(data.unusedExceptions),
      unusedSkips: data.unusedSkips.map((path) => this.bytes(path)),
    };
  }

  private exceptions(data: readonly ExceptionData[]): WrittenException[] {
    return data.map(({ kind, file, line, what, reason, commit }) => ({
      kind,
      file: this.bytes(file),
      line,
      what: what === undefined ? null : this.bytes(what),
      reason: reason === undefined ? null : this.bytes(reason),
      commit: commit ?? null,
    }));
  }

  private history({ first, last, atHead, refs, places, parts }: HistoryData): FindingHistory {
    const both = (one: { first: SightingData; last: SightingData }) => ({
      first: this.sighting(one.first),
      last: this.sighting(one.last),
    });
    return {
      first: first && this.sighting(first),
      last: last && this.sighting(last),
      atHead,
      refs: refs.map((ref) => this.bytes(ref)),
      places,
      ...(parts
        ? {
            parts: {
              files: parts.files && {
                ...both(parts.files),
                firstRank: parts.files.firstRank,
                lastRank: parts.files.lastRank,
              },
              words: parts.words && both(parts.words),
            },
          }
        : {}),
    };
  }

  private sighting({ commit, author, date, file, line }: SightingData): Sighting {
    return { commit: { oid: commit, author: this.bytes(author), date }, file: this.bytes(file), line };
  }

  /** Text of the report as bytes, with nothing in it that looks like a secret or cannot be seen. */
  private bytes(text: string): ByteString {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const bytes = toBytes(isFingerprint(text) ? text : harmless(text, this.mask));
    this.known.set(text, bytes);
    return bytes;
  }

  /** The same of what is no bytes inside keyfence either: titles, addresses. */
  private text(text: string): string {
    return Buffer.from(this.bytes(text), 'latin1').toString('utf8');
  }
}

/** Text of a report on one line, with nothing in it that looks like a secret or cannot be seen. */
export function harmless(text: string, mask: Mask): string {
  return display(mask(toBytes(text)));
}

function toBytes(text: string): ByteString {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function isFingerprint(text: string): boolean {
  return /^kf1-[a-z2-7]{16}$/.test(text);
}
