/** Bytes in, matches out: the prefilter finds literals, and only around these does a regex run. */
import type { Match } from '../types.js';
import { createReader, matchAssigned, type Reader } from './assigned-values.js';
import type { PatternIndex } from './index-patterns.js';
import { type Hit, matchAround, matchFrom } from './near-literal.js';
import { createViewer, matchNear, type Viewer } from './nearby.js';
import { search } from './prefilter.js';
import { type Prepared, prepare, turnTo } from './prepared.js';
import type { Engine } from './regex.js';

export interface Detector {
  /** Every match in `bytes`, in order of the literal hits; judged by nobody yet. */
  detect(bytes: Buffer): Match[];
}

/** Compiled patterns are kept for the life of the detector: one buffer's work is the next one's gain. */
export function createDetector(indexes: readonly PatternIndex[], engine: Engine): Detector {
  const prepared = indexes.map((index) => new Array<Prepared | undefined>(index.patterns.length));
  let buffers = 0;
  return {
    detect(bytes) {
      const matches: Match[] = [];
      const readers = onDemand(bytes);
      const buffer = buffers++;
      indexes.forEach((index, position) => {
        const ready = prepared[position] as (Prepared | undefined)[];
        search(index.prefilter, bytes, (id, start, end) => {
          const last = index.ownerStarts[id + 1] as number;
          for (let at = index.ownerStarts[id] as number; at < last; at++) {
            const number = index.owners[at] as number;
            const one = ready[number] ?? prepare(index.patterns.at(number), engine);
            ready[number] = one;
            turnTo(one, buffer);
            const match = matchAt(one, bytes, { hitStart: start, hitEnd: end, readers });
            if (!match) continue;
            // What stands near a name can be assigned to a better one that follows.
            if (match.near === null) one.doneUntil = match.end;
            matches.push(match);
          }
        });
      });
      return matches;
    },
  };
}

/** What reads around a hit, made when there is one. */
interface Readers {
  readonly readAt: Reader;
  readonly viewAt: Viewer;
}

function onDemand(bytes: Buffer): Readers {
  let readAt: Reader | null = null;
  let viewAt: Viewer | null = null;
  return {
    get readAt() {
      readAt ??= createReader(bytes);
      return readAt;
    },
    get viewAt() {
      viewAt ??= createViewer(bytes);
      return viewAt;
    },
  };
}

function matchAt(
  one: Prepared,
  bytes: Buffer,
  { hitStart, hitEnd, readers }: Hit & { readers: Readers },
): Match | null {
  const { anchor } = one.pattern;
  // What was read as a value can hold the name of the next one: `setenv('NAME', …)`.
  if (hitStart < one.doneUntil && anchor.kind !== 'assigned') return null;
  switch (anchor.kind) {
    case 'at':
      return matchFrom(one, bytes, hitStart - anchor.offset);
    case 'within':
      return matchAround(one, bytes, { before: anchor.before, hitStart, hitEnd });
    case 'assigned':
      return (
        matchAssigned(one, readers.readAt, { start: hitStart, end: hitEnd }) ??
        (one.pattern.near.length > 0 ? matchNear(one, bytes, { hitStart, hitEnd }, readers.viewAt) : null)
      );
  }
}
