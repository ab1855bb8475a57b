/** The line that says which workflows the others could not look at. */
import { fail, type Line, notApplicable, pass } from '../line.js';
import { count } from './answer.js';
import { pipelinesOf } from './pipelines.js';

export const WORKFLOWS_READABLE: Line = {
  id: 'workflows-readable',
  point: 'privilege',
  title: 'Every CI workflow can be read',
  look(project) {
    const { github, gitlab, unread } = pipelinesOf(project);
    const files = github.length + gitlab.length;
    if (unread.length > 0) {
      return fail(`${count(unread.length, 'workflow')} cannot be read, and may do anything with secrets`, [
        ...unread,
      ]);
    }
    return files === 0 ? notApplicable('there are no CI workflows') : pass(`${count(files, 'file')} read`);
  },
};
