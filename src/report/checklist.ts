/** What `keyfence check` found out, for a person: the checklist by its points, each line with what to do. */
import type { AnsweredLine } from '../policy/checklist.js';
import { type Outcome, POINTS, type Problem } from '../policy/line.js';
import { display, displayText } from './display.js';
import { type Paint, PLAIN } from './paint.js';

const MOST_PROBLEMS = 5; // of one line, unless all are asked for

const MARKS: Record<Outcome, string> = {
  pass: '✓ pass  ',
  fail: '✗ FAIL  ',
  'not-applicable': '- n/a   ',
  manual: '? manual',
};

/** What became of `--fix`, as far as the receipt tells it. */
export interface MendedFacts {
  outcome: 'nothing' | 'written' | 'declined' | 'unasked';
  files: readonly string[];
}

/** Within a point: what is to be done comes first. */
const ORDER: readonly Outcome[] = ['fail', 'manual', 'pass', 'not-applicable'];

/** How many lines ended in which way. */
export type Counts = Record<Outcome, number>;

/**
 * Below each point what fails, then what a person has to look at, then what passes. Of lines that do not apply only their number.
 * @param options `verbose`: every problem, the id of each line, and the lines that do not apply, too.
 */
export function reportChecklist(
  answers: readonly AnsweredLine[],
  { verbose = false, paint = PLAIN }: { verbose?: boolean; paint?: Paint } = {},
): string {
  const shown = POINTS.flatMap(({ id, title }) => {
    const lines = ORDER.flatMap((outcome) =>
      answers.filter((one) => one.point === id && one.outcome === outcome),
    );
    return lines.length === 0 ? [] : [paint.bold(title), ...pointLines(lines, { verbose, paint }), ''];
  });
  return `${shown.join('\n')}\n`;
}

function pointLines(lines: readonly AnsweredLine[], options: { verbose: boolean; paint: Paint }): string[] {
  const { verbose, paint } = options;
  const told = verbose ? lines : lines.filter(({ outcome }) => outcome !== 'not-applicable');
  const untold = lines.length - told.length;
  const counted = `${untold} ${untold === 1 ? 'line does' : 'lines do'} not apply: keyfence check --verbose`;
  return [
    ...told.flatMap((line, at) => lineLines(withRemedyOnce(line, told[at + 1]), options)),
    ...(untold === 0 ? [] : [`  ${paint.dim(`${MARKS['not-applicable']} ${counted}`)}`]),
  ];
}

/** What the next one says, too, is said there. */
function withRemedyOnce<Told extends { remedy: string | null }>(one: Told, next: Told | undefined): Told {
  return next !== undefined && next.remedy === one.remedy ? { ...one, remedy: null } : one;
}

export function countOutcomes(answers: readonly Pick<AnsweredLine, 'outcome'>[]): Counts {
  const counts: Counts = { pass: 0, fail: 0, 'not-applicable': 0, manual: 0 };
  for (const { outcome } of answers) counts[outcome]++;
  return counts;
}

/** The last lines, for stderr. @param options `durationMs`: of all. */
export function reportChecklistReceipt(
  answers: readonly AnsweredLine[],
  { mended, durationMs }: { mended: MendedFacts; durationMs: number },
): string {
  const { pass, fail, manual, 'not-applicable': none } = countOutcomes(answers);
  const fixable = new Set(
    answers.flatMap(({ outcome, changes }) => (outcome === 'fail' ? changes.map(({ path }) => path) : [])),
  ).size;
  const said = fail > 0 ? 'NOT IN ORDER: do what stands behind ->' : 'in order, as far as a program can know';
  return [
    ...mendedLines(mended, fixable),
    `keyfence: ${answers.length} ${answers.length === 1 ? 'line' : 'lines'}, ${pass} pass, ${fail} fail, ${none} not applicable, ${manual} manual, ${durationMs} ms - ${said}\n`,
  ].join('');
}

function mendedLines({ outcome }: MendedFacts, fixable: number): string[] {
  if (outcome === 'unasked')
    return ['keyfence: nothing was written: nobody can be asked here; --fix --yes writes it\n'];
  if (outcome === 'declined') return ['keyfence: nothing was written\n'];
  if (fixable === 0) return [];
  return [`keyfence: keyfence check --fix would write ${fixable} ${fixable === 1 ? 'file' : 'files'}\n`];
}

function lineLines(line: AnsweredLine, { verbose, paint }: { verbose: boolean; paint: Paint }): string[] {
  const { id, title, outcome, says, problems, remedy } = line;
  const colour = { pass: paint.cyan, fail: paint.red, 'not-applicable': paint.dim, manual: paint.yellow }[
    outcome
  ];
  const shown = verbose ? problems : problems.slice(0, MOST_PROBLEMS);
  const left = problems.length - shown.length;
  const name = verbose ? paint.dim(` [${id}]`) : '';
  return [
    `  ${colour(MARKS[outcome])} ${title}${paint.dim(`: ${displayText(says)}`)}${name}`,
    ...shown.flatMap((problem, at) => problemLines(withRemedyOnce(problem, shown[at + 1]), paint)),
    ...(left > 0 ? [`             ${left} more: keyfence check --verbose`] : []),
    ...remedyLines(remedy, paint),
  ];
}

const INDENT = ' '.repeat(11);

function problemLines({ file, line, says, remedy }: Problem, paint: Paint): string[] {
  const place = file === null ? '' : `${display(file)}${line === null ? '' : `:${line}`}: `;
  return [`${INDENT}${place}${displayText(says)}`, ...remedyLines(remedy, paint)];
}

function remedyLines(remedy: string | null, paint: Paint): string[] {
  return remedy === null ? [] : [`${INDENT}${paint.bold('->')} ${displayText(remedy)}`];
}
