/** The line about how far secrets reach: the step that needs them, and no further. */
import type { Problem } from '../line.js';
import { aboutWorkflows } from './about-workflows.js';
import { count, shown } from './answer.js';
import { RUN_TOKEN, secretsInText } from './expressions.js';
import type { Job, Step, Workflow } from './github.js';
import { usesIn } from './secret-uses.js';
import { type MapEntry, textOf, textsIn } from './yaml-tree.js';

export const WORKFLOW_SECRET_SCOPE = aboutWorkflows({
  id: 'workflow-secret-scope',
  point: 'privilege',
  title: 'In CI a secret reaches only the step that needs it',
  kinds: ['workflow', 'action'],
  problemsOf: (workflow) => [
    ...ofWorkflow(workflow),
    ...workflow.jobs.flatMap((job) => [...ofJob(workflow, job), ...inherited(workflow, job)]),
    ...ofAll(workflow),
  ],
  passed: (files) => `${count(files, 'file')} in which secrets are given to single steps`,
  failed: (problems) => `${count(problems, 'place')} in which secrets reach further than they need to`,
});

/** The variables of an `env` that hold a secret of the repository's. */
function secretVariables(env: readonly MapEntry[]): { name: string; line: number; secret: string | null }[] {
  return env.flatMap(({ key, line, value }) => {
    const secrets = secretsInText(textOf(value) ?? '').filter(
      ({ name, isGiven }) => name !== RUN_TOKEN && isGiven,
    );
    const [first] = secrets;
    return first ? [{ name: key, line, secret: first.name }] : [];
  });
}

function ofWorkflow({ file, env }: Workflow): Problem[] {
  return secretVariables(env).map(({ name, line }) => ({
    file,
    line,
    says: `${shown(name)} is in the environment of every step of every job, the actions of others included`,
    remedy: 'move it into the env of each step that needs it',
  }));
}

function ofJob({ file }: Workflow, { env, steps }: Job): Problem[] {
  if (steps.length < 2) return [];
  return secretVariables(env).flatMap(({ name, line }) => {
    const users = steps.filter((step) => mentions(step, name));
    if (users.length !== 1) return [];
    const [user] = users as [Step];
    const remedy = `move it into the env of the step at line ${user.line}, the one that names it`;
    return [
      {
        file,
        line,
        says: `${shown(name)} is in the environment of every step, and one step uses it`,
        remedy,
      },
    ];
  });
}

function mentions({ node }: Step, name: string): boolean {
  const word = new RegExp(`(?<![\\w-])${name.replace(/\W/g, '\\$&')}(?![\\w-])`);
  return textsIn(node).some((placed) => word.test(placed.node.text));
}

function inherited({ file, jobs }: Workflow, job: Job): Problem[] {
  if (jobs.length === 0 || job.secrets === null || textOf(job.secrets.value) !== 'inherit') return [];
  return [
    {
      file,
      line: job.secrets.line,
      says: 'secrets: inherit gives the called workflow every secret of the repository',
      remedy: 'name those that it needs: secrets: { NAME: ${{ secrets.NAME }} }',
    },
  ];
}

/** `toJSON(secrets)`, and names that are computed: the runner then gets all of them. */
function ofAll({ file, node }: Workflow): Problem[] {
  return usesIn(file, node)
    .filter(({ kind }) => kind !== 'one')
    .map(({ kind, line }) => ({
      file,
      line,
      says:
        kind === 'all'
          ? 'every secret of the repository is given on here, as one text'
          : 'the name of the secret is computed, so that the runner gets every secret of the repository',
      remedy: 'name each secret that is needed: ${{ secrets.NAME }}',
    }));
}
