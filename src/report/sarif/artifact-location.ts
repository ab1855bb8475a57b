/** File names as the URIs that SARIF asks for. */
import type { ByteString } from '../../types.js';

const PLAIN = /[A-Za-z0-9._~/-]/;

/** @param file relative to the top level; absolute where it lies outside. Each byte that a URI cannot hold is escaped. */
export function artifactLocation(file: ByteString): { uri: string; uriBaseId?: string } {
  const path = Array.from(file, (char) => (PLAIN.test(char) ? char : escapeByte(char))).join('');
  return path.startsWith('/') ? { uri: `file://${path}` } : { uri: path, uriBaseId: '%SRCROOT%' };
}

function escapeByte(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
