/** What batch systems tell a job of the parts that a piece of work has: in variables, each in its own way. */

export interface BatchSystem {
  name: string;
  /** The variable that says which part this is; and what the first part has there, where it is always the same. */
  index: string;
  first: 0 | 1 | { variable: string };
  /** The variable that says how many parts there are; null where the system does not tell. */
  count: string | null;
  /** Of numbers with gaps between them: the variables of the last number, and of the distance of two. */
  last?: string;
  step?: string;
}

// Sources: the documentation of each system, where it lists the variables of a job.
export const BATCH_SYSTEMS: readonly BatchSystem[] = [
  { name: 'Kubernetes Indexed Job', index: 'JOB_COMPLETION_INDEX', first: 0, count: null },
  { name: 'GitLab CI', index: 'CI_NODE_INDEX', first: 1, count: 'CI_NODE_TOTAL' },
  { name: 'CircleCI', index: 'CIRCLE_NODE_INDEX', first: 0, count: 'CIRCLE_NODE_TOTAL' },
  { name: 'Buildkite', index: 'BUILDKITE_PARALLEL_JOB', first: 0, count: 'BUILDKITE_PARALLEL_JOB_COUNT' },
  { name: 'Bitbucket', index: 'BITBUCKET_PARALLEL_STEP', first: 0, count: 'BITBUCKET_PARALLEL_STEP_COUNT' },
  {
    name: 'Azure Pipelines',
    index: 'SYSTEM_JOBPOSITIONINPHASE',
    first: 1,
    count: 'SYSTEM_TOTALJOBSINPHASE',
  },
  {
    name: 'Slurm',
    index: 'SLURM_ARRAY_TASK_ID',
    first: { variable: 'SLURM_ARRAY_TASK_MIN' },
    count: 'SLURM_ARRAY_TASK_COUNT',
    last: 'SLURM_ARRAY_TASK_MAX',
    step: 'SLURM_ARRAY_TASK_STEP',
  },
  { name: 'AWS Batch', index: 'AWS_BATCH_JOB_ARRAY_INDEX', first: 0, count: 'AWS_BATCH_JOB_ARRAY_SIZE' },
  { name: 'Google Batch', index: 'BATCH_TASK_INDEX', first: 0, count: 'BATCH_TASK_COUNT' },
  { name: 'Cloud Run', index: 'CLOUD_RUN_TASK_INDEX', first: 0, count: 'CLOUD_RUN_TASK_COUNT' },
  { name: 'GNU parallel', index: 'PARALLEL_SEQ', first: 1, count: null },
];
