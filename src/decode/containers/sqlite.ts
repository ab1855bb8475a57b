/**
 * SQLite: the values of each record, apart from one another and each in one piece; in the file they adjoin, and long
 * ones are spread over several pages. File format: https://www.sqlite.org/fileformat2.html
 */
import type { ByteRange } from '../../types.js';
import type { Layer } from '../layer.js';
import { type Place, takeBytes, takeEntry } from './part.js';
import { Patchwork } from './patchwork.js';
import { type Database, openDatabase, payloadsOf } from './sqlite-pages.js';
import { type Value, valuesOf } from './sqlite-record.js';

const NEWLINE = Buffer.from('\n');

/** Every page is looked at, whether a table still has it or not: what was deleted may still stand there. */
export function* sqliteLayers(bytes: Buffer, place: Place): Iterable<Layer> {
  const database = openDatabase(bytes);
  if (database === null) {
    place.budget.skip(place.layers, 'damaged: its header makes no sense', { listed: false });
    return;
  }
  if (!takeEntry(place)) return;
  let text = new Patchwork(bytes);
  for (const payload of payloadsOf(database)) {
    if (!takeBytes(payload.length, place)) break;
    for (const value of valuesOf(bytes, payload)) {
      addValue(text, database, value);
      text.add(NEWLINE, value.pieces[0] as ByteRange);
    }
    if (!text.isFull({ at: 'line end' })) continue;
    yield text.layer('sqlite');
    text = new Patchwork(bytes);
  }
  if (text.length > 0) yield text.layer('sqlite');
}

function addValue(text: Patchwork, { bytes, encoding }: Database, { pieces, isText }: Value): void {
  if (!isText || encoding === 'utf-8') {
    for (const piece of pieces) text.addSame(piece);
    return;
  }
  const wide = Buffer.concat(pieces.map(({ start, end }) => bytes.subarray(start, end)));
  const stored = wide.subarray(0, wide.length & ~1);
  const utf16 = encoding === 'utf-16be' ? stored.swap16() : stored;
  text.add(Buffer.from(utf16.toString('utf16le')), pieces[0] as ByteRange);
}
