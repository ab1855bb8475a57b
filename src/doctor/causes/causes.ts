/** Why a trial did not prove what it should, the likeliest reason first, and what to do about each. */
import type { Cause } from '../report.js';
import type { TrialDone } from '../trials.js';
import type { Around } from './around.js';
import { notRunCauses } from './not-run.js';
import { passedCauses } from './passed.js';
import { refusedCauses } from './refused-otherwise.js';
import { switchCauses } from './switches.js';

const VERBOSE = 'see with keyfence doctor --verbose what it said';

/** None for a trial that proved it; for any other at least one. */
export function causesOf(around: Around, trial: TrialDone, patience: number): Cause[] {
  const { hook, result } = trial;
  switch (result) {
    case 'proven':
      return [];
    case 'not-run':
      return orElse(notRunCauses(around, hook), {
        id: 'unexplained',
        says: `Git started no ${hook} hook`,
        remedy: 'run keyfence init',
      });
    case 'passed':
      return orElse([...switchCauses(around, hook), ...passedCauses(around, trial)], {
        id: 'unexplained',
        says: 'the hook ran and ended well, though keyfence should have refused',
        remedy: VERBOSE,
      });
    case 'refused-otherwise':
      return refusedCauses(around, trial);
    case 'hung':
      return [
        {
          id: 'hung',
          says: `it had not ended after ${patience / 1000} s, and was killed with all that it had started`,
          remedy: 'a hook may not wait for a terminal or for the network; --timeout gives it more time',
        },
      ];
    case 'not-reached':
      return [
        {
          id: 'ended-by-another',
          says: `${trial.endedBy} refused first, so Git never came to ${hook}`,
          remedy: `${VERBOSE}, and mend that hook first`,
        },
      ];
    case 'failed':
      return [{ id: 'git-failed', says: 'Git ended before it started a hook', remedy: VERBOSE }];
  }
}

function orElse(causes: Cause[], other: Cause): Cause[] {
  return causes.length > 0 ? causes : [other];
}
