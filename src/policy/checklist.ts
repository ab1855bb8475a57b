/** The checklist: every line of it, in the order in which it is shown, and what is said to each. */
import type { Answer, Line } from './line.js';
import type { PolicyProject } from './project.js';
import { storeNames } from './stores/store-names.js';

/** A line with its answer. */
export type AnsweredLine = Pick<Line, 'id' | 'point' | 'title'> & Answer;

export const LINES: readonly Line[] = [storeNames];

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
