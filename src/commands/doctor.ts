/** `keyfence doctor`: runs the installed hooks on a canary and says what came of it. */
import { examine } from '../doctor/doctor.js';
import type { DoctorReport, Outcome, Trial } from '../doctor/report.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { redact } from '../redact/text.js';
import { display } from '../report/display.js';
import { reportDoctor, reportDoctorReceipt, trialName } from '../report/doctor.js';
import { reportDoctorJson } from '../report/doctor-json.js';
import { KEPT_FINDINGS } from './kept-findings.js';
import { write } from './output.js';
import { choosePaint } from './tell-result.js';

export interface DoctorArguments {
  json: boolean;
  /** Whether what the hooks printed is told, too. */
  verbose: boolean;
  /** Whether they are tried with a bare PATH, too. */
  bare: boolean;
  /** That each hook has. */
  seconds: number;
}

const EXIT_OF: Record<Outcome, ExitCode> = { proven: EXIT.clean, open: EXIT.findings, unknown: EXIT.failed };
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const MOST_LINES = 60; // of what a hook printed

/** @throws GitError outside a work tree, KeyfenceError where the hooks cannot be tried. */
export async function runDoctor({ json, verbose, bare, seconds }: DoctorArguments): Promise<ExitCode> {
  const started = performance.now();
  const controller = new AbortController();
  const stop = () => controller.abort();
  // What it started is killed, and the copy removed; a second one ends the program at once.
  for (const signal of SIGNALS) process.once(signal, stop);
  let report: DoctorReport;
  try {
    report = await examine({
      cwd: process.cwd(),
      env: process.env,
      bare,
      patience: seconds * 1000,
      keptFindings: KEPT_FINDINGS,
      signal: controller.signal,
      onTrial: (trial, output) => (verbose ? tellOutput(trial, output) : undefined),
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
  const paint = await choosePaint(report.trials.length);
  await write('stdout', json ? reportDoctorJson(report) : reportDoctor(report, paint));
  await write('stderr', reportDoctorReceipt(report, Math.round(performance.now() - started)));
  return EXIT_OF[report.outcome];
}

/** On stderr, with every secret masked that the catalog knows, and each line told to be somebody else's. */
async function tellOutput(trial: Trial, output: Buffer): Promise<void> {
  const lines = (await redact(output)).toString('latin1').split('\n');
  if (lines.at(-1) === '') lines.pop();
  const shown = lines.slice(0, MOST_LINES).map((line) => `  | ${display(line)}\n`);
  const more = lines.length > MOST_LINES ? `  (${lines.length - MOST_LINES} more lines)\n` : '';
  const said = lines.length === 0 ? 'nothing' : 'this, not all of it by keyfence';
  await write(
    'stderr',
    `keyfence: in ${trialName(trial)}, Git and the hooks printed ${said}\n${shown.join('')}${more}`,
  );
}
