/** One receipt out of several. */
import type { ByteString, Finding, Receipt, WrittenException } from '../types.js';

const SUMMED = ['files', 'bytes'] as const;
const SUMMED_WHERE_TOLD = ['refs', 'commits', 'objects', 'named'] as const;
/** What is counted of findings: it is counted anew once they are joined. */
const STATUSES: readonly Finding['status'][] = ['allowed', 'baseline'];

/**
 * Of what was scanned the sum; as long as the longest of them.
 * @param receipts at least one. @param findings of all of them, joined.
 */
export function joinReceipts(
  receipts: readonly Receipt[],
  findings: readonly Pick<Finding, 'status'>[],
): Receipt {
  const [{ source, engine }] = receipts as [Receipt];
  const most = (key: 'patterns' | 'knownValues' | 'durationMs') =>
    Math.max(...receipts.map((receipt) => receipt[key] ?? 0));
  const knownValues = most('knownValues');
  const added = receipts.flatMap((receipt) => receipt.added ?? []);
  const { unused, unusedSkips } = unusedOf(receipts);
  return {
    source,
    ...(sums(receipts, SUMMED) as Pick<Receipt, (typeof SUMMED)[number]>),
    ...sums(receipts, SUMMED_WHERE_TOLD),
    patterns: most('patterns'),
    ...(knownValues > 0 ? { knownValues } : {}),
    engine,
    skipped: receipts.flatMap(({ skipped }) => skipped),
    unusedSkips,
    ...(unused.length > 0 ? { unused } : {}),
    ...(added.length > 0 ? { added } : {}),
    findings: findings.filter(({ status }) => status === 'new').length,
    suppressed: suppressedIn(receipts, findings),
    complete: receipts.every(({ complete }) => complete),
    durationMs: most('durationMs'),
  };
}

function sums<Key extends (typeof SUMMED_WHERE_TOLD)[number] | (typeof SUMMED)[number]>(
  receipts: readonly Receipt[],
  keys: readonly Key[],
): Partial<Record<Key, number>> {
  const told = keys.filter((key) => receipts.some((receipt) => receipt[key] !== undefined));
  const sum = (key: Key) => receipts.reduce((total, receipt) => total + (receipt[key] ?? 0), 0);
  return Object.fromEntries(told.map((key) => [key, sum(key)])) as Partial<Record<Key, number>>;
}

function suppressedIn(
  receipts: readonly Receipt[],
  findings: readonly Pick<Finding, 'status'>[],
): Record<string, number> {
  const counts = new Map<string, number>();
  const add = (reason: string, times: number) => counts.set(reason, (counts.get(reason) ?? 0) + times);
  // In a history each text that is let go counts once, in however many shards it stands.
  const once = new Set(receipts.flatMap(({ shard }) => shard?.letGo ?? []));
  for (const one of once) add(reasonOf(one), 1);
  for (const { suppressed, shard } of receipts) {
    const own = new Set<string>([...STATUSES, ...(shard?.letGo ?? []).map(reasonOf)]);
    for (const [reason, times] of Object.entries(suppressed)) if (!own.has(reason)) add(reason, times);
  }
  for (const { status } of findings) if (status !== 'new') add(status, 1);
  return Object.fromEntries(counts);
}

function reasonOf(letGo: string): string {
  return letGo.slice(0, letGo.indexOf(' '));
}

/** Of shards what is of no use in any of them; else what each has told for itself. */
function unusedOf(receipts: readonly Receipt[]): { unused: WrittenException[]; unusedSkips: ByteString[] } {
  const shards = receipts.flatMap(({ shard }) => shard ?? []);
  if (shards.length === 0) return { unused: receipts.flatMap(({ unused }) => unused ?? []), unusedSkips: [] };
  return {
    unused: inAll(
      shards.map(({ unused }) => unused),
      (one) => JSON.stringify(one),
    ),
    unusedSkips: inAll(
      shards.map(({ unusedSkips }) => unusedSkips),
      (path) => path,
    ),
  };
}

function inAll<Item>(lists: readonly (readonly Item[])[], keyOf: (item: Item) => string): Item[] {
  const [first = [], ...others] = lists;
  const keys = others.map((list) => new Set(list.map(keyOf)));
  return first.filter((item) => keys.every((known) => known.has(keyOf(item))));
}
