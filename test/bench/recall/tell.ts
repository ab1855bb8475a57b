/** Prints the numbers; of a secret never more than its kind, its length and its alphabet. */
import { mostFirst, type Numbers, ratio, type Share } from './numbers.js';
import type { Scan } from './scans.js';
import type { Score } from './score.js';

const percent = (part: number) => `${(part * 100).toFixed(1)} %`.padStart(8);
const share = (one: Share) => `${percent(ratio(one))} ${`(${one.of} of ${one.all})`.padEnd(16)}`;

/** One line for each scanner. */
export function tellScans(rows: { scan: Scan; numbers: Numbers }[]): void {
  const head = ['found', 'with a format', 'without', 'per provider', 'precision', 'clean reported'];
  console.log(`${''.padEnd(44)}${head.map((word) => word.padStart(14)).join('  ')}`);
  for (const { scan, numbers } of rows) {
    const { recall, withFormat, withoutFormat, precision, falseAlarms } = numbers;
    const cells = [
      ratio(recall),
      ratio(withFormat),
      ratio(withoutFormat),
      numbers.perProvider,
      ratio(precision),
      ratio(falseAlarms),
    ];
    const name = `${scan.name} (${scan.version})`;
    console.log(`${name.padEnd(44)}${cells.map((cell) => percent(cell).padStart(14)).join('  ')}`);
  }
}

/** The groups of one scan: kinds, verdicts, and the kinds of files in which the most is missed. */
export function tellGroups(numbers: Numbers): void {
  tellShares('secrets found, by kind', numbers.byKind);
  tellShares('right findings, by verdict and confidence', numbers.byVerdict);
  const worst = Object.entries(numbers.byTemplate)
    .filter(([, { of, all }]) => of < all)
    .sort(([, a], [, b]) => b.all - b.of - (a.all - a.of))
    .slice(0, 40);
  tellShares('secrets found, by kind of file: the 40 that miss the most', Object.fromEntries(worst));
}

function tellShares(title: string, shares: Record<string, Share>): void {
  console.log(`\n${title}`);
  for (const [name, one] of Object.entries(shares)) console.log(`  ${share(one)} ${name}`);
}

/** The wrong findings by what they lie over, and the missed secrets: at most `most` of each. */
export function tellMisses({ missed, wrong }: Score, most: number): void {
  tellCounts(
    'wrong findings: kind of file, what stands there, rule',
    mostFirst(wrong, ({ template, kind, found }) => `${template}: ${kind}, ${found.rule}`).slice(0, most),
  );
  tellCounts(
    'missed: kind of file, kind, provider, length and alphabet',
    mostFirst(
      missed,
      ({ template, kind, provider, looks }) => `${template}: ${kind}, ${provider}, ${looks}`,
    ).slice(0, most),
  );
}

function tellCounts(title: string, counts: [string, number][]): void {
  console.log(`\n${title}`);
  for (const [name, count] of counts) console.log(`  ${String(count).padStart(5)}  ${name}`);
}
