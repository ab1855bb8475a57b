/** Whether some shards are those of one scan, and all of them. */
import { KeyfenceError } from '../errors.js';
import type { Receipt, ShardFacts } from '../types.js';

/** Anything with a receipt, and what messages call it. */
export interface Named {
  name: string;
  receipt: Receipt;
}

const MOST_NAMED = 10; // missing shards that are named

/** What all must have in common: of each the words for where they differ, and what to do. */
const COMMON: readonly [keyof ShardFacts, string, string][] = [
  ['count', 'is of another number of shards than', 'run all with the same number'],
  ['version', 'is of another version of keyfence than', 'run the same version everywhere'],
  [
    'listing',
    'divides something else than',
    'scan the same commit, cloned in the same way, with the same words; write reports outside of what is scanned',
  ],
  ['rules', 'has another configuration, baseline or schema than', 'scan the same commit everywhere'],
  ['confidence', 'is of another --confidence than', 'give the same to all'],
  ['strict', 'is of another --strict than', 'give it to all, or to none'],
];

/** Whether it is a shard. */
export function isShard({ receipt }: Named): boolean {
  return receipt.shard !== undefined;
}

/**
 * @returns the shards in their order.
 * @throws KeyfenceError where one is missing, doubled or foreign.
 */
export function checkShards<Report extends Named>(reports: readonly Report[]): Report[] {
  const [first, ...others] = reports as [Report, ...Report[]];
  for (const other of others) expectSameScan(first, other);
  const { count } = shardOf(first);
  const byIndex = new Map<number, Report>();
  for (const report of reports) {
    const { index } = shardOf(report);
    const twin = byIndex.get(index);
    if (twin !== undefined) {
      throw cannotMerge(
        `${twin.name} and ${report.name} are both shard ${index} of ${count}`,
        'give each shard once',
      );
    }
    byIndex.set(index, report);
  }
  const missing: number[] = [];
  for (let index = 1; index <= count; index++) if (!byIndex.has(index)) missing.push(index);
  if (missing.length > 0) {
    const named = missing.slice(0, MOST_NAMED).join(', ');
    const more = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : '';
    throw cannotMerge(
      `shard ${named}${more} of ${count} ${missing.length === 1 ? 'is' : 'are'} missing`,
      'give the reports of all shards; run again those that failed',
    );
  }
  return [...byIndex].sort(([a], [b]) => a - b).map(([, report]) => report);
}

/** @throws KeyfenceError where the two are of different kinds. */
export function expectSameKind(first: Named, other: Named): void {
  for (const [key, words, remedy] of [
    ['source', 'is of another kind of scan than', 'merge those of one kind: trees, histories, ranges …'],
    ['engine', 'was made with another engine than', 'set KEYFENCE_ENGINE=re2js everywhere, or install re2'],
  ] as const) {
    if (first.receipt[key] !== other.receipt[key]) {
      throw cannotMerge(`${other.name} ${words} ${first.name}`, remedy);
    }
  }
}

/** @param detail of our own words and of names. */
export function cannotMerge(detail: string, remedy: string): KeyfenceError {
  return new KeyfenceError(detail, `${remedy}; nothing was merged`);
}

function expectSameScan(first: Named, other: Named): void {
  expectSameKind(first, other);
  for (const [key, words, remedy] of COMMON) {
    if (shardOf(first)[key] !== shardOf(other)[key])
      throw cannotMerge(`${other.name} ${words} ${first.name}`, remedy);
  }
  if (first.receipt.source !== 'tree') return;
  for (const key of ['patterns', 'knownValues'] as const) {
    if (first.receipt[key] === other.receipt[key]) continue;
    const what = key === 'patterns' ? 'formats' : 'known values';
    throw cannotMerge(
      `${other.name} has looked for other ${what} than ${first.name}`,
      'give all shards the same environment, and the same schemas',
    );
  }
}

function shardOf({ receipt }: Named): ShardFacts {
  return receipt.shard as ShardFacts;
}
