/** What `keyfence check` found out, for programs: version 1 of a contract. */
import type { AnsweredLine } from '../policy/checklist.js';
import { countOutcomes, type MendedFacts } from './checklist.js';
import { display, displayText } from './display.js';

/** One JSON document, with a newline at the end. No text in it holds what cannot be seen. */
export function reportChecklistJson(answers: readonly AnsweredLine[], mended: MendedFacts): string {
  const document = {
    version: 1,
    outcome: answers.some(({ outcome }) => outcome === 'fail') ? 'fail' : 'pass',
    counts: countOutcomes(answers),
    lines: answers.map(describeLine),
    fix: { outcome: mended.outcome, files: mended.files.map(displayText) },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function describeLine({ id, point, title, outcome, says, problems, remedy, changes }: AnsweredLine): object {
  return {
    id,
    point,
    title,
    outcome,
    says: displayText(says),
    problems: problems.map((problem) => ({
      file: problem.file === null ? null : display(problem.file),
      line: problem.line,
      says: displayText(problem.says),
      remedy: problem.remedy === null ? null : displayText(problem.remedy),
    })),
    remedy: remedy === null ? null : displayText(remedy),
    /** Whether `--fix` writes something for it. */
    isFixable: outcome === 'fail' && changes.length > 0,
  };
}
