/** What `keyfence baseline` says: what it adds, what is gone, and what to do about either. */
import type { Finding } from '../types.js';
import { display, displayMasked, displayText } from './display.js';

/** What a run changes in the baseline, or would change. */
export interface BaselineChange {
  /** Findings whose fingerprints come in; one for each place. */
  added: readonly Finding[];
  /** Fingerprints whose secret was not found. */
  gone: readonly string[];
  /** How many fingerprints the baseline has then. */
  entries: number;
  /** Whether everything was scanned. */
  isComplete: boolean;
  isWritten: boolean;
  prune: boolean;
  dryRun: boolean;
}

const FILE = '.keyfence-baseline';

/** Lines for stdout: the change, the high stakes in it, and the next step. */
export function reportBaseline(change: BaselineChange): string {
  const lines = [headline(change), ...addedLines(change), ...goneLines(change)];
  if (change.isWritten) lines.push(`hooks and CI read it from Git: git add ${FILE}`);
  return lines.map((line) => `${line}\n`).join('');
}

function headline({ added, gone, entries, isComplete, isWritten, prune, dryRun }: BaselineChange): string {
  const counted = new Set(added.map(({ fingerprint }) => fingerprint)).size;
  const removed = prune && isComplete ? gone.length : 0;
  const parts = [
    ...(counted > 0 ? [`${counted} added`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
    ...(counted + removed === 0 ? ['nothing to change'] : []),
  ];
  const would = dryRun && !isWritten && counted + removed > 0 ? ' (dry run: nothing was written)' : '';
  return `${FILE}: ${parts.join(', ')}, ${entries} ${entries === 1 ? 'entry' : 'entries'} in all${would}`;
}

function addedLines({ added, isComplete }: BaselineChange): string[] {
  const certain = added.filter(({ verdict }) => verdict === 'checksum-valid' || verdict === 'known-value');
  const known = new Set(certain.map(({ fingerprint }) => fingerprint)).size;
  return [
    ...added.map((finding) => `  + ${finding.fingerprint}  ${describe(finding)}`),
    ...(known > 0
      ? [
          `${known} of these ${known === 1 ? 'is a real credential' : 'are real credentials'} beyond doubt: rotate ${known === 1 ? 'it' : 'them'}; the baseline only keeps ${known === 1 ? 'it' : 'them'} from blocking`,
        ]
      : []),
    ...(isComplete ? [] : ['what was not scanned (see below) is not in it']),
  ];
}

function goneLines({ gone, prune, isComplete }: BaselineChange): string[] {
  if (gone.length === 0) return [];
  const listed = gone.map((fingerprint) => `  - ${fingerprint}`);
  const entries = gone.length === 1 ? '1 entry' : `${gone.length} entries`;
  if (prune && isComplete) return [`${entries} whose secret is gone:`, ...listed];
  const advice = isComplete
    ? 'keyfence baseline --prune removes what is gone'
    : 'kept, because not everything was scanned: the secret may be there';
  return [`${entries} whose secret was not found (${advice}):`, ...listed];
}

function describe({ file, line, title, masked, verdict }: Finding): string {
  if (verdict === 'file') return `${display(file)}  ${displayText(title)}`;
  return `${display(file)}:${line}  ${displayText(title)}  ${displayMasked(masked)}`;
}
