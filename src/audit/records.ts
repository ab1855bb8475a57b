/** What a project has written down for keyfence, in any version of its files, also of a broken one: as much as can be read. */
import { bytesOf } from '../config/configuration.js';
import { isFingerprint } from '../config/write-baseline.js';
import { readJson } from '../json/json-document.js';
import { JsonProblem } from '../json/json-problem.js';
import type { ByteString } from '../types.js';

/** What a record is; the words of the report. */
export type RecordKind =
  | 'allow entry'
  | 'path rule'
  | 'accepted skip'
  | 'disabled pattern'
  | 'pattern file'
  | 'schema file'
  | 'setting'
  | 'baseline entry'
  | 'inline comment'
  | 'name';

/** One decision, as it is written down. Texts may hold secrets: they are masked before they are shown. */
export interface KeptRecord {
  kind: RecordKind;
  /** What it is about: a fingerprint, a path, a pattern's id, the name of a secret. */
  subject: ByteString;
  reason: ByteString | null;
  /** Who the record itself names. */
  who: ByteString | null;
  /** The last day it counts. */
  until: ByteString | null;
  /** Each of its fields as JSON, to tell one version from another. Never shown. */
  fields: ReadonlyMap<string, string>;
}

/** By kind and subject. */
export type Records = Map<string, KeptRecord>;

type Json = Record<string, unknown>;

/** Lists of entries, by their keys; of an entry the first of the fields that it has says what it is about. */
const LISTS: readonly [key: string, kind: RecordKind, subjects: readonly string[]][] = [
  ['allow', 'allow entry', ['fingerprint', 'file']],
  ['paths', 'path rule', ['path']],
  ['skip', 'accepted skip', ['path']],
  ['disable', 'disabled pattern', ['id']],
];
const FILES: readonly [key: string, kind: RecordKind][] = [
  ['patterns', 'pattern file'],
  ['schemas', 'schema file'],
];
const SETTINGS = ['confidence', 'limits'];
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/** The records of a `.keyfence.json`; null where it is no JSON object. */
export function recordsOfConfiguration(text: Buffer): Records | null {
  const data = readObject(text);
  if (data === null) return null;
  const records: Records = new Map();
  for (const [key, kind, subjects] of LISTS) {
    for (const entry of listOf(data[key])) {
      if (!isObject(entry)) continue;
      const subject = subjects.map((name) => entry[name]).find((value) => typeof value === 'string');
      if (typeof subject === 'string') keep(records, kind, subject, entry);
    }
  }
  for (const [key, kind] of FILES) {
    for (const path of listOf(data[key])) if (typeof path === 'string') keep(records, kind, path, {});
  }
  for (const key of SETTINGS) if (key in data) keep(records, 'setting', key, { value: data[key] });
  return records;
}

/** The names of a `secrets/schema.json`, and what it says of each; null where it is no JSON object. */
export function recordsOfSchema(text: Buffer): Records | null {
  const data = readObject(text);
  if (data === null) return null;
  const records: Records = new Map();
  for (const section of ['required', 'optional']) {
    for (const group of Object.values(objectOf(data[section]))) {
      for (const [name, secret] of Object.entries(objectOf(group))) {
        // What is no name may be a value that slipped into its place.
        if (NAME.test(name)) keep(records, 'name', name, { ...objectOf(secret), section });
      }
    }
  }
  return records;
}

/** The fingerprints of a `.keyfence-baseline`; lines that are none, such as a conflict's, are passed over. */
export function recordsOfBaseline(text: Buffer): Records {
  const records: Records = new Map();
  for (const line of text.toString('latin1').split(/\r?\n/)) {
    if (isFingerprint(line)) keep(records, 'baseline entry', line, {});
  }
  return records;
}

function keep(records: Records, kind: RecordKind, subject: string, entry: Json): void {
  const known = kind === 'allow entry' && 'fingerprint' in entry && !isFingerprint(subject);
  const bytes = known ? '(no fingerprint)' : bytesOf(subject);
  const fields = new Map(Object.entries(entry).map(([name, value]) => [name, JSON.stringify(value)]));
  records.set(`${kind} ${bytes}`, {
    kind,
    subject: bytes,
    reason: textOf(entry.reason),
    who: textOf(entry.who),
    until: textOf(entry.until),
    fields,
  });
}

function readObject(text: Buffer): Json | null {
  try {
    const { data } = readJson(text);
    return isObject(data) ? data : null;
  } catch (error) {
    if (error instanceof JsonProblem) return null;
    throw error;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): ByteString | null {
  return typeof value === 'string' ? bytesOf(value) : null;
}
