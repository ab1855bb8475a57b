/** What lines of the checklist say of a project that a test writes. */
import { answerLines, LINES } from '../../src/policy/checklist.js';
import type { Answer, Line } from '../../src/policy/line.js';
import { viewPolicyProject } from '../../src/policy/project.js';
import { recordOutput } from '../support/record.js';
import { Repository } from '../support/repository.js';

export interface Answered {
  outcome: string;
  says: string;
  /** `file:line says` of each problem. */
  problems: string[];
  remedies: (string | null)[];
}

/** Everything it says is searched for the secrets of the tests, too. */
export async function answered(repository: Repository, line: Line): Promise<Answered> {
  const [answer] = await answerLines(await viewPolicyProject(repository.top), [line]);
  if (!answer) throw new Error('no answer');
  recordOutput(JSON.stringify(answer));
  const { outcome, says, problems, remedy } = answer;
  return {
    outcome,
    says,
    problems: problems.map(
      ({ file, line: at, says: what }) => `${file}${at === null ? '' : `:${at}`} ${what}`,
    ),
    remedies: [...problems.map((one) => one.remedy), ...(remedy === null ? [] : [remedy])],
  };
}

/** A `secrets/schema.json` of these names, each with what is given of it. */
export function schemaOf(names: Record<string, object> | readonly string[]): string {
  const records = Array.isArray(names) ? Object.fromEntries(names.map((name) => [name, {}])) : names;
  return JSON.stringify({ version: 1, required: { app: records } });
}

/** The answer of one line for a repository with these files. */
export async function answerOf(id: string, files: Record<string, string>): Promise<Answer> {
  const repository = new Repository().stage(files);
  const line = LINES.find((one) => one.id === id);
  if (!line) throw new Error(`no line ${id}`);
  return line.look(await viewPolicyProject(repository.top));
}

/** `file:line says` of each problem, or the outcome where there is none. */
export async function told(id: string, files: Record<string, string>): Promise<string[]> {
  const { outcome, problems } = await answerOf(id, files);
  if (problems.length === 0) return [outcome];
  return problems.map(({ file, line, says }) => `${file}:${line} ${says}`);
}
