/** `keyfence rotate`: the steps to rotate a secret, what still holds its old value, and the day in the schema when it is done. */
import { relative, sep } from 'node:path';
import { today } from '../config/day.js';
import { KeyfenceError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { topLevelOf } from '../git/working-tree.js';
import { applyPlan } from '../install/apply.js';
import { staysInside } from '../install/stays-inside.js';
import { type PolicyProject, viewPolicyProject } from '../policy/project.js';
import { redact } from '../redact/text.js';
import { reportRotation, reportRotationReceipt } from '../report/rotation.js';
import { reportRotationJson } from '../report/rotation-json.js';
import { recordDay } from '../rotation/record-day.js';
import {
  holdersInHistory,
  holdersNow,
  isComplete,
  type Recorded,
  type RotationReport,
} from '../rotation/report.js';
import { examineRotation } from '../rotation/rotate.js';
import { toBytes } from '../sources/read-file.js';
import type { ByteString } from '../types.js';
import { write } from './output.js';
import { proposeTo } from './propose.js';
import { choosePaint } from './tell-result.js';

export interface RotateArguments {
  /** A name or a fingerprint, as typed. */
  what: string;
  old: string | null;
  isDone: boolean;
  yes: boolean;
  userFiles: boolean;
  recalls: boolean;
  json: boolean;
}

/**
 * @returns 0 where nothing holds the old value, 1 where something does, 3 where not all could be read.
 * @throws UsageError for what is neither a name of a schema nor a fingerprint.
 * @throws KeyfenceError where it cannot be found out, or the schema cannot be written.
 */
export async function runRotate({
  what,
  old,
  isDone,
  yes,
  userFiles,
  recalls,
  json,
}: RotateArguments): Promise<ExitCode> {
  const cwd = process.cwd();
  const top = await topLevelOf(cwd);
  if (top === null)
    throw new KeyfenceError('this is no Git repository', 'run keyfence inside a Git repository');
  const project = await viewPolicyProject(top);
  const { report, variables } = await examineRotation({
    project,
    word: what,
    old,
    isDone,
    env: process.env,
    userFiles,
    recalls,
  });
  if (isDone) {
    const near = toBytes(relative(top, cwd).split(sep).join('/'));
    report.recorded = await record(report, { project, variables, near, yes, json });
  }
  const text = json ? reportRotationJson(report) : reportRotation(report, await choosePaint(1));
  // Names of files and words of the schema are a project's own: a secret may have slipped into one.
  await write('stdout', await redact(text));
  await write('stderr', await redact(reportRotationReceipt(report)));
  return exitCodeOf(report);
}

interface Recording {
  project: PolicyProject;
  /** As the schema has them. */
  variables: readonly string[];
  /** The folder where it was typed, from the top level. */
  near: ByteString;
  yes: boolean;
  json: boolean;
}

async function record(
  report: RotationReport,
  { project, variables, near, yes, json }: Recording,
): Promise<Recorded> {
  const day = today();
  const { changes, files } = recordDay(project, { names: variables, day, near });
  if (!changes.every(({ path }) => staysInside(path, project.top))) {
    throw new KeyfenceError(
      'a folder on the way to the schema is a symbolic link',
      'write last_rotated by hand where the schema lies; nothing was written',
    );
  }
  const plan = { changes, notes: [], next: [] };
  const refusal = mayRecord(report, { yes });
  if (refusal !== null) return { outcome: refusal, files, day };
  if (changes.length === 0) return { outcome: 'unchanged', files, day };
  const print = (line: string) => void process[json ? 'stderr' : 'stdout'].write(`${line}\n`);
  if (!(await proposeTo({ dryRun: false, yes, print })(plan, project.top)))
    return { outcome: 'declined', files, day };
  applyPlan(plan);
  return { outcome: 'written', files, day };
}

/** Why the day must not be written; null where it may. */
function mayRecord(report: RotationReport, { yes }: { yes: boolean }): Recorded['outcome'] | null {
  if (yes) return null;
  if (holdersNow(report).length > 0) return 'held';
  return isComplete(report) ? null : 'incomplete';
}

function exitCodeOf(report: RotationReport): ExitCode {
  const counted = report.recorded === null ? holdersInHistory(report) : [];
  if (holdersNow(report).length + counted.length > 0) return EXIT.findings;
  return isComplete(report) ? EXIT.clean : EXIT.incomplete;
}
