/** Reads JSON objects out of scanned text, where a parser's own error would quote the secret. */
import type { ByteString } from '../../types.js';
import { decodeEitherBase64 } from '../checksums/encodings.js';

export type JsonObject = Record<string, unknown>;

/** The object that a JSON text holds; null where it holds anything else. Never throws. */
export function parseObject(text: ByteString): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : null;
  } catch {
    return null;
  }
}

/** Whether an object has all of the names. */
export function hasAll(object: JsonObject, names: readonly string[]): boolean {
  return names.every((name) => Object.hasOwn(object, name));
}

/** The object that a JSON text in base64 holds; null where it holds anything else. Never throws. */
export function readObject(encoded: ByteString): JsonObject | null {
  const bytes = decodeEitherBase64(encoded);
  return bytes && parseObject(bytes.toString('latin1'));
}

/** An object as JSON in base64. */
export function writeObject(object: JsonObject, encoding: 'base64' | 'base64url' = 'base64'): ByteString {
  return Buffer.from(JSON.stringify(object)).toString(encoding);
}
