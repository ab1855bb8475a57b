/** The fonts of a PDF file, as far as they tell what their codes mean. ISO 32000-1, 9.5 to 9.10. */
import type { Budget } from '../../budget.js';
import { type CharacterMap, readCharacterMap } from './character-map.js';
import { decodeStream } from './filters.js';
import type { ObjectTable } from './objects.js';
import type { Fonts } from './shown-text.js';
import { isReference, type PdfDictionary, type PdfValue } from './values.js';

type Font = CharacterMap | 'plain' | 'unknown';

const MOST_CODES = 1_000_000; // of all fonts together

export class FontTable {
  private readonly table: ObjectTable;
  private readonly budget: Budget;
  private readonly fonts = new Map<number, Font>();
  /** The page that shows what a stream draws, by the numbers of both. */
  private readonly pages = new Map<number, number>();
  private readonly named = new WeakMap<PdfDictionary, Fonts>();
  private codes = 0;

  constructor(table: ObjectTable, budget: Budget) {
    this.table = table;
    this.budget = budget;
  }

  /** Takes note of what a page shows, by the page's number. */
  addPage(number: number): void {
    const contents = this.table.dictionary({ object: number })?.get('/Contents');
    const list = this.table.resolve(contents);
    const streams = Array.isArray(list) ? list : [contents];
    for (const stream of streams) if (isReference(stream)) this.pages.set(stream.object, number);
  }

  /** The fonts that a stream may use: its own, or those of its page. */
  of(stream: number, dictionary: PdfDictionary): Fonts {
    const page = this.table.dictionary({ object: this.pages.get(stream) ?? -1 });
    const own = dictionary.get('/Resources');
    const resources = own ?? (page ? this.table.inherited(page, '/Resources') : undefined);
    const named = this.table.dictionary(this.table.dictionary(resources)?.get('/Font'));
    if (!named) return new Map();
    const known = this.named.get(named);
    const fonts: Fonts = known ?? new Map([...named].map(([name, font]) => [name, this.font(font)]));
    this.named.set(named, fonts);
    return fonts;
  }

  private font(value: PdfValue): Font {
    const known = isReference(value) ? this.fonts.get(value.object) : undefined;
    if (known) return known;
    const font = this.read(this.table.dictionary(value));
    if (isReference(value)) this.fonts.set(value.object, font);
    return font;
  }

  private read(dictionary: PdfDictionary | null): Font {
    const bytes = this.streamOf(dictionary?.get('/ToUnicode'));
    if (bytes === null) return dictionary?.get('/Subtype') === '/Type0' ? 'unknown' : 'plain';
    const map = readCharacterMap(bytes, MOST_CODES - this.codes);
    this.codes += map.characters.size;
    return map;
  }

  private streamOf(value: PdfValue | undefined): Buffer | null {
    if (!isReference(value)) return null;
    const stored = this.table.stream(value.object);
    return stored ? decodeStream(stored.bytes, stored.dictionary, this.budget).bytes : null;
  }
}
