/** A project's configuration: `.keyfence.json` at the top level of what is scanned. Data only, and right as a whole. */
import { DEFAULT_LIMITS, type DecodeLimits } from '../decode/budget.js';
import { readJsonFile } from '../json/json-file.js';
import type { ByteString } from '../types.js';
import { CONFIGURATION_FORM } from './form.js';

export const CONFIGURATION_FILE = '.keyfence.json';

/** What the project accepts not to be scanned: a file or, with a `/` at its end, a folder. */
export interface SkipEntry {
  /** Relative to the top level. */
  path: string;
  reason: string;
  /** "Name <mail>". */
  who?: string;
  /** The day of the decision: 2026-10-01. */
  added?: string;
}

export interface Configuration {
  skip: readonly SkipEntry[];
  limits: DecodeLimits;
}

/** The file as it is written, where every key may be left out. */
interface ConfigurationFile {
  skip?: SkipEntry[];
  limits?: Partial<DecodeLimits>;
}

/**
 * @param text the content of `.keyfence.json`; null where there is none.
 * @throws KeyfenceError with place and what was expected, never with a piece of the text.
 */
export function readConfiguration(text: Buffer | null): Configuration {
  if (text === null) return { skip: [], limits: DEFAULT_LIMITS };
  const { skip = [], limits } = readJsonFile(text, CONFIGURATION_FILE, CONFIGURATION_FORM)
    .data as ConfigurationFile;
  return { skip, limits: { ...DEFAULT_LIMITS, ...limits } };
}

/** Text of the configuration as the bytes that paths and reports are made of. */
export function bytesOf(text: string): ByteString {
  return Buffer.from(text, 'utf8').toString('latin1');
}
