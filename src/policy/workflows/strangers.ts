/** The line about workflows that run what a pull request of a stranger brings, with the rights of the repository. */
import type { Problem } from '../line.js';
import { aboutWorkflows } from './about-workflows.js';
import { count } from './answer.js';
import { RUN_TOKEN } from './expressions.js';
import type { Job, Step, Workflow } from './github.js';
import { usesIn } from './secret-uses.js';
import { type MapEntry, textOf, valueUnder } from './yaml-tree.js';

const HEAD =
  /github\.head_ref|github\.event\.pull_request\.head\.|github\.event\.workflow_run\.head_|github\.event\.pull_request\.merge_commit_sha|refs\/pull\/\$\{\{/;
const FETCH = /\bgh pr checkout\b|\bgit (?:fetch|pull)\b[^\n]{0,200}(?:refs\/)?pull\/|\bhub pr checkout\b/;
/** They run for pull requests from forks, and have the repository's secrets all the same. */
const TRUSTED = ['pull_request_target', 'workflow_run'];

export const WORKFLOW_STRANGERS = aboutWorkflows({
  id: 'workflow-strangers',
  point: 'privilege',
  title: 'What pull requests of strangers bring runs without secrets',
  kinds: ['workflow'],
  problemsOf,
  passed: (files) => `${count(files, 'workflow')}, and none gives the code of a fork a secret`,
  failed: (problems) => `${count(problems, 'place')} in which the code of a fork runs beside secrets`,
});

function problemsOf(workflow: Workflow): Problem[] {
  const { file, jobs, triggers } = workflow;
  const trigger = TRUSTED.find((one) => triggers.has(one));
  if (trigger === undefined) return [];
  return jobs.flatMap((job): Problem[] => {
    const step = job.steps.find(checksOutHead);
    if (step === undefined || !hasSecrets(workflow, job)) return [];
    return [
      {
        file,
        line: step.line,
        says: `${trigger} runs with the rights of the repository, and this step gets the code of the pull request: whoever opens one can read the secrets of the job`,
        remedy:
          'run that code in a workflow on: pull_request, which has no secrets; or keep this job to permissions: { contents: read } with persist-credentials: false, and without secrets',
      },
    ];
  });
}

function checksOutHead({ uses, with: inputs, run }: Step): boolean {
  if (uses === 'actions/checkout') return inputs.some(({ value }) => HEAD.test(textOf(value) ?? ''));
  return run !== null && FETCH.test(run.text);
}

/** Secrets of its own or of the workflow's, or a token that may write. */
function hasSecrets(workflow: Workflow, job: Job): boolean {
  const { file, env, permissions } = workflow;
  const uses = [job.node, ...env.map(({ value }) => value)].flatMap((node) => usesIn(file, node));
  return uses.some(({ name }) => name !== RUN_TOKEN) || mayWrite(job.permissions ?? permissions);
}

/** Without a word of it, too. */
function mayWrite(permissions: MapEntry | null): boolean {
  if (permissions === null) return true;
  const { value } = permissions;
  if (value.kind === 'text') return value.text === 'write-all';
  return value.kind === 'map' && value.entries.some(({ key }) => textOf(valueUnder(value, key)) === 'write');
}
