/**
 * A config as a tree, whichever language it is written in. `line`: where the value stands, 1-based; null where that is not
 * known. It may take some looking up.
 */

export type ConfigNode =
  | { kind: 'text'; readonly line: number | null; text: string }
  | { kind: 'map'; readonly line: number | null; entries: ConfigEntry[] }
  | { kind: 'list'; readonly line: number | null; items: ConfigNode[] }
  /** Numbers, switches, dates, nothing. */
  | { kind: 'other'; readonly line: number | null };

export type ConfigMap = Extract<ConfigNode, { kind: 'map' }>;

/** One key of a map. A key that stands twice is there twice: each of its values is in the file. */
export interface ConfigEntry {
  key: string;
  value: ConfigNode;
}

/** What a file turned out to be. `expected` is a fixed sentence, never a piece of the text. */
export type ConfigRead =
  | { kind: 'read'; root: ConfigNode }
  | { kind: 'broken'; line: number | null; expected: string };

/** Levels: deeper ones are no config. */
export const DEEPEST = 64;

/** The texts of a list, or the one text that stands in its place. */
export function textsIn(node: ConfigNode): Extract<ConfigNode, { kind: 'text' }>[] {
  if (node.kind === 'text') return [node];
  return node.kind === 'list' ? node.items.flatMap((item) => (item.kind === 'text' ? [item] : [])) : [];
}

/** The values of the keys of that name. */
export function valuesOf(node: ConfigNode, key: string): ConfigNode[] {
  if (node.kind !== 'map') return [];
  return node.entries.filter((entry) => entry.key === key).map(({ value }) => value);
}

/** Gives the 1-based line of an offset; the text is gone through once. */
export function lineCounter(source: string): (offset: number) => number {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
