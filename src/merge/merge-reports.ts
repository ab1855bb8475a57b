/** One report out of several: the shards of one scan are joined, whole reports are put one behind the other. */
import type { Finding, Receipt } from '../types.js';
import { cannotMerge, checkShards, expectSameKind, isShard } from './check-shards.js';
import { joinSecrets } from './join-histories.js';
import { joinReceipts } from './join-receipts.js';
import type { ReadReport } from './report.js';

/**
 * Of shards it is what one scan of everything would have told. Of whole reports (of several repositories) each finding
 * stands by itself, and paths are those of its own repository.
 * @param reports at least one.
 * @throws KeyfenceError for what does not go together.
 */
export function mergeReports(reports: readonly ReadReport[]): { findings: Finding[]; receipt: Receipt } {
  const merged = isAllShards(reports) ? checkShards(reports) : reports;
  const [first, ...others] = merged as [ReadReport, ...ReadReport[]];
  for (const other of others) expectSameKind(first, other);
  const isOneHistory = isShard(first) && first.receipt.source === 'history';
  const all = merged.map(({ findings }) => findings);
  const findings = isOneHistory ? joinSecrets(all) : all.flat();
  return {
    findings,
    receipt: joinReceipts(
      merged.map(({ receipt }) => receipt),
      findings,
    ),
  };
}

/** @throws KeyfenceError where some are shards and others are not. */
function isAllShards(reports: readonly ReadReport[]): boolean {
  const shard = reports.find(isShard);
  const whole = reports.find((report) => !isShard(report));
  if (shard && whole) {
    throw cannotMerge(
      `${shard.name} is a shard, ${whole.name} is a whole report`,
      'merge the shards by themselves first',
    );
  }
  return shard !== undefined;
}
