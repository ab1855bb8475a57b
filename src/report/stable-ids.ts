/** Ids of findings that stay the same from run to run, as long as the secret stays in its file, on whichever line. */
import { createHash } from 'node:crypto';
import type { Finding } from '../types.js';

/** Keyfence's own namespace for UUIDs of version 5: it must never change. */
const NAMESPACE = Buffer.from('6f1c3a0e5b7d4c8f9a2e4d6b8f0a1c3e', 'hex');

/**
 * @returns an id for each finding, no two the same: by its fingerprint, its pattern, its file, the layers that it is
 *   inside of, its commit, and which one of these it is.
 */
export function stableIds(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ fingerprint, pattern, file, layers, commit }) => {
    const place = [fingerprint, pattern, file, commit?.oid ?? '', ...layers].join('\0');
    const nth = (seen.get(place) ?? 0) + 1;
    seen.set(place, nth);
    return uuidOf(`${place}\0${nth}`);
  });
}

/** RFC 9562, version 5. */
function uuidOf(name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(name, 'latin1').digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
