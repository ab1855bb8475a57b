/** The checklist: every line of it, in the order in which it is shown, and what is said to each. */
import { CODE_LINES } from './code/lines.js';
import type { Answer, Line } from './line.js';
import type { PolicyProject } from './project.js';
import { WORKFLOW_LINES } from './workflows/lines.js';

/** A line with its answer. */
export type AnsweredLine = Pick<Line, 'id' | 'point' | 'title'> & Answer;

export const LINES: readonly Line[] = [...CODE_LINES, ...WORKFLOW_LINES];

/** @throws KeyfenceError of the first line that cannot find out. */
export async function answerLines(
  project: PolicyProject,
  lines: readonly Line[] = LINES,
): Promise<AnsweredLine[]> {
  const answers: AnsweredLine[] = [];
  for (const line of lines) {
    const { id, point, title } = line;
    answers.push({ id, point, title, ...(await line.look(project)) });
  }
  return answers;
}
