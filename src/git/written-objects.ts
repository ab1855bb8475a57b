/** Commits and tags as Git stores them: who, when, and the words people wrote into them. */
import type { ByteString, CommitFacts } from '../types.js';

/** The parts of a commit or an annotated tag, as byte strings. */
export interface WrittenObject {
  /** The header as it is stored, but with spaces in the place of object ids and signatures: lines and offsets stay true. */
  header: ByteString;
  message: ByteString;
  /** Object ids of a commit's parents, as stored: neither a graft nor a shallow clone changes them. */
  parents: string[];
  /** What a tag names; null for a commit. */
  target: { oid: string; type: string } | null;
  /** Who wrote it: a commit's author, a tag's tagger. */
  facts: CommitFacts;
  /** When it was committed or tagged, in seconds since 1970. */
  time: number;
}

// Git's own; and signatures, which are random text and no secret.
const NO_WORDS = ['tree', 'parent', 'object', 'type', 'gpgsig', 'gpgsig-sha256'];

/** Takes a commit or a tag apart. What is not well formed is empty, or the time zero: a finding is never lost over it. */
export function parseWritten(oid: string, bytes: Buffer): WrittenObject {
  const { lines, message } = split(bytes);
  const valuesOf = (key: string) =>
    lines.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
  const author = readPerson(valuesOf('author')[0] ?? valuesOf('tagger')[0] ?? '');
  const written = readPerson(valuesOf('committer')[0] ?? valuesOf('tagger')[0] ?? '');
  const [object] = valuesOf('object');
  return {
    header: withoutIds(lines).join('\n'),
    message,
    parents: valuesOf('parent'),
    target: object === undefined ? null : { oid: object, type: valuesOf('type')[0] ?? '' },
    facts: { oid, author: author.name, date: author.date },
    time: written.time,
  };
}

/** Only the words of it. */
export function wordsWritten(bytes: Buffer): Pick<WrittenObject, 'header' | 'message'> {
  const { lines, message } = split(bytes);
  return { header: withoutIds(lines).join('\n'), message };
}

function split(bytes: Buffer): { lines: string[]; message: ByteString } {
  const text = bytes.toString('latin1');
  const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n') + 1;
  const hasMessage = end > 0 || text.startsWith('\n');
  const lines = (hasMessage ? text.slice(0, end) : text).split('\n');
  return { lines, message: hasMessage ? text.slice(end + 1) : '' };
}

function withoutIds(lines: readonly ByteString[]): ByteString[] {
  let key = '';
  return lines.map((line) => {
    if (!line.startsWith(' ')) key = line.split(' ', 1)[0] as string;
    return NO_WORDS.includes(key) ? ' '.repeat(line.length) : line;
  });
}

/** "Name <mail> 1700000000 +0100": seconds since 1970, and an offset in hours and minutes. */
function readPerson(line: ByteString): { name: ByteString; date: string; time: number } {
  const name = (line.split('<', 1)[0] as string).replace(/ $/, ''); // not trim(): it would take UTF-8 apart
  const [seconds = '', zone = ''] = line
    .slice(line.lastIndexOf('>') + 1)
    .trim()
    .split(' ');
  const time = /^\d{1,11}$/.test(seconds) ? Number(seconds) : 0;
  return { name, date: isoDate(time, zone), time };
}

function isoDate(time: number, zone: string): string {
  const isSound = /^[+-](?:[01]\d|2[0-3])[0-5]\d$/.test(zone);
  const [sign, hours, minutes] = isSound ? [zone[0], zone.slice(1, 3), zone.slice(3)] : ['+', '00', '00'];
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === '-' ? -1 : 1);
  const local = new Date((time + offset) * 1000).toISOString().slice(0, -5);
  return `${local}${sign}${hours}:${minutes}`;
}
