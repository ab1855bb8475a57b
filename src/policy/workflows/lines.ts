/** Every line about CI workflows, in the order of the checklist. */
import type { Line } from '../line.js';
import { WORKFLOW_CLOUD_KEYS } from './cloud-keys.js';
import { DECLARED_NAMES_IN_WORKFLOWS, WORKFLOW_NAMES_DECLARED } from './declared-names.js';
import { WORKFLOW_SCRIPTS } from './interpolation.js';
import { WORKFLOW_LITERALS } from './literals.js';
import { WORKFLOW_PERMISSIONS } from './permissions.js';
import { WORKFLOWS_PRINT_NOTHING } from './prints.js';
import { WORKFLOWS_READABLE } from './readable.js';
import { WORKFLOW_SECRET_SCOPE } from './scope.js';
import { WORKFLOW_STRANGERS } from './strangers.js';

export const WORKFLOW_LINES: readonly Line[] = [
  WORKFLOWS_READABLE,
  WORKFLOWS_PRINT_NOTHING,
  WORKFLOW_LITERALS,
  WORKFLOW_NAMES_DECLARED,
  DECLARED_NAMES_IN_WORKFLOWS,
  WORKFLOW_PERMISSIONS,
  WORKFLOW_SECRET_SCOPE,
  WORKFLOW_SCRIPTS,
  WORKFLOW_STRANGERS,
  WORKFLOW_CLOUD_KEYS,
];
