/** Answers of lines of the checklist in a real repository. */
import { type AnsweredLine, answerLines } from '../../../src/policy/checklist.js';
import type { Line } from '../../../src/policy/line.js';
import { viewPolicyProject } from '../../../src/policy/project.js';
import { recordOutput } from '../../support/record.js';
import { Repository } from '../../support/repository.js';

export const SCHEMA = (names: readonly string[]) =>
  JSON.stringify({ required: { app: Object.fromEntries(names.map((name) => [name, {}])) } });

/** A repository with these files in its index. */
export function repositoryOf(files: Record<string, string | Buffer>): Repository {
  return new Repository().stage(files);
}

/** What the lines answer, in their order. */
export async function answers(
  repository: Repository,
  lines: readonly Line[],
  options: { userConfigs?: boolean } = {},
): Promise<AnsweredLine[]> {
  const project = await viewPolicyProject(repository.top, options);
  const answered = await answerLines(project, lines);
  recordOutput(JSON.stringify(answered));
  return answered;
}

/** The answer of one line to these files. */
export async function answer(
  files: Record<string, string | Buffer>,
  line: Line,
  options: { userConfigs?: boolean } = {},
): Promise<AnsweredLine> {
  const [only] = await answers(repositoryOf(files), [line], options);
  return only as AnsweredLine;
}

/** `file:line` of each problem. */
export function places({ problems }: AnsweredLine): string[] {
  return problems.map(({ file, line }) => `${file}:${line}`);
}

/** The 1-based line on which a text first stands. */
export function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}
