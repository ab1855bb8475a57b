/** `keyfence check`: asks every line of the checklist, mends what is safe where it is told to, and says what came of it. */
import { KeyfenceError, UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { topLevelOf } from '../git/working-tree.js';
import { nearest } from '../nearest.js';
import { type AnsweredLine, answerLines, LINES } from '../policy/checklist.js';
import type { Line } from '../policy/line.js';
import { viewPolicyProject } from '../policy/project.js';
import { redact } from '../redact/text.js';
import { reportChecklist, reportChecklistReceipt } from '../report/checklist.js';
import { reportChecklistJson } from '../report/checklist-json.js';
import { type Mended, mend, NOTHING_MENDED } from './mend.js';
import { write } from './output.js';
import { choosePaint } from './tell-result.js';

export interface CheckArguments {
  /** Whether what is safe to write is written. */
  fix: boolean;
  /** Without asking. */
  yes: boolean;
  /** The ids of the lines that are asked, as they were typed; null for all. */
  only: readonly string[] | null;
  /** Whether the user's own files are looked at, too. */
  userConfigs: boolean;
  json: boolean;
  /** Whether every problem is told. */
  verbose: boolean;
}

/** @throws GitError outside a work tree, KeyfenceError where a line cannot find out or a file cannot be written. */
export async function runCheck(options: CheckArguments): Promise<ExitCode> {
  const started = performance.now();
  const { fix, yes, json, userConfigs } = options;
  if (yes && !fix) throw new UsageError('--yes goes with --fix', 'add --fix, or leave --yes out');
  if (fix && json && !yes) {
    throw new UsageError('--fix with --json asks nothing', 'add --yes to have it write, or leave one out');
  }
  const lines = chooseLines(options.only);
  const top = await topLevel();
  const look = async () => answerLines(await viewPolicyProject(top, { userConfigs }), lines);
  const answers = await look();
  const mended = fix ? await mend(answers, { top, yes, look }) : NOTHING_MENDED;
  await report(mended.answers ?? answers, mended, options);
  const durationMs = Math.round(performance.now() - started);
  await write('stderr', reportChecklistReceipt(mended.answers ?? answers, { mended, durationMs }));
  const isFailed = (mended.answers ?? answers).some(({ outcome }) => outcome === 'fail');
  return isFailed ? EXIT.findings : EXIT.clean;
}

async function report(
  answers: readonly AnsweredLine[],
  mended: Mended,
  { json, verbose }: CheckArguments,
): Promise<void> {
  const text = json
    ? reportChecklistJson(answers, mended)
    : reportChecklist(answers, { verbose, paint: await choosePaint(answers.length) });
  // Names of files, jobs and environments are a project's own: a secret may have slipped into one.
  await write('stdout', await redact(text));
}

async function topLevel(): Promise<string> {
  const top = await topLevelOf(process.cwd());
  if (top !== null) return top;
  throw new KeyfenceError('this is no Git repository', 'run keyfence check inside one');
}

/** @throws UsageError with the nearest id; never repeats what was typed. */
function chooseLines(only: readonly string[] | null): readonly Line[] {
  if (only === null) return LINES;
  const ids = LINES.map(({ id }) => id);
  const wanted = only.flatMap((words) => words.split(',')).map((id) => id.trim());
  const unknown = wanted.find((id) => !ids.includes(id));
  if (unknown === undefined && wanted.length > 0) return LINES.filter(({ id }) => wanted.includes(id));
  const near = unknown ? nearest(unknown, ids) : null;
  throw new UsageError(
    '--only: expected ids of lines',
    near ? `did you mean --only ${near}?` : `they are ${ids.join(', ')}`,
  );
}
