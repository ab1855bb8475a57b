/** The line about workflows that print secrets. */
import type { Line } from '../line.js';
import { conclude, count, withoutAny } from './answer.js';
import { pipelinesOf } from './pipelines.js';
import { printedByWorkflow } from './printing/github.js';
import { printedByPipelines } from './printing/gitlab.js';

export const WORKFLOWS_PRINT_NOTHING: Line = {
  id: 'workflows-print-nothing',
  point: 'storage',
  title: 'No CI workflow prints a secret',
  look(project) {
    const pipelines = pipelinesOf(project);
    const { github, gitlab } = pipelines;
    const nothing = withoutAny([...github, ...gitlab], pipelines);
    if (nothing) return nothing;
    const problems = [...github.flatMap(printedByWorkflow), ...printedByPipelines(project, gitlab)];
    return conclude(pipelines, problems, {
      passed: `the scripts of ${count(github.length + gitlab.length, 'file')} were followed, as far as they stand in them`,
      failed: `${count(problems.length, 'place')} in which a secret is printed, or kept where others can read it`,
    });
  },
};
