/** `KEYFENCE_SKIP="why" git commit`: lets a hook pass unchecked this once, says so, and logs who did it and why. */
import { logSkippedHook } from '../audit/skip-log.js';
import { KeyfenceError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { currentBranch } from '../git/branch.js';
import { whoIs } from '../git/identity.js';
import { headCommit } from '../git/place.js';
import { displayText } from '../report/display.js';
import { createSecretCheck } from './holds-secret.js';
import { write } from './output.js';

const LONGEST = 500; // characters
/** What people set a switch to. */
const NO_REASON = /^(?:true|false|yes|no|on|off|y|n|t|f|skip|none|null|undefined)$/i;

/**
 * Runs a hook's check, or logs that it was skipped.
 * @param hook the command that the hook runs.
 * @throws KeyfenceError where `KEYFENCE_SKIP` holds no reason or a secret, or the skip cannot be logged: nothing is skipped then.
 */
export async function unlessSkipped(hook: string, check: () => Promise<ExitCode>): Promise<ExitCode> {
  const typed = process.env.KEYFENCE_SKIP;
  if (typed === undefined) return check();
  const cwd = process.cwd();
  const reason = readReason(typed);
  const holdsSecret = createSecretCheck(cwd);
  const unlessSecret = async (text: string | null) =>
    text === null || (await holdsSecret(text)) ? null : text;
  if (await holdsSecret(reason)) {
    throw new KeyfenceError(
      'KEYFENCE_SKIP holds what looks like a secret, so nothing was skipped',
      'say the reason without',
    );
  }
  const branch = await currentBranch(cwd);
  await logSkippedHook(
    {
      date: new Date().toISOString(),
      who: await unlessSecret(await whoIs(cwd)),
      hook,
      reason,
      head: await headCommit(cwd),
      branch: await unlessSecret(branch && Buffer.from(branch, 'latin1').toString('utf8')),
    },
    cwd,
  );
  const told = `${hook} skipped, nothing was checked: ${displayText(reason)}`;
  await write('stderr', `keyfence: ${told} (KEYFENCE_SKIP; keyfence audit lists it)\n`);
  return EXIT.clean;
}

function readReason(typed: string): string {
  const reason = typed.trim();
  const isReason = /\p{L}{2}/u.test(reason) && !NO_REASON.test(reason);
  if (isReason && reason.length <= LONGEST) return reason;
  throw new KeyfenceError(
    `KEYFENCE_SKIP: expected a reason of at most ${LONGEST} characters, so nothing was skipped`,
    'KEYFENCE_SKIP="why this may pass unchecked" git commit; or unset KEYFENCE_SKIP',
  );
}
