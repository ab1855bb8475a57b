/** The line: a scan of the working tree finds no secret. */
import type { ScanResult } from '../../scan/options.js';
import { createScanner } from '../../scanner.js';
import { NO_FILE } from '../../sources/tree.js';
import type { Finding, Skip } from '../../types.js';
import { type Answer, fail, type Line, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { count } from '../words.js';

export const noneHardcoded: Line = {
  id: 'none-hardcoded',
  point: 'hardcoded',
  title: 'A scan of the working tree finds no secret',
  look,
};

async function look({ top, tracked }: PolicyProject): Promise<Answer> {
  const { findings, receipt } = await createScanner().scanFiles([], { cwd: top });
  const open = findings.filter(({ status }) => status !== 'allowed');
  // Git has a file where a pipe stands: what is in it was not looked at.
  const isMissed = ({ file, reason, listed, accepted }: Skip) =>
    !listed || (reason === NO_FILE && accepted === undefined && tracked.has(file));
  const missed = receipt.skipped.filter(isMissed);
  const problems = [...open.map(problemOf), ...missed.map(skipOf)];
  if (!receipt.complete && missed.length === 0) {
    problems.push({ file: null, line: null, says: 'the scan is not complete', remedy: null });
  }
  const says = saysOf(findings, receipt);
  if (problems.length === 0) return pass(says);
  return fail(says, problems, {
    remedy: 'keyfence scan shows each with its way out: rotate it, then take it out',
  });
}

function saysOf(findings: readonly Finding[], { files, patterns }: ScanResult['receipt']): string {
  const allowed = findings.filter(({ status }) => status === 'allowed').length;
  const decided = allowed === 0 ? '' : `, ${allowed} let through by decisions of the project`;
  return `${count(files, 'file')} scanned for ${count(patterns, 'format')}${decided}`;
}

/** What stands in the baseline blocks nobody, and is hardcoded all the same. */
function problemOf({ file, line, title, masked, status, verdict }: Finding): Problem {
  const isBaseline = status === 'baseline';
  const isFile = verdict === 'file';
  const shown = isFile || masked === '…' ? title : `${title}, ${masked}`;
  return {
    file,
    line: isFile ? null : line,
    says: `${shown}${isBaseline ? ' (in the baseline)' : ''}`,
    remedy: isBaseline ? 'rotate it, take it out, then keyfence baseline --prune' : null,
  };
}

function skipOf({ file, reason }: Skip): Problem {
  return { file, line: null, says: `was not scanned: ${reason}`, remedy: null };
}
