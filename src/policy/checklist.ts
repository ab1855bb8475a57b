/** The checklist: every line of it, in the order in which it is shown, and what is said to each. */
import { envFilesIgnored } from './env-files/ignored.js';
import { envFilesTracked } from './env-files/tracked.js';
import { type Answer, type Line, POINTS } from './line.js';
import type { PolicyProject } from './project.js';

/** A line with its answer. */
export type AnsweredLine = Pick<Line, 'id' | 'point' | 'title'> & Answer;

/** In any order: they are shown by their points. */
const ALL: readonly Line[] = [envFilesIgnored, envFilesTracked];

export const LINES: readonly Line[] = POINTS.flatMap(({ id }) => ALL.filter(({ point }) => point === id));

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
