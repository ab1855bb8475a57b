/** The structure of what has none: its name and its looks are judged instead (see `judge.ts`). */
import type { Structure } from './types.js';

export const genericCredential: Structure = {
  check: () => ({ outcome: 'plain' }),
};
