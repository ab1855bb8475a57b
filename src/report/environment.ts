/** The environment for a person: each name with its state and its place, and what to do about those that are wrong. */
import { type EnvironmentReport, isUsable, type NameReport, type Outcome } from '../environment/report.js';
import { display, displayMasked, displayText } from './display.js';
import { notesOn, placeInWords, remedyFor, stateInWords } from './environment-words.js';
import { type Paint, PLAIN } from './paint.js';

const MARKS: Record<Outcome, string> = { ok: '✓', wrong: '✗', warned: '!', unset: '·' };

/** A line for each name, in groups where there are several; below it what to do. */
export function reportEnvironment(report: EnvironmentReport, paint: Paint = PLAIN): string {
  const rows = report.names.map((one) => ({ one, cells: cellsOf(one) }));
  const widths = [0, 1, 2].map((column) =>
    Math.max(0, ...rows.map(({ cells }) => [...(cells[column] ?? '')].length)),
  );
  const groups = [...new Set(report.names.map(({ group }) => group))];
  const blocks = groups.map((group) => {
    const lines = rows
      .filter(({ one }) => one.group === group)
      .flatMap(({ one, cells }) => [lineOf(one, cells, { widths, paint }), ...adviceOn(one, report, paint)]);
    return [...(groups.length > 1 ? [paint.bold(displayText(group))] : []), ...lines].join('\n');
  });
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

/** One line, for stderr: what was checked, and what came of it. */
export function reportEnvironmentReceipt(report: EnvironmentReport): string {
  const { schemas, files, names, consumer, circumstances } = report;
  const stage = circumstances.productionBy === null ? '' : ` in production (${circumstances.productionBy})`;
  const checked = [
    schemas.map(display).join(' + '),
    `${count(names.length, 'name')}${consumer === null ? '' : ` for ${displayText(consumer)}`}${stage}`,
    files.length === 0 ? 'shell, no env file' : `shell, ${files.map(display).join(', ')}`,
  ];
  return `keyfence: ${checked.join('; ')} - ${outcomeInWords(report)}\n`;
}

function outcomeInWords(report: EnvironmentReport): string {
  const wrong = report.names.filter(({ outcome }) => outcome === 'wrong');
  const missing = wrong.filter(({ state }) => state === 'missing').length;
  const warned = report.names.filter(({ outcome }) => outcome === 'warned').length;
  const parts = [
    ...(missing > 0 ? [`${missing} missing`] : []),
    ...(wrong.length > missing ? [`${wrong.length - missing} wrong`] : []),
    ...(isUsable(report) ? ['ready'] : []),
    ...(warned > 0 ? [`${warned} optional to look at`] : []),
  ];
  return parts.join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function cellsOf(one: NameReport): string[] {
  const masked = one.prefix === '' ? '' : displayMasked(`${one.prefix}…`);
  return [one.name, stateInWords(one), placeInWords(one.from), masked];
}

function lineOf(
  { outcome }: NameReport,
  [name = '', state = '', place = '', masked = '']: string[],
  { widths: [nameWidth = 0, stateWidth = 0, placeWidth = 0], paint }: { widths: number[]; paint: Paint },
): string {
  const colour = { ok: paint.cyan, wrong: paint.red, warned: paint.yellow, unset: paint.dim }[outcome];
  const cells = [
    paint.bold(name.padEnd(nameWidth)),
    colour(state.padEnd(stateWidth)),
    place.padEnd(placeWidth),
  ];
  return `${colour(MARKS[outcome])} ${cells.join('  ')}  ${paint.dim(masked)}`.trimEnd();
}

function adviceOn(one: NameReport, report: EnvironmentReport, paint: Paint): string[] {
  const remedy = remedyFor(one, report);
  return [
    ...(remedy === null ? [] : [`    ${paint.bold('->')} ${remedy}`]),
    ...notesOn(one).map((note) => `    ${paint.dim(`(${note})`)}`),
  ];
}
