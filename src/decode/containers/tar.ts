/** tar: entries in any of its dialects (v7, ustar, pax, GNU), which all stand in the archive as they are. */
import type { ByteString } from '../../types.js';
import type { Layer } from '../layer.js';
import { type Place, storedPart, takeEntry, Unread } from './part.js';
import { BLOCK, isTarHeader, readTarHeader, type TarHeader, textAt } from './tar-header.js';

const WITHOUT_DATA = new Set(['1', '2', '3', '4', '5', '6']);
const LINKS = new Set(['1', '2']);
const LONGEST_RECORDS = 1024 * 1024; // bytes of pax records that are looked at

/** What is said of the next entry before its own header. */
interface Announced {
  name?: ByteString;
  linkName?: ByteString;
  size?: number;
}

export function* tarLayers(bytes: Buffer, place: Place): Iterable<Layer> {
  const unread = new Unread(place);
  yield* entries(bytes, place, unread);
  unread.tell();
}

function* entries(bytes: Buffer, place: Place, unread: Unread): Iterable<Layer> {
  let announced: Announced = {};
  let isLost = false; // between the end of an archive, or damage, and the next header
  for (let at = 0; at < bytes.length; ) {
    const header = isTarHeader(bytes, at) ? readTarHeader(bytes, at) : null;
    if (header === null) {
      // Behind zeros, which end an archive, another one may stand, or anything else.
      if (!isLost && !isZero(bytes, at)) unread.add('', 'damaged: entries may be missing', { listed: false });
      isLost = true;
      at += BLOCK;
      continue;
    }
    isLost = false;
    const data = dataOf(bytes, at, { header, announced });
    const name = announced.name ?? header.name;
    if (data.isCut) unread.add(`tar:${name}`, 'cut off: read up to where it ends', { listed: false });
    const records = announcedBy(bytes, data, header.type);
    if (records === null) {
      if (!takeEntry(place)) return;
      yield* layersOf(bytes, data, { name, at, header, announced });
      announced = {};
    } else {
      announced = { ...announced, ...records };
    }
    at = data.next;
  }
}

interface Data {
  start: number;
  end: number;
  /** Where the next header stands. */
  next: number;
  isCut: boolean;
}

function dataOf(
  bytes: Buffer,
  at: number,
  { header, announced }: { header: TarHeader; announced: Announced },
): Data {
  let start = at + BLOCK;
  for (
    let isContinued = header.isMapContinued;
    isContinued && start + BLOCK <= bytes.length;
    start += BLOCK
  ) {
    isContinued = bytes[start + 504] !== 0;
  }
  const size = WITHOUT_DATA.has(header.type) ? 0 : (announced.size ?? header.size);
  const end = Math.min(start + size, bytes.length);
  const next = Math.min(start + Math.ceil(size / BLOCK) * BLOCK, bytes.length);
  return { start, end, next, isCut: start + size > bytes.length };
}

function* layersOf(
  bytes: Buffer,
  { start, end }: Data,
  entry: { name: ByteString; at: number; header: TarHeader; announced: Announced },
): Iterable<Layer> {
  const name = `tar:${entry.name}`;
  const { header, at, announced } = entry;
  if (LINKS.has(header.type)) {
    const target = Buffer.from(announced.linkName ?? header.linkName, 'latin1');
    const place = { start: at, end: at + BLOCK };
    // A long target stands before the header, where it is searched as it is.
    if (announced.linkName === undefined)
      yield storedPart(name, bytes, { start: at + 157, end: at + 157 + target.length });
    else yield { ...storedPart(name, target, { start: 0, end: target.length }), outerRange: () => place };
  } else if (end > start) {
    yield storedPart(name, bytes, { start, end });
  }
}

/** @returns null for an entry of its own. */
function announcedBy(bytes: Buffer, { start, end }: Data, type: ByteString): Announced | null {
  switch (type) {
    case 'L':
      return { name: textAt(bytes, start, end) };
    case 'K':
      return { linkName: textAt(bytes, start, end) };
    case 'x':
      return paxRecords(bytes.subarray(start, Math.min(end, start + LONGEST_RECORDS)));
    case 'g':
      return {};
    default:
      return null;
  }
}

/** Lines of "LENGTH KEY=VALUE", each with its own length in bytes. */
function paxRecords(records: Buffer): Announced {
  const announced: Announced = {};
  for (let at = 0; at < records.length; ) {
    const space = records.indexOf(0x20, at);
    const length = space < 0 || space - at > 10 ? Number.NaN : Number(records.toString('latin1', at, space));
    if (!Number.isInteger(length) || length <= space - at) break;
    const [key, value] = split(records.toString('latin1', space + 1, at + length - 1));
    if (key === 'path') announced.name = value;
    if (key === 'linkpath') announced.linkName = value;
    if (key === 'size' && Number.isSafeInteger(Number(value)) && Number(value) >= 0)
      announced.size = Number(value);
    at += length;
  }
  return announced;
}

function split(record: ByteString): [key: ByteString, value: ByteString] {
  const equals = record.indexOf('=');
  return equals < 0 ? [record, ''] : [record.slice(0, equals), record.slice(equals + 1)];
}

function isZero(bytes: Buffer, at: number): boolean {
  const end = Math.min(at + BLOCK, bytes.length);
  for (let place = at; place < end; place++) {
    if (bytes[place] !== 0) return false;
  }
  return true;
}
