/** Patterns by what leads to them: built once for the catalog, and once for each schema. */
import type { Pattern } from '../types.js';
import { listPatterns, type PatternList } from './pattern-list.js';
import { buildPrefilter } from './prefilter/build.js';
import { type Sought, soughtBy } from './prefilter/sought.js';
import type { Prefilter } from './prefilter.js';

export interface PatternIndex {
  patterns: PatternList;
  prefilter: Prefilter;
  /** Of each id of the prefilter, where in `owners` the numbers of its patterns begin; they end where the next one's begin. */
  ownerStarts: Uint32Array;
  owners: Uint32Array;
}

interface Asked {
  sought: Sought;
  owners: number[];
}

export function indexPatterns(patterns: readonly Pattern[]): PatternIndex {
  const byText = new Map<string, Asked>();
  patterns.forEach((pattern, number) => {
    for (const sought of soughtBy(pattern)) {
      const key = keyOf(sought);
      const known = byText.get(key);
      if (known) known.owners.push(number);
      else byText.set(key, { sought, owners: [number] });
    }
  });
  // Of several literals that end in one place the longest is told first.
  const asked = [...byText.values()].sort((a, b) => b.sought.literalLength - a.sought.literalLength);
  const ownerStarts = new Uint32Array(asked.length + 1);
  asked.forEach(({ owners }, id) => {
    ownerStarts[id + 1] = (ownerStarts[id] as number) + owners.length;
  });
  return {
    patterns: listPatterns(patterns),
    prefilter: buildPrefilter(asked.map(({ sought }) => sought)),
    ownerStarts,
    owners: Uint32Array.from(asked.flatMap(({ owners }) => owners)),
  };
}

function keyOf({ sets, literalStart, literalLength, bound }: Sought): string {
  return [literalStart, literalLength, bound, ...sets.map((set) => Buffer.from(set).toString('latin1'))].join(
    '\xff',
  );
}
