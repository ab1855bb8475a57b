/** What is let through: for each finding, whether it is new, in the baseline, or allowed by a decision of the project. */
import { type AllowEntry, bytesOf, type Configuration, type PathRule } from '../config/configuration.js';
import { today } from '../config/day.js';
import { coverageOf } from '../config/path-rule.js';
import type { Allowance, ByteString, Finding, Verdict } from '../types.js';
import type { InlineComment } from './inline-comment.js';
import { identityOf, type ReadException } from './written.js';

/** Where a finding stands, as far as exceptions look at it. */
export interface Subject {
  /** From the top level; null for what is no file of the project (a commit message). */
  path: ByteString | null;
  isPrivateKey: boolean;
  comment: InlineComment | null;
  /** Whether that comment counts; otherwise it has to be merged first. */
  isCommentMerged: boolean;
}

export type Standing = Pick<Finding, 'status' | 'allow' | 'remarks'>;

/** Verdicts that say what it is beyond doubt: no place makes them harmless. */
const CERTAIN: readonly Verdict[] = ['checksum-valid', 'known-value'];

/** A path rule with the function that says what it covers. */
interface Rule {
  rule: PathRule;
  covers: (path: ByteString) => boolean;
}

export class Exceptions {
  private readonly byFingerprint: ReadonlyMap<string, AllowEntry[]>;
  private readonly byFile: ReadonlyMap<ByteString, AllowEntry[]>;
  private readonly paths: readonly PathRule[];
  private readonly baseline: ReadonlySet<string>;
  private readonly today = today();
  private readonly used = new Set<string>();
  private rules: Rule[] | null = null;
  private readonly ruleOf = new Map<ByteString, PathRule | null>();

  /** @param baseline the fingerprints in it. */
  constructor({ allow, paths }: Pick<Configuration, 'allow' | 'paths'>, baseline: ReadonlySet<string>) {
    this.byFingerprint = grouped(allow, ({ fingerprint }) => fingerprint);
    this.byFile = grouped(allow, ({ file }) => (file === undefined ? undefined : bytesOf(file)));
    this.paths = paths;
    this.baseline = baseline;
  }

  /** What a finding is; the nearest decision counts: about the very secret, beside it, about its place. */
  judge({ fingerprint, verdict }: Finding, subject: Subject): Standing {
    const { path, comment, isPrivateKey } = subject;
    const ofFile = verdict === 'file' && path !== null ? this.byFile.get(path) : undefined;
    const entries = [...(this.byFingerprint.get(fingerprint) ?? []), ...(ofFile ?? [])];
    const valid = entries.find(({ until }) => until === undefined || until >= this.today);
    if (valid) return this.allowed('allow entry', valid);
    const remarks = entries.slice(0, 1).map(({ until }) => `its allow entry has expired, on ${until}`);
    if (comment !== null) {
      const { reason } = comment;
      if (reason !== null && subject.isCommentMerged) {
        return {
          status: 'allowed',
          allow: { by: 'inline comment', reason, who: null, until: null },
          remarks,
        };
      }
      remarks.push(
        reason === null
          ? 'keyfence:allow stands beside it, without a reason: that does not count'
          : 'the keyfence:allow beside it counts only once it is merged',
      );
    }
    const rule = path === null || isPrivateKey || CERTAIN.includes(verdict) ? null : this.ruleFor(path);
    if (rule) return this.allowed('path rule', rule);
    return { status: this.baseline.has(fingerprint) ? 'baseline' : 'new', allow: null, remarks };
  }

  /** Whether an entry let something through so far. */
  isUsed(exception: ReadException): boolean {
    return this.used.has(identityOf(exception));
  }

  private allowed(by: Exclude<Allowance['by'], 'inline comment'>, entry: AllowEntry | PathRule): Standing {
    this.used.add(identityOf({ kind: by, entry }));
    const { reason, who } = entry;
    const until = ('until' in entry ? entry.until : undefined) ?? null;
    const allow = { by, reason: bytesOf(reason), who: who === undefined ? null : bytesOf(who), until };
    return { status: 'allowed', allow, remarks: [] };
  }

  private ruleFor(path: ByteString): PathRule | null {
    const known = this.ruleOf.get(path);
    if (known !== undefined) return known;
    this.rules ??= this.paths.map((rule) => ({ rule, covers: coverageOf(bytesOf(rule.path)) }));
    const rule = this.rules.find(({ covers }) => covers(path))?.rule ?? null;
    this.ruleOf.set(path, rule);
    return rule;
  }
}

function grouped<Key>(
  entries: readonly AllowEntry[],
  keyOf: (entry: AllowEntry) => Key | undefined,
): Map<Key, AllowEntry[]> {
  const groups = new Map<Key, AllowEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}
