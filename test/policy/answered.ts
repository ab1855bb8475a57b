/** What one line of the checklist says of a repository. */
import { answerLines } from '../../src/policy/checklist.js';
import type { Line } from '../../src/policy/line.js';
import { viewPolicyProject } from '../../src/policy/project.js';
import { recordOutput } from '../support/record.js';
import type { Repository } from '../support/repository.js';

export interface Answered {
  outcome: string;
  says: string;
  /** `file:line says` of each problem. */
  problems: string[];
  remedies: (string | null)[];
}

/** Everything it says is searched for the secrets of the tests, too. */
export async function answered(repository: Repository, line: Line): Promise<Answered> {
  const [answer] = await answerLines(await viewPolicyProject(repository.top), [line]);
  if (!answer) throw new Error('no answer');
  recordOutput(JSON.stringify(answer));
  const { outcome, says, problems, remedy } = answer;
  return {
    outcome,
    says,
    problems: problems.map(
      ({ file, line: at, says: what }) => `${file}${at === null ? '' : `:${at}`} ${what}`,
    ),
    remedies: [...problems.map((one) => one.remedy), ...(remedy === null ? [] : [remedy])],
  };
}
