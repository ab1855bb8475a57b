/** A line of the checklist that looks at each workflow of GitHub by itself. */
import type { Line, Problem } from '../line.js';
import { conclude, withoutAny } from './answer.js';
import type { Workflow } from './github.js';
import { pipelinesOf } from './pipelines.js';

interface About extends Pick<Line, 'id' | 'point' | 'title'> {
  /** What it looks at: an action has neither triggers nor permissions. */
  kinds: readonly Workflow['kind'][];
  problemsOf(workflow: Workflow): Problem[];
  /** What a pass rests on, of so many files. */
  passed(files: number): string;
  failed(problems: number): string;
}

export function aboutWorkflows({ id, point, title, kinds, problemsOf, passed, failed }: About): Line {
  return {
    id,
    point,
    title,
    look(project) {
      const pipelines = pipelinesOf(project);
      const workflows = pipelines.github.filter(({ kind }) => kinds.includes(kind));
      const nothing = withoutAny(workflows, pipelines);
      if (nothing) return nothing;
      const problems = workflows.flatMap(problemsOf);
      return conclude(pipelines, problems, {
        passed: passed(workflows.length),
        failed: failed(problems.length),
      });
    },
  };
}
