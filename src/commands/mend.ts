/** `keyfence check --fix`: shows what the failing lines would write, asks, writes it, and has everything looked at again. */
import { applyPlan } from '../install/apply.js';
import { splitLines } from '../install/block.js';
import { actionOf, type Change } from '../install/change.js';
import type { AnsweredLine } from '../policy/checklist.js';
import { redact } from '../redact/text.js';
import { displayText } from '../report/display.js';
import type { ByteString } from '../types.js';
import { shownPath } from './install-words.js';
import { write } from './output.js';
import { isAtTerminal, proposeTo } from './propose.js';

/** What `--fix` came to. */
export interface Mended {
  /** `nothing`: there was nothing to write, or nobody asked for it. `unasked`: nobody could be asked. */
  outcome: 'nothing' | 'written' | 'declined' | 'unasked';
  /** From the top level; as text. */
  files: string[];
  /** What the lines say now; null where nothing was written. */
  answers: AnsweredLine[] | null;
}

export const NOTHING_MENDED: Mended = { outcome: 'nothing', files: [], answers: null };

/** What is mended can show what is to be mended next: a schema first, and then its template. */
const MOST_ROUNDS = 4;
const ELLIPSIS: ByteString = Buffer.from('…', 'utf8').toString('latin1');

/**
 * @param options `look`: asks the lines again.
 * @throws KeyfenceError where a file cannot be written; the files are then as they were before that round.
 */
export async function mend(
  answers: readonly AnsweredLine[],
  { top, yes, look }: { top: string; yes: boolean; look: () => Promise<AnsweredLine[]> },
): Promise<Mended> {
  const mended: Mended = { ...NOTHING_MENDED, files: [] };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const changes = changesOf(mended.answers ?? answers);
    if (changes.length === 0) return mended;
    const isUnasked = !yes && !isAtTerminal();
    const propose = proposeTo({ dryRun: isUnasked, yes, print, showBefore: hideGoneValues });
    const isAgreed = await propose({ changes, notes: [], next: [] }, top);
    if (isUnasked || !isAgreed) {
      const outcome = isUnasked ? 'unasked' : 'declined';
      return mended.outcome === 'written' ? mended : { ...mended, outcome };
    }
    applyPlan({ changes, notes: [], next: [] });
    mended.outcome = 'written';
    for (const change of changes) {
      const path = shownPath(change.path, top);
      if (!mended.files.includes(path)) mended.files.push(path);
      const line = `keyfence: ${displayText(path)}: ${actionOf(change)} (${change.why})\n`;
      await write('stderr', await redact(line));
    }
    mended.answers = await look();
  }
  return mended;
}

/** One change for each file: that of the first line that asks for it. What others want of it is seen in the next round. */
export function changesOf(answers: readonly AnsweredLine[]): Change[] {
  const changes = new Map<string, Change>();
  for (const { outcome, changes: wanted } of answers) {
    for (const change of outcome === 'fail' ? wanted : []) {
      if (actionOf(change) !== 'unchanged' && !changes.has(change.path)) changes.set(change.path, change);
    }
  }
  return [...changes.values()];
}

/** Whatever a line that goes assigns may be a secret: its value is not shown. */
function hideGoneValues({ before, after }: Change): ByteString | null {
  if (before === null || after === null) return before;
  const kept = new Set(splitLines(after).map(({ text }) => text));
  const lines = splitLines(before).map(({ text, start, end }) => {
    const equals = text.indexOf('=');
    const isShown = equals < 0 || kept.has(text);
    return isShown ? before.slice(start, end) : `${text.slice(0, equals + 1)}${ELLIPSIS}\n`;
  });
  return lines.join('');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
