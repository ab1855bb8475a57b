/** The checklist: every line of it, in the order in which it is shown, and what is said to each. */
import { dialectsLine } from './agents/dialects-line.js';
import { hardcodedLine } from './agents/hardcoded-line.js';
import { namesLine } from './agents/names-line.js';
import { sameSecretLine } from './agents/user/same-secret-line.js';
import { shellLine } from './agents/user/shell-line.js';
import { userAgentsLine } from './agents/user/user-agents-line.js';
import type { Answer, Line } from './line.js';
import type { PolicyProject } from './project.js';

/** A line with its answer. */
export type AnsweredLine = Pick<Line, 'id' | 'point' | 'title'> & Answer;

export const LINES: readonly Line[] = [
  hardcodedLine,
  dialectsLine,
  namesLine,
  shellLine(),
  userAgentsLine(),
  sameSecretLine(),
];

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
