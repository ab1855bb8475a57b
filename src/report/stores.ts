/** Names in stores for a person: a table of names and places, and below it, place by place, what to do. */
import {
  type Cell,
  type CellOutcome,
  countOutcome,
  countState,
  type PlaceReport,
  type StoresReport,
  silentStores,
} from '../stores/report.js';
import { display, displayText } from './display.js';
import { type Paint, PLAIN } from './paint.js';
import {
  cellInWords,
  cellProblem,
  cellRemedy,
  extraInWords,
  labelsOf,
  limitsOf,
  openValueInWords,
  withShownNames,
} from './stores-words.js';

const WIDTH = 80; // columns of a terminal
const GAP = 2;
const MOST_EXTRA = 20; // names of one place

export function reportStores(found: StoresReport, paint: Paint = PLAIN): string {
  const report = withShownNames(found);
  const labels = labelsOf(report);
  const tables =
    report.names.length === 0
      ? []
      : columnsThatFit(report, labels).map((one) => table(report, labels, one, paint));
  const advice = report.places.flatMap((place, index) =>
    adviceOn(report, { place, index, label: labels[index] as string }, paint),
  );
  const limits = limitsOf(report).map((one) => paint.dim(`(${one})`));
  const blocks = [...tables, advice.join('\n'), limits.join('\n')].filter((block) => block !== '');
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

/** One line, for stderr: what was compared, and what came of it. */
export function reportStoresReceipt(report: StoresReport): string {
  const { schemas, names, consumer, stores, places } = report;
  const asked = stores.map((store) => {
    const own = places.filter((one) => one.store === store).length;
    return own > 1 ? `${store} (${own} places)` : store;
  });
  const count = `${names.length} name${names.length === 1 ? '' : 's'}`;
  const who = consumer === null ? '' : ` for ${displayText(consumer)}`;
  return `keyfence: ${schemas.map(display).join(' + ')}; ${count}${who} in ${asked.join(', ')} - ${outcomeInWords(report)}\n`;
}

function outcomeInWords(report: StoresReport): string {
  const missing = countState(report, 'missing') - countOutcome(report, 'unset');
  const open = report.places.reduce((sum, { openValues }) => sum + openValues.length, 0);
  const extra = countState(report, 'extra') + report.places.reduce((sum, one) => sum + one.extra.length, 0);
  const counts: [number, string][] = [
    [missing, 'missing'],
    [countState(report, 'stale'), 'stale'],
    [open, 'open to read'],
    [countOutcome(report, 'unknown'), 'unknown'],
    [extra, 'extra'],
  ];
  const parts = counts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const silent = silentStores(report).map((store) => `${store} could not be asked`);
  const isReady =
    missing + open + countState(report, 'stale') + countOutcome(report, 'unknown') === 0 &&
    silent.length === 0;
  return [...silent, ...(isReady ? ['ready'] : []), ...parts].join(', ');
}

/** The positions of the places, cut into as many tables as the width asks for. */
function columnsThatFit({ names }: StoresReport, labels: readonly string[]): number[][] {
  const first = Math.max(...names.map(({ name }) => name.length));
  const tables: number[][] = [];
  let width = 0;
  labels.forEach((label, index) => {
    const own = GAP + columnWidth(label);
    const last = tables.at(-1);
    if (last === undefined || width + own > WIDTH) {
      tables.push([index]);
      width = first + own;
      return;
    }
    last.push(index);
    width += own;
  });
  return tables;
}

function columnWidth(label: string): number {
  return Math.max([...label].length, 'present'.length);
}

function table(
  { names }: StoresReport,
  labels: readonly string[],
  columns: readonly number[],
  paint: Paint,
): string {
  const first = Math.max(...names.map(({ name }) => name.length));
  const gap = ' '.repeat(GAP);
  const header = columns.map((index) =>
    (labels[index] as string).padEnd(columnWidth(labels[index] as string)),
  );
  const rows = names.map(({ name, cells }) => {
    const own = columns.map((index) =>
      cellText(cells[index] as Cell, columnWidth(labels[index] as string), paint),
    );
    return [paint.bold(name.padEnd(first)), ...own].join(gap).trimEnd();
  });
  return [paint.dim([' '.repeat(first), ...header].join(gap).trimEnd()), ...rows].join('\n');
}

function cellText(cell: Cell, width: number, paint: Paint): string {
  const colours: Record<CellOutcome, (text: string) => string> = {
    ok: cell.state === 'elsewhere' ? paint.dim : paint.cyan,
    wrong: paint.red,
    unknown: paint.yellow,
    unset: paint.dim,
    warned: paint.yellow,
  };
  return colours[cell.outcome](cellInWords(cell).padEnd(width));
}

function adviceOn(
  { names }: StoresReport,
  { place, index, label }: { place: PlaceReport; index: number; label: string },
  paint: Paint,
): string[] {
  const lines: string[] = [];
  const tell = (isWrong: boolean, says: string, remedy: string | null) => {
    lines.push(`${isWrong ? paint.red('✗') : paint.yellow('!')} ${paint.bold(label)}: ${says}`);
    if (remedy !== null) lines.push(`    ${paint.bold('->')} ${remedy}`);
  };
  if (place.unknown !== null) tell(!place.isAnswered, place.unknown.says, place.unknown.remedy);
  for (const name of names) {
    const cell = name.cells[index] as Cell;
    const says = cellProblem(name, cell);
    if (says !== null) tell(cell.outcome === 'wrong', says, cellRemedy(name, cell, place));
  }
  for (const one of place.openValues) {
    const { says, remedy } = openValueInWords(one);
    tell(true, says, remedy);
  }
  const extra = extraInPlace(place);
  if (extra !== null) lines.push(paint.dim(`· ${label}: no schema declares ${extra}`));
  return lines;
}

function extraInPlace(place: PlaceReport): string | null {
  const { shown, hidden } = extraInWords(place);
  const rest = hidden + Math.max(0, shown.length - MOST_EXTRA);
  if (shown.length + hidden === 0) return null;
  const names = shown.slice(0, MOST_EXTRA).join(', ');
  if (rest === 0) return names;
  return `${names === '' ? '' : `${names} and `}${rest} ${names === '' ? 'of its names' : 'more'}`;
}
