/** What GitHub and GitLab themselves say of a file: their own schemas, as their packages from npm have them. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { Repository, scratch } from '../support/repository.js';

const trace = new NoOperationTraceWriter();

/** @returns what GitHub's parser has against a workflow; nothing where it takes it. */
export async function checkWorkflow(content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name: 'workflow.yml', content }, trace);
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

/** The same for an `action.yml`. */
export function checkAction(content: string): string[] {
  const { context } = parseAction({ name: 'action.yml', content }, trace);
  return context.errors.getErrors().map(({ message }) => message);
}

const program = join(
  dirname(createRequire(import.meta.url).resolve('gitlab-ci-local/package.json')),
  'dist/index.js',
);
/** gitlab-ci-local is written for Node 22; this is all of it that Node 20 lacks here. */
const UNION = 'Set.prototype.union ??= function (other) { return new Set([...this, ...other]); };';

/** @returns what GitLab's schema has against a `.gitlab-ci.yml`; empty where it takes it. */
export function checkGitlab(text: string): string {
  const repository = new Repository().stage({ '.gitlab-ci.yml': text });
  repository.commit();
  repository.git('remote', 'add', 'origin', 'git@gitlab.com:a/b.git');
  const before = join(scratch(), 'before.cjs');
  writeFileSync(before, UNION);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', before, program, '--list'], {
    cwd: repository.top,
    env: { ...repository.env, NO_COLOR: '1' },
    encoding: 'utf8',
  });
  const isChecked = /json schema validated/.test(stdout + stderr);
  return status === 0 && isChecked ? '' : `exit ${status}: ${stdout}${stderr}`;
}
