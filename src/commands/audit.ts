/** `keyfence audit`: who let what pass, when, why and until when. */
import { audit } from '../audit/audit.js';
import { today } from '../config/day.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { reportAudit, reportAuditNotes } from '../report/audit.js';
import { reportAuditJson } from '../report/audit-json.js';
import { write } from './output.js';

/**
 * @returns the exit code: it is no judgement, so only an incomplete look is not 0.
 * @throws KeyfenceError outside a repository, or where Git fails.
 */
export async function runAudit({ cwd, json }: { cwd: string; json: boolean }): Promise<ExitCode> {
  const audited = await audit({ cwd, today: today() });
  await write('stdout', json ? reportAuditJson(audited) : reportAudit(audited));
  await write('stderr', reportAuditNotes(audited));
  return audited.complete ? EXIT.clean : EXIT.incomplete;
}
