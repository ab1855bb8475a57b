/** Asks one line of the checklist about a scratch repository, and writes what it would have written. */
import { applyPlan } from '../../src/install/apply.js';
import type { Answer, Line } from '../../src/policy/line.js';
import { viewPolicyProject } from '../../src/policy/project.js';
import type { Repository } from '../support/repository.js';

export async function ask(line: Line, repository: Repository): Promise<Answer> {
  return line.look(await viewPolicyProject(repository.top));
}

/** The answer as one text: outcome, then each problem with its file and line. */
export async function said(line: Line, repository: Repository): Promise<string[]> {
  const { outcome, problems } = await ask(line, repository);
  return [
    outcome,
    ...problems.map(({ file, line, says }) => `${file ?? '-'}${line === null ? '' : `:${line}`} ${says}`),
  ];
}

/** As `--fix` does it, once. @returns how many files. */
export async function mendWith(line: Line, repository: Repository): Promise<number> {
  const { changes } = await ask(line, repository);
  applyPlan({ changes, notes: [], next: [] });
  return changes.length;
}

/** The text of a schema with these names, all required and without a format, unless one says more. */
export function schemaOf(names: Record<string, object>, optional: Record<string, object> = {}): string {
  return JSON.stringify({ version: 1, required: { app: names }, optional: { extra: optional } });
}
