/** The file guard's word on one chunk, as a finding. */
import { fingerprintPath } from '../judge/fingerprint.js';
import type { Chunk, Confidence, Finding } from '../types.js';
import type { FileGuard } from './file-names.js';

const LINK_MODE = '120000';

/**
 * @param chunk `isWhole`: whether the bytes are all of it, or its beginning.
 * @param context `showsSecret`: whether the content has findings of its own; `confidence`: the lowest that is reported.
 * @returns null for a file that may pass: not guarded, harmless by content, no file at all, or a link (Git stores only its target's name).
 */
export function guardFinding(
  guard: FileGuard,
  { bytes, isWhole, origin }: Pick<Chunk, 'bytes' | 'origin'> & { isWhole: boolean },
  context: { showsSecret: boolean; confidence: Confidence },
): Finding | null {
  if (origin.kind === 'words' || guard.match(origin.path) === null) return null;
  if (origin.kind !== 'stream' && origin.mode === LINK_MODE) return null;
  const entry = guard.judge(origin.path, bytes, { isWhole });
  if (!entry) return null;
  const refused = entry.severity === 'critical' || entry.severity === 'high';
  const counts = refused || (entry.severity === 'medium' && context.showsSecret);
  if (!counts && context.confidence !== 'low') return null;
  return {
    pattern: `file:${entry.id}`,
    provider: 'file guard',
    title: entry.title,
    category: entry.category,
    severity: entry.severity,
    verdict: 'file',
    confidence: refused ? 'high' : counts ? 'medium' : 'low',
    note: null,
    file: origin.path,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    start: 0,
    end: 0,
    layers: [],
    commit: null,
    history: null,
    masked: '',
    fingerprint: fingerprintPath(origin.path),
    variable: null,
    revoke: null,
    rotate: entry.rotate,
    status: 'new',
    allow: null,
    remarks: [],
  };
}
