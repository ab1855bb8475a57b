/** Reads JSON objects out of scanned text, where a parser's own error would quote the secret. */
import type { ByteString } from '../../types.js';

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
