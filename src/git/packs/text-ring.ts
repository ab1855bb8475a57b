/** The texts that were read last, in one piece of memory that never grows: each new one takes the place of the oldest. */

/** Where a text is. */
export interface Place {
  readonly number: number;
  readonly start: number;
  readonly length: number;
}

/**
 * A text that is asked for again late is read anew, and is a new one then. Entries of a pack stand near what they are deltas
 * of, so that this is as good as to keep the ones that were used last, and needs neither a list nor fresh memory for each.
 */
export class TextRing {
  readonly memory: Buffer;
  private readonly places = new Map<number, Place>();
  /** The oldest first, from `first` on: that is also their order in memory, from `head` on and round. */
  private queue: Place[] = [];
  private first = 0;
  private head = 0;

  /** @param bytes at least three times the longest text. */
  constructor(bytes: number) {
    this.memory = Buffer.allocUnsafeSlow(bytes);
  }

  get(number: number): Place | undefined {
    return this.places.get(number);
  }

  has(number: number): boolean {
    return this.places.has(number);
  }

  /** The bytes of a text: valid until room is made for others. */
  text({ start, length }: Place): Buffer {
    return this.memory.subarray(start, start + length);
  }

  /**
   * Makes room for a text, which is not in the ring before `add`.
   * @param kept one that must stay while the new one is written.
   */
  room(number: number, length: number, kept: Place | null): Place {
    if (this.head + length > this.memory.length) this.turn(kept);
    this.clear(length, kept);
    // What had to stay stands behind the head now, and nothing else can be in the way.
    if (this.head + length > this.memory.length) this.turn(null);
    this.clear(length, null);
    return { number, start: this.head, length };
  }

  /** Adds a text that was written to the room made for it last. */
  add(place: Place): void {
    this.head = place.start + place.length;
    this.places.set(place.number, place);
    this.queue.push(place);
  }

  /** Drops all texts: the numbers are another pack's from now on. */
  empty(): void {
    this.places.clear();
    this.queue = [];
    this.first = 0;
    this.head = 0;
  }

  /** Goes to the beginning of the memory, past all that stands between here and its end. */
  private turn(kept: Place | null): void {
    for (let next = this.oldest(); next && next.start >= this.head; next = this.oldest()) {
      if (next === kept && this.queue.length === this.first + 1) break; // alone: the oldest and the newest
      this.drop(next, kept);
    }
    this.head = 0;
  }

  /** Drops what stands in the next bytes, or up to the one to be kept and goes past that. */
  private clear(length: number, kept: Place | null): void {
    for (let next = this.oldest(); next && this.isWithin(next, length); next = this.oldest()) {
      this.drop(next, kept);
      if (next !== kept) continue;
      this.head = next.start + next.length;
      return;
    }
  }

  private isWithin({ start }: Place, length: number): boolean {
    return start >= this.head && start < this.head + length;
  }

  private oldest(): Place | undefined {
    return this.queue[this.first];
  }

  /** Takes the oldest one out; the one to be kept becomes the newest. */
  private drop(place: Place, kept: Place | null): void {
    this.first++;
    if (place === kept) this.queue.push(place);
    else if (this.places.get(place.number) === place) this.places.delete(place.number);
    if (this.first > 4096 && this.first * 2 > this.queue.length) {
      this.queue = this.queue.slice(this.first);
      this.first = 0;
    }
  }
}
