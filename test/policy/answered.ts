/** What the lines of the checklist answer for a project that a test writes. */
import { LINES } from '../../src/policy/checklist.js';
import type { Answer } from '../../src/policy/line.js';
import { viewPolicyProject } from '../../src/policy/project.js';
import { Repository } from '../support/repository.js';

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
