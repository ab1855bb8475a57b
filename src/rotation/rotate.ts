/** A rotation as a whole: what is asked for, what holds the old value, and the steps. */

import { loadCatalog } from '../detect/stored-catalog.js';
import { KeyfenceError } from '../errors.js';
import type { PolicyProject } from '../policy/project.js';
import { providerOf } from './provider.js';
import type { RotationReport } from './report.js';
import { shownName, stepsOf } from './steps.js';
import { isFingerprint, readSubject } from './subject.js';
import { type SweepOptions, sweep } from './sweep.js';
import { tellByFingerprint, tellByName } from './told-values.js';

export interface RotationRequest extends Omit<SweepOptions, 'project'> {
  project: PolicyProject;
  /** A name of the schema or a fingerprint. */
  word: string;
  /** The fingerprint of the value before; null to find out. */
  old: string | null;
  /** Whether the rotation is said to be done. */
  isDone: boolean;
}

/**
 * @returns the report, and the names of the schema as they are written there.
 * @throws UsageError for what is neither a name nor a fingerprint.
 * @throws KeyfenceError for a fingerprint that nothing has, or several have.
 */
export async function examineRotation({
  project,
  word,
  old,
  isDone,
  ...options
}: RotationRequest): Promise<{ report: RotationReport; variables: string[] }> {
  const subject = readSubject(word, project.declared);
  if (old !== null && (subject.kind === 'fingerprint' || !isFingerprint(old) || old.length < LENGTH)) {
    throw new KeyfenceError(
      '--old: expected the whole fingerprint of the value before',
      'keyfence rotate NAME --old kf1-...',
    );
  }
  const swept = await sweep({ project, ...options });
  const all = project.declared;
  const told =
    subject.kind === 'name'
      ? tellByName(subject.declared, { sweep: swept, all, old, isDone })
      : tellByFingerprint(subject.beginning, { sweep: swept, all });
  const provider = providerOf(told.names, told.findings, () => loadCatalog().patterns.all());
  const variables = told.names.map(({ name }) => name);
  const goBy = told.names.flatMap(({ name, aliases }) => [name, ...aliases]);
  return {
    variables,
    report: {
      names: variables.map(shownName),
      situation: told.situation,
      old: told.old,
      current: told.current,
      alike: told.alike.map(({ name }) => shownName(name)),
      hasUntraceable: goBy.some((name) => swept.untraceable.has(name)),
      steps: stepsOf({ project, names: told.names, provider, old: told.old }),
      looked: swept.looked,
      unread: swept.unread,
      recorded: null,
    },
  };
}

const LENGTH = 'kf1-'.length + 16;
