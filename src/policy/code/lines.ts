/** Every line about code, in the order of the checklist. */
import type { Line } from '../line.js';
import { CONFIG_MODULES } from './config-modules.js';
import { CODE_NAMES_DECLARED } from './undeclared-names.js';
import { DECLARED_NAMES_USED } from './unused-names.js';

export const CODE_LINES: readonly Line[] = [CODE_NAMES_DECLARED, DECLARED_NAMES_USED, CONFIG_MODULES];
