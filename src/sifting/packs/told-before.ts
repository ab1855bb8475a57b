/** What earlier scans told of the objects of a listing, by their positions in it. */
import type { Note, ToldText, ToldTexts } from '../../recall/told-texts.js';
import type { ObjectListing } from '../../types.js';

const UNKNOWN = -1;

export class ToldBefore {
  private readonly texts: ToldTexts | null;
  private readonly listing: ObjectListing;
  /** Of what is known to be dull. */
  private readonly numbers: Int32Array;

  /** @param texts null where no earlier scan is asked. */
  constructor(texts: ToldTexts | null, listing: ObjectListing) {
    this.texts = texts;
    this.listing = listing;
    this.numbers = new Int32Array(listing.length).fill(UNKNOWN);
    if (texts === null || texts.isEmpty) return;
    for (let position = 0; position < listing.length; position++) {
      this.numbers[position] = texts.numberOfDull(listing.idAt(position));
    }
  }

  isDull(position: number): boolean {
    return this.numbers[position] !== UNKNOWN;
  }

  /** What a dull object comes to besides nothing; null for nothing. */
  noteOf(position: number): Note | null {
    return this.texts?.noteOfDull(this.numbers[position] as number) ?? null;
  }

  /** Of a dull object, in bytes. */
  sizeOf(position: number): number {
    return this.texts?.sizeOfDull(this.numbers[position] as number) ?? 0;
  }

  /** What was told of a blob under the path that it has there; null where that is not known. */
  told(position: number): ToldText | null {
    const path = this.listing.pathAt(position);
    if (this.texts === null || path === null) return null;
    return this.texts.find(Buffer.from(this.listing.idAt(position)).toString('hex'), path);
  }
}
