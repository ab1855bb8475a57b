/** Results as tables on the terminal. */
import { isMet, type Measured, type Results, type Target } from './benchmark.js';

/** @param name of the benchmark. */
export function tell(name: string, { ground, measured, targets, faults }: Results): string {
  const rows = measured.map(cellsOf);
  const head = ['work', 'program', 'time', 'processor', 'speed', 'peak', 'runs', ''];
  return [
    `\n${name}: ${ground}`,
    ...aligned([head, ...rows]),
    ...aligned(targets.map(lineOf)),
    ...faults.map((fault) => `  FAULT ${fault}`),
  ].join('\n');
}

function cellsOf(row: Measured): string[] {
  const unit = (number: number | null, name: string) => (number === null ? '' : `${short(number)} ${name}`);
  return [
    row.work,
    row.name,
    row.milliseconds === null ? 'not in time' : unit(row.milliseconds, 'ms'),
    unit(row.processorMilliseconds, 'ms'),
    unit(row.megabytesPerSecond, 'MB/s'),
    unit(row.peakMegabytes, 'MB'),
    String(row.runs),
    row.note,
  ];
}

function lineOf(target: Target): string[] {
  const { what, is, bound, limit, unit } = target;
  return [isMet(target) ? 'met' : 'MISSED', `${short(is)} ${unit}`, `(${bound} ${limit} ${unit})`, what];
}

function short(number: number): string {
  return number >= 100 ? Math.round(number).toLocaleString('en') : String(Number(number.toPrecision(3)));
}

/** Columns under each other, two spaces apart. */
function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd());
}
