/** Many texts searched as one: a search has costs of its own, and nearly all texts hold nothing. */
import type { DecodeLimits } from '../../decode/budget.js';
import type { Detector } from '../../detect/detector.js';
import { isNews } from '../../examine/examine.js';
import { type Dress, frameSteps } from '../../examine/frames.js';
import { runSteps, type Steps } from '../../examine/steps.js';
import { judge } from '../../judge/judge.js';
import type { ByteRange, Match } from '../../types.js';
import type { FindFarTexts } from './far-texts.js';

/** What texts are searched for. */
export interface Search {
  /** All that may hold for a text; each of them is asked. */
  detectors: readonly Detector[];
  limits: DecodeLimits;
  /** Finds texts that belong to something which can be longer than what is searched around a change. */
  findFarTexts: FindFarTexts;
}

/** Stands between two texts. No string, list, name or value goes on behind it. */
const BETWEEN = Buffer.from('\n\x01\x02\x01\n', 'latin1');
/** Bytes: as much as the kernel looks at together. */
const ENOUGH = 256 * 1024;

const PLAIN: Dress = { encoding: null, kind: { kind: 'text' }, layers: [] };

/** Texts that are plain: neither encoded nor files of another kind. */
export class Batch {
  private readonly wanted: Search;
  private memory = Buffer.allocUnsafeSlow(2 * ENOUGH);
  private length = 0;
  private owners: number[] = [];
  private ends: number[] = [];

  constructor(wanted: Search) {
    this.wanted = wanted;
  }

  /** Whether it is time to search it. */
  get isFull(): boolean {
    return this.length >= ENOUGH;
  }

  /**
   * @param text is copied.
   * @param owner a number that tells whose it is; a text of several parts is added part by part.
   */
  add(text: Buffer, owner: number): void {
    this.makeRoom(text.length + BETWEEN.length);
    this.length += text.copy(this.memory, this.length);
    this.length += BETWEEN.copy(this.memory, this.length);
    this.owners.push(owner);
    this.ends.push(this.length);
  }

  private makeRoom(length: number): void {
    if (this.length + length <= this.memory.length) return;
    const larger = Buffer.allocUnsafeSlow(this.length + length);
    this.memory.copy(larger, 0, 0, this.length);
    this.memory = larger;
  }

  /** Searches all texts, and lets them go. */
  async search(): Promise<Searched> {
    const { owners, ends, wanted } = this;
    const bytes = this.memory.subarray(0, this.length);
    const isOfTwo = ({ start, end }: ByteRange) => firstBehind(ends, start) !== firstBehind(ends, end - 1);
    this.owners = [];
    this.ends = [];
    this.length = 0;
    if (owners.length === 0) return { hot: new Set(), farReaching: new Set() };
    const ownersOf = (places: readonly ByteRange[]) => {
      const found = new Set<number>();
      for (const { start, end } of places) {
        // What two texts seem to hold together is looked at in both.
        for (let at = firstBehind(ends, start); at < ends.length; at++) {
          found.add(owners[at] as number);
          if ((ends[at] as number) >= end) break;
        }
      }
      return found;
    };
    const farReaching = ownersOf(wanted.findFarTexts(bytes));
    const places = await runSteps(placesIn(bytes, wanted, isOfTwo));
    return { hot: places === null ? new Set(owners) : ownersOf(places), farReaching };
  }
}

/** The owners of some texts. */
export interface Searched {
  /** Of those in which something stands that a scan would tell or count, or that may be part of it. */
  hot: ReadonlySet<number>;
  /** Of those in which something begins that can be longer than what is searched around a change. */
  farReaching: ReadonlySet<number>;
}

/** Where in the bytes something stands; null where that cannot be told. */
function* placesIn(
  bytes: Buffer,
  { detectors, limits }: Search,
  isOfTwo: (range: ByteRange) => boolean,
): Steps<ByteRange[] | null> {
  const places: ByteRange[] = [];
  let isKnown = true;
  const skip = () => {
    isKnown = false;
  };
  for (const step of frameSteps(bytes, { dress: PLAIN, limits, skip, isPart: false, isCut: false })) {
    if (step instanceof Promise) {
      yield step;
      continue;
    }
    // A file inside a text: it is whole only where the text is.
    if (step.kind.kind === 'container') places.push(step.toPiece({ start: 0, end: step.bytes.length }));
    for (const detector of detectors) {
      for (const match of detector.detect(step.bytes)) {
        if (!isNews(step, match)) continue;
        const place = step.toPiece(match);
        // What runs on into the next text may hide what stands there.
        if (isTold(match) || isOfTwo(place)) places.push(place);
      }
    }
  }
  return isKnown ? places : null;
}

function isTold(match: Match): boolean {
  const judgement = judge(match);
  return judgement.kind === 'believe' || judgement.reason !== null;
}

/** The first of ascending numbers that is greater. */
function firstBehind(numbers: readonly number[], number: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) > number) high = middle;
    else low = middle + 1;
  }
  return low;
}
