/** The line about what the token of a run may do: only what a workflow says, and never everything. */
import type { Problem } from '../line.js';
import { aboutWorkflows } from './about-workflows.js';
import { count } from './answer.js';
import type { Job, Workflow } from './github.js';
import { type MapEntry, textOf } from './yaml-tree.js';

const REMEDY =
  'write at the top of the workflow: permissions: { contents: read }, and what a job needs beyond that into its own permissions';

export const WORKFLOW_PERMISSIONS = aboutWorkflows({
  id: 'workflow-permissions',
  point: 'privilege',
  title: 'Workflows say what their token may do, and no more than they need',
  kinds: ['workflow'],
  problemsOf,
  passed: (files) => `${count(files, 'workflow')} with permissions of their own`,
  failed: (problems) => `${count(problems, 'place')} in which the token may do more than is said`,
});

function problemsOf(workflow: Workflow): Problem[] {
  const { file, permissions, jobs } = workflow;
  const given = [permissions, ...jobs.map((job) => job.permissions)].filter((one) => one !== null);
  return [
    ...missing(workflow),
    ...given.filter(givesAll).map(({ line }) => ({
      file,
      line,
      says: 'write-all gives the token of each run every right to the repository',
      remedy: REMEDY,
    })),
  ];
}

function missing({ file, permissions, jobs, jobsLine, triggers }: Workflow): Problem[] {
  const without = jobs.filter((job) => job.permissions === null);
  // What only others call has no more rights than its callers give it.
  const isCalled = triggers.size === 1 && triggers.has('workflow_call');
  if (permissions !== null || without.length === 0 || isCalled) return [];
  const line = without.length === jobs.length ? jobsLine : (without[0] as Job).line;
  const says =
    'no permissions: the token of each run has what the repository gives by default, perhaps every right';
  return [{ file, line, says, remedy: REMEDY }];
}

function givesAll({ value }: MapEntry): boolean {
  return textOf(value) === 'write-all';
}
