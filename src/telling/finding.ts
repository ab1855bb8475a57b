/** What leaves the house: a judged match or a name as a finding. */
import type { Detector } from '../detect/detector.js';
import { type Examined, maskName } from '../examine/examine.js';
import type { JudgedMatch } from '../judge/resolve.js';
import type { ByteString, CommitFacts, Finding, Origin } from '../types.js';

export interface FindingContext {
  /** The path as it may be shown. */
  path: ByteString;
  /** The layers as they may be shown. */
  layers: ByteString[];
  /** The commit, as it may be shown. */
  commit: CommitFacts | null;
  /** The name that the project gives to this secret, if any. */
  variable: string | null;
  fingerprint: string;
}

type Place = Pick<Finding, 'line' | 'column' | 'endLine' | 'endColumn' | 'start' | 'end'>;

/** A match in a chunk's text. */
export function textFinding({ judged, range, from, to }: Examined, context: FindingContext): Finding {
  const place = { line: from.line, column: from.column, endLine: to.line, endColumn: to.column, ...range };
  return toFinding(judged, place, context);
}

/** A match in a chunk's name: it has no place in the text. */
export function nameFinding(judged: JudgedMatch, context: FindingContext): Finding {
  const place = { line: 1, column: 1, endLine: 1, endColumn: 1, start: 0, end: 0 };
  return toFinding(judged, place, context);
}

/** The commit that text comes from, as it may be shown: people have put secrets where their name belongs. */
export function maskedCommit(origin: Origin, detector: Detector): CommitFacts | null {
  const commit = origin.kind === 'commit' || origin.kind === 'words' ? origin.commit : null;
  return commit && { ...commit, author: maskName(commit.author, detector) };
}

function toFinding({ match, judgement }: JudgedMatch, place: Place, context: FindingContext): Finding {
  const { pattern } = match;
  return {
    pattern: pattern.id,
    provider: pattern.provider,
    title: pattern.title,
    category: pattern.category,
    severity: pattern.severity,
    verdict: judgement.verdict,
    confidence: judgement.confidence,
    note: judgement.note,
    file: context.path,
    ...place,
    layers: context.layers,
    commit: context.commit,
    history: null,
    masked: `${match.prefix}…`,
    fingerprint: context.fingerprint,
    variable: match.known?.variable ?? context.variable ?? pattern.env[0] ?? null,
    revoke: pattern.revoke,
    rotate: pattern.rotate,
    status: 'new',
    allow: null,
    remarks: [],
  };
}
