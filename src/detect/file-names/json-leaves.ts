/** Reads every named value of a JSON file, however deep, without recursion. */

import { type ParseError, parse } from 'jsonc-parser';
import type { ByteString } from '../../types.js';
import type { Leaf } from './literal-values.js';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json | undefined;
}

interface Place {
  value: Json;
  /** The nearest name that says something. */
  name: string;
  top: string;
}

/** Such a name says nothing: the name it stands under counts. */
const GENERIC_NAMES = new Set(['value', 'default', 'content', 'text', 'literal', 'plain']);

/** The parsed text, comments and trailing commas allowed; undefined where it is no JSON. */
export function parseJson(text: ByteString): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return parseWithComments(text);
  }
}

function parseWithComments(text: ByteString): Json | undefined {
  const errors: ParseError[] = [];
  try {
    const value = parse(text, errors, { allowTrailingComma: true }) as Json | undefined;
    return errors.length === 0 ? value : undefined;
  } catch (error) {
    // jsonc-parser descends by recursion; nesting too deep for it is no settings file.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The parsed text where it is an object, else null. */
export function parseJsonObject(text: ByteString | null): JsonObject | null {
  const value = text === null ? undefined : parseJson(text);
  return isObject(value) ? value : null;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All strings in the value, with their names; numbers and switches hold no secret and are left out. */
export function readJsonLeaves(root: Json): Leaf[] {
  const leaves: Leaf[] = [];
  const open: Place[] = [{ value: root, name: '', top: '' }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { value, name, top } = place;
    if (typeof value === 'string') leaves.push({ name, value, top });
    else if (Array.isArray(value)) openItems(value, place, open);
    else if (isObject(value)) openMembers(value, place, open);
  }
  return leaves;
}

function openMembers(object: JsonObject, { name, top }: Place, open: Place[]): void {
  // `{ "name": "x-api-key", "value": "…" }` is an assignment, as in HAR files and Kubernetes manifests.
  const label = object.name ?? object.key;
  const owner = typeof label === 'string' && object.value !== undefined ? label : name;
  for (const [key, value] of Object.entries(object)) {
    const own = GENERIC_NAMES.has(key.toLowerCase()) ? owner : key;
    open.push({ value: value as Json, name: own, top: top === '' ? key : top });
  }
}

/** In a list of arguments, `--api-key` names the next item, and `--api-key=x` and `X-Api-Key: x` name themselves. */
function openItems(items: readonly Json[], { name, top }: Place, open: Place[]): void {
  let flag: string | null = null;
  for (const value of items) {
    if (typeof value !== 'string') {
      open.push({ value, name, top });
      flag = null;
      continue;
    }
    const pair = /^(-{0,2}[A-Za-z][\w-]{0,100})(?:=|: )/.exec(value);
    if (pair !== null) open.push({ value: value.slice(pair[0].length), name: pair[1]!, top });
    else open.push({ value, name: flag ?? name, top });
    flag = /^--?[A-Za-z][\w-]{0,100}$/.test(value) ? value : null;
  }
}
