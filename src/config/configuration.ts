/** A project's configuration: `.keyfence.json` at the top level of what is scanned. Data only, and right as a whole. */
import { DEFAULT_LIMITS, type DecodeLimits } from '../decode/budget.js';
import { type JsonFile, readJsonFile } from '../json/json-file.js';
import type { ByteString, Confidence } from '../types.js';
import { CONFIGURATION_FORM } from './form.js';
import { whatIsWrong } from './path-rule.js';

export const CONFIGURATION_FILE = '.keyfence.json';

/** What every entry says of itself. */
interface Decision {
  reason: string;
  /** "Name <mail>". */
  who?: string;
  /** The day of the decision: 2026-10-01. */
  added?: string;
}

/** What may pass: the secret of a fingerprint, or a guarded file by its path from the top level. */
export type AllowEntry = Decision & {
  /** The last day on which it counts. */
  until?: string;
} & ({ fingerprint: string; file?: never } | { file: string; fingerprint?: never });

/** Where findings may pass. */
export interface PathRule extends Decision {
  /** In the syntax of .gitignore, from the top level. */
  path: string;
}

/** What the project accepts not to be scanned: a file or, with a `/` at its end, a folder. */
export interface SkipEntry extends Decision {
  /** Relative to the top level. */
  path: string;
}

/** A pattern that is not looked for. */
export interface DisabledPattern extends Decision {
  id: string;
}

/** A file that the configuration names. */
export interface NamedFile {
  /** Relative to the top level. */
  path: ByteString;
  /** Where it is named: `/patterns/0 (line 3, column 5)`. */
  where: string;
}

export interface Configuration {
  allow: readonly AllowEntry[];
  paths: readonly PathRule[];
  skip: readonly SkipEntry[];
  disable: readonly DisabledPattern[];
  /** Null where the file does not say. */
  confidence: Confidence | null;
  patterns: readonly NamedFile[];
  /** Null for the nearest `secrets/schema.json` of each file. */
  schemas: readonly NamedFile[] | null;
  /** The modules that may read secrets, in the syntax of .gitignore from the top level; null where the file does not say. */
  configModules: readonly ByteString[] | null;
  limits: DecodeLimits;
}

/** The file as it is written, where every key may be left out. */
interface ConfigurationFile {
  allow?: AllowEntry[];
  paths?: PathRule[];
  skip?: SkipEntry[];
  disable?: DisabledPattern[];
  confidence?: Confidence;
  patterns?: string[];
  schemas?: string[];
  configModules?: string[];
  limits?: Partial<DecodeLimits>;
}

const NOTHING: Configuration = {
  allow: [],
  paths: [],
  skip: [],
  disable: [],
  confidence: null,
  patterns: [],
  schemas: null,
  configModules: null,
  limits: DEFAULT_LIMITS,
};

/**
 * @param text the content of `.keyfence.json`; null where there is none.
 * @throws KeyfenceError with place and what was expected, never with a piece of the text.
 */
export function readConfiguration(text: Buffer | null): Configuration {
  return text === null ? NOTHING : readPlaced(text).configuration;
}

/**
 * The same of a file that is there, with the line of everything in it.
 * @throws KeyfenceError as above.
 */
export function readPlaced(text: Buffer): { configuration: Configuration; lineOf: JsonFile['lineOf'] } {
  const json = readJsonFile(text, CONFIGURATION_FILE, CONFIGURATION_FORM);
  const { allow = [], paths = [], skip = [], disable = [], ...file } = json.data as ConfigurationFile;
  const checkRule = (rule: string, place: string[]) => {
    const expected = whatIsWrong(bytesOf(rule));
    if (expected !== null) throw json.brokenAt(place, `expected ${expected}`);
  };
  for (const [position, { path }] of paths.entries()) checkRule(path, ['paths', String(position), 'path']);
  const modules = file.configModules ?? null;
  for (const [position, path] of modules?.entries() ?? [])
    checkRule(path, ['configModules', String(position)]);
  const named = (key: 'patterns' | 'schemas') =>
    file[key]?.map((path, position) => ({
      path: bytesOf(path),
      where: json.placeOf([key, String(position)]),
    })) ?? null;
  const configuration = {
    allow,
    paths,
    skip,
    disable,
    confidence: file.confidence ?? null,
    patterns: named('patterns') ?? [],
    schemas: named('schemas'),
    configModules: modules?.map(bytesOf) ?? null,
    limits: { ...DEFAULT_LIMITS, ...file.limits },
  };
  return { configuration, lineOf: json.lineOf };
}

/** Text of the configuration as the bytes that paths and reports are made of. */
export function bytesOf(text: string): ByteString {
  return Buffer.from(text, 'utf8').toString('latin1');
}
