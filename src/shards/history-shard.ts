/** A shard of a history: it also tells what it takes to join what several shards say of one secret. */
import type { CommitTable } from '../history/commit-table.js';
import type { History } from '../history/history.js';
import { traceLineage } from '../history/lineage.js';
import type { FindingHistory, HistoryParts, Sighting, Source, TextPlace } from '../types.js';
import { type ShardOptions, ShardSource } from './shard-source.js';

type Attribute = NonNullable<Source['attribute']>;

export interface HistoryShardOptions extends ShardOptions {
  attribute: Attribute;
  history: History;
}

export class HistoryShard extends ShardSource {
  private readonly tell: Attribute;
  private readonly history: History;

  constructor(options: HistoryShardOptions) {
    super(options);
    this.tell = options.attribute;
    this.history = options.history;
  }

  readonly attribute: Attribute = async (secrets) => {
    const told = await this.tell(secrets);
    const [files, words] = await Promise.all([
      this.partOf(secrets, told, ({ origin }) => origin.kind === 'commit'),
      this.partOf(secrets, told, ({ origin }) => origin.kind === 'words'),
    ]);
    const rankOf = ranks(this.history.table.commits);
    return told.map((one, index) => ({
      ...one,
      parts: partsOf(files[index] ?? null, words[index] ?? null, rankOf),
    }));
  };

  /** What is told of the places of one kind alone; of a secret that has no others, it is known. */
  private async partOf(
    secrets: readonly (readonly TextPlace[])[],
    told: readonly FindingHistory[],
    isOfKind: (place: TextPlace) => boolean,
  ): Promise<(FindingHistory | null)[]> {
    const own = secrets.map((places) => places.filter(isOfKind));
    const mixed = own.filter((places, at) => places.length > 0 && places.length < (secrets[at]?.length ?? 0));
    const asked = mixed.length === 0 ? [] : await this.tell(mixed);
    const answers = new Map(mixed.map((places, position) => [places, asked[position]]));
    return own.map((places, at) => (places.length === 0 ? null : (answers.get(places) ?? told[at] ?? null)));
  }
}

function partsOf(
  files: FindingHistory | null,
  words: FindingHistory | null,
  rankOf: (one: Sighting) => number,
): HistoryParts {
  const inFiles = bothEnds(files);
  return {
    files: inFiles && { ...inFiles, firstRank: rankOf(inFiles.first), lastRank: rankOf(inFiles.last) },
    words: bothEnds(words),
  };
}

function bothEnds(history: FindingHistory | null): { first: Sighting; last: Sighting } | null {
  return history?.first && history.last ? { first: history.first, last: history.last } : null;
}

/** Where the commit of a sighting stands in the order of all. */
function ranks(commits: CommitTable): (one: Sighting) => number {
  let ranks: Uint32Array | null = null;
  return ({ commit }) => {
    ranks ??= traceLineage(commits).ranks;
    return ranks[commits.find(commit.oid)] ?? 0;
  };
}
