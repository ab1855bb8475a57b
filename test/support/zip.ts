/** Makes zip archives with Python, and finds their places. */
import { python } from './containers.js';

/** The beginning of a program that writes one; it calls the archive `archive`. */
export const WRITE = `
import zipfile
archive = zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED)
`;

/** A text that is worth packing. */
export const TEXT = 'jackdaws love my big sphinx of quartz\n'.repeat(30);

/** @param files name and text of each entry; `more`: what the program does before it ends. */
export function zipOf(files: [name: string, text: string][], more = ''): Buffer {
  return python(
    `${WRITE}\nfor name, text in given: archive.writestr(name, text)\n${more}\narchive.close()`,
    files,
  );
}

/** Where the lines of the directory begin. */
export function directory(bytes: Buffer): number[] {
  const lines: number[] = [];
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4))
    lines.push(at);
  return lines;
}

/** Sets an entry's flags in the directory and in its own header. */
export function setFlags(bytes: Buffer, entry: number, flags: number): void {
  const line = directory(bytes)[entry] as number;
  bytes.writeUInt16LE(flags, line + 8);
  bytes.writeUInt16LE(flags, bytes.readUInt32LE(line + 42) + 6);
}
