/** Opens one shard of a scan: of a tree, or of a history. */
import { lstatSync } from 'node:fs';
import { BASELINE_FILE } from '../config/baseline-file.js';
import { CONFIGURATION_FILE, readConfiguration } from '../config/configuration.js';
import { objectSizes } from '../git/object-sizes.js';
import { type HistorySource, openHistory } from '../history/source.js';
import type { HistoryChoice } from '../history/tips.js';
import { version } from '../package/version.js';
import { openTree, type TreeOptions } from '../sources/tree.js';
import { labelOf } from '../sources/working-files.js';
import type { ByteString, Confidence, ObjectListing, Receipt, Shard, ShardFacts, Source } from '../types.js';
import { Digest } from './digest.js';
import { HistoryShard } from './history-shard.js';
import { ShardSource } from './shard-source.js';
import { rangeOf } from './split.js';

/** A file by this name, in any folder, says what is looked for below the folder above it. */
const SCHEMA = 'secrets/schema.json';

/** A shard, and what its receipt says of it before the scan. */
export interface OpenedShard {
  source: ShardSource;
  facts: Omit<ShardFacts, 'unused' | 'unusedSkips' | 'letGo'>;
  /** Makes the digests of what was let go. */
  keyed: Digest['keyed'];
}

export interface ShardSettings {
  shard: Shard;
  /** As it was asked for; null for what the configuration says, or medium. */
  confidence: Confidence | null;
  strict: boolean;
}

/** The receipt of a shard: what is of no use in it may be of use in another one, so that is told only once all are joined. */
export function receiptOfShard(
  { unused = [], unusedSkips, ...receipt }: Receipt,
  { source, facts, keyed }: OpenedShard,
): Receipt {
  const letGo = source.letGo.map((one) => `${one.slice(0, one.indexOf(' '))} ${keyed(one)}`).sort();
  return { ...receipt, unusedSkips: [], shard: { ...facts, unused, unusedSkips, letGo } };
}

/** One shard of the files of a working tree. Their sizes are looked up, and nothing else of them. */
export async function openTreeShard(choice: TreeOptions, settings: ShardSettings): Promise<OpenedShard> {
  const source = await openTree(choice);
  const { root, files } = source.listing ?? { root: '', files: [] };
  const sizes = Float64Array.from(files, sizeOnDisk);
  const digest = new Digest();
  digest.add(source.name);
  const paths = files.map((file) => labelOf(root, file));
  for (const [position, path] of paths.entries()) {
    digest.add(path);
    digest.add(String(sizes[position]));
  }
  for (const { file, reason } of source.skipped) for (const text of [file, reason]) digest.add(text);
  const range = rangeOf(sizes, settings.shard);
  const isFirst = settings.shard.index === 1;
  const schemas = files.filter((file) => file.endsWith(`/${SCHEMA}`));
  return {
    source: new ShardSource({ source, length: files.length, range, isFirst, objects: null, paths }),
    keyed: digest.keyed,
    facts: await factsOf(source, { ...settings, listing: digest.text, schemas }),
  };
}

/** One shard of the objects of a history; Git tells their sizes. */
export async function openHistoryShard(choice: HistoryChoice, settings: ShardSettings): Promise<OpenedShard> {
  const source = await openHistory(choice);
  try {
    return await shardOfHistory(source, choice.cwd, settings);
  } catch (error) {
    await source.close().catch(() => {});
    throw error;
  }
}

async function shardOfHistory(
  source: HistorySource,
  cwd: string,
  settings: ShardSettings,
): Promise<OpenedShard> {
  const [history, objects] = [await source.history(), await source.objects.listed()];
  const { length } = objects;
  const sizes = await objectSizes(idsOf(objects), length, cwd);
  const digest = new Digest();
  digest.add(source.name);
  for (let position = 0; position < length; position++) {
    digest.add(objects.idAt(position));
    digest.add(objects.pathAt(position));
    digest.add(String(sizes[position]));
  }
  for (const text of [history.tips.head, ...history.tips.tags]) digest.add(text);
  for (const { file, reason } of history.skips) for (const text of [file, reason]) digest.add(text);
  const range = rangeOf(sizes, settings.shard);
  const isFirst = settings.shard.index === 1;
  const { attribute } = source;
  return {
    source: new HistoryShard({ source, length, range, isFirst, objects, paths: [], attribute, history }),
    keyed: digest.keyed,
    facts: await factsOf(source, { ...settings, listing: digest.text, schemas: [] }),
  };
}

/** @param schemas absolute; those of a history are among what is listed. */
async function factsOf(
  source: Source,
  { shard, confidence, strict, listing, schemas }: ShardSettings & { listing: string; schemas: ByteString[] },
): Promise<OpenedShard['facts']> {
  const text = await source.readFile(CONFIGURATION_FILE);
  const configuration = readConfiguration(text);
  const named = [...configuration.patterns, ...(configuration.schemas ?? [])].map(({ path }) => path);
  const digest = new Digest();
  digest.add(text);
  // What cannot be read is told by the scan itself.
  for (const path of [BASELINE_FILE, ...named, ...schemas]) {
    digest.add(await source.readFile(path).catch(() => null));
  }
  return {
    ...shard,
    listing,
    rules: digest.text,
    version: version(),
    confidence: confidence ?? configuration.confidence ?? 'medium',
    strict,
  };
}

/** In bytes; 0 for all that is neither a file nor a link, and for what cannot be looked at. */
function sizeOnDisk(file: ByteString): number {
  try {
    const status = lstatSync(Buffer.from(file, 'latin1'));
    return status.isFile() || status.isSymbolicLink() ? status.size : 0;
  } catch {
    return 0;
  }
}

function* idsOf(objects: ObjectListing): Iterable<string> {
  for (let position = 0; position < objects.length; position++) {
    yield Buffer.from(objects.idAt(position)).toString('hex');
  }
}
