/** Reads the records of a file of the catalog's form, which a project or a contributor wrote: one provider's patterns. */
import { readJsonFile } from '../json/json-file.js';
import type { ByteString, PatternRecord } from '../types.js';
import { CATALOG_FORM } from './catalog-form.js';
import { type OwnRecord, ownRecord } from './own-records.js';

interface CatalogFile {
  provider: string;
  patterns: Record<string, PatternRecord>;
}

/**
 * @param text the file's content.
 * @param file its path, for messages.
 * @throws KeyfenceError with file, place and what was expected; never with a piece of the text.
 */
export function readCatalogRecords(text: Buffer, file: ByteString): OwnRecord[] {
  const json = readJsonFile(text, file, CATALOG_FORM);
  const { provider, patterns } = json.data as CatalogFile;
  return Object.entries(patterns).map(([id, record]) =>
    ownRecord(json, { path: ['patterns', id], record, place: { id, provider, variable: null } }),
  );
}
