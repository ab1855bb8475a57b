/** Anywhere else: another service, or somebody's own clone. */
import { type CiSystem, unknownFacts } from './facts.js';

export const PLAIN: CiSystem = {
  isHere: () => true,
  read({ CI = '' }) {
    const isCi = !['', '0', 'false'].includes(CI.toLowerCase());
    return unknownFacts({
      system: isCi ? 'CI' : 'no CI',
      isCi,
      event: 'unknown',
      remedy: 'a clone that is not shallow (git fetch --unshallow)',
    });
  },
};
