/** What a scan told beside what it had to tell; no message holds a secret, as places hold none. */
import * as assert from 'uvu/assert';
import type { LineFinding } from './added-lines.js';
import type { Label } from './labels.js';
import { placeKey } from './listed-history.js';
import type { Place, Truth } from './oracle.js';

/** A secret with all that is told of its history: one entry of a report. */
export interface Entry {
  fingerprint: string;
  /** The ids of commits, or of the tag in whose words it stands; null for what a tag or a ref names without a commit. */
  first: string | null;
  last: string | null;
  atHead: boolean;
  /** How many different pairs of object and path hold it. */
  places: number;
}

/** Fails where a place is missing, or told and not there, or told twice. */
export function comparePlaces(told: readonly Place[], truth: readonly Place[]): void {
  expectSame(told.map(lineOf), truth.map(lineOf));
}

/** Fails where the entries differ in anything. */
export function compareEntries(told: readonly Entry[], truth: readonly Entry[]): void {
  expectSame(told.map(entryLine), truth.map(entryLine));
}

/** Fails where an added line shows what no place holds. */
export function expectLines(lines: readonly LineFinding[], truth: readonly Place[]): void {
  const known = new Set(truth.map(({ fingerprint, path }) => `${fingerprint} ${path}`));
  const missing = lines.filter(({ fingerprint, path }) => !known.has(`${fingerprint} ${path}`));
  assert.equal(missing, []);
}

/** Fails where a planted secret that a ref reaches is not found in all its blobs, or one is found that none reaches. */
export function expectLabels(labels: readonly Label[], truth: readonly Place[]): void {
  for (const { title, fingerprints, pattern, blobs, paths, reach } of labels) {
    const found = truth.filter((place) => fingerprints.includes(place.fingerprint));
    if (reach === 'objects') {
      assert.equal(found, [], title);
      continue;
    }
    assert.ok(
      found.some((place) => place.pattern === pattern),
      `${title}: not found as ${pattern}`,
    );
    assert.equal(sorted(found.map(({ blob }) => blob)), sorted(blobs), `${title}: in other objects`);
    assert.equal(sorted(found.map(({ path }) => path)), sorted(paths), `${title}: in other paths`);
  }
}

/** The entries that the places make: each secret once. */
export function entriesOf({ places, listed }: Truth): Entry[] {
  const tags = listed.objects.filter(({ type }) => type === 'tag').map(({ oid }) => oid);
  const order = new Map([...listed.commits, ...tags].map((oid, position) => [oid, position]));
  const head = new Set(listed.head.map(placeKey));
  const bySecret = new Map<string, Place[]>();
  for (const place of places) {
    bySecret.set(place.fingerprint, [...(bySecret.get(place.fingerprint) ?? []), place]);
  }
  return [...bySecret].map(([fingerprint, all]) => {
    const keys = [...new Set(all.map(({ blob, path }) => placeKey({ oid: blob, path })))];
    const commits = all.flatMap(({ blob, path }) => [
      ...(listed.holders.get(placeKey({ oid: blob, path })) ?? []),
      ...(order.has(blob) ? [blob] : []),
    ]);
    commits.sort((a, b) => (order.get(a) as number) - (order.get(b) as number));
    return {
      fingerprint,
      first: commits[0] ?? null,
      last: commits.at(-1) ?? null,
      atHead: keys.some((key) => head.has(key)),
      places: keys.length,
    };
  });
}

function lineOf({ pattern, fingerprint, blob, path, start, end, layers }: Place): string {
  return [pattern, fingerprint, blob, JSON.stringify(path), `${start}-${end}`, layers].join(' ');
}

function entryLine({ fingerprint, first, last, atHead, places }: Entry): string {
  return `${fingerprint} first ${first} last ${last} ${atHead ? 'at HEAD' : 'not at HEAD'} in ${places} places`;
}

/** @throws with what only one of the two has, at most ten lines of each. */
function expectSame(told: readonly string[], truth: readonly string[]): void {
  const missing = without(truth, told);
  const added = without(told, truth);
  if (missing.length + added.length === 0) return;
  const shown = (lines: string[], what: string) =>
    lines.length === 0 ? '' : `${lines.length} ${what}:\n${lines.slice(0, 10).join('\n')}\n`;
  throw new Error(shown(missing, 'not told') + shown(added, 'told and not there'));
}

/** The lines of one that the other does not have, as often as they stand there. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
