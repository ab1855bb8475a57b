/** Kubernetes Secrets: their `data` is base64, and the names of its keys tell what the values are. */
import type { ByteRange } from '../../types.js';
import type { Layer } from '../layer.js';
import { decodeRun } from './base64.js';
import { isBlank, isQuote, WORD } from './byte-classes.js';
import { type Entry, readJsonData } from './kubernetes-json.js';
import { readYamlData } from './kubernetes-yaml.js';
import { isReadable } from './sorted-strips.js';
import { type Part, Strips } from './strips.js';

const SHORTEST = 8; // decoded bytes
const KIND = 'kind';
/** What the kind of such a document is. */
export const SECRET = 'Secret';

/** The layer "base64" of the values in `bytes`, each behind its key: `KEY: "value"`. */
export function* kubernetesLayers(bytes: Buffer, isNews: (range: ByteRange) => boolean): Iterable<Layer> {
  const strips = new Strips('base64');
  let done = 0;
  for (let at = bytes.indexOf(SECRET); at >= 0; at = bytes.indexOf(SECRET, at + SECRET.length)) {
    const kind = at < done ? -1 : kindBefore(bytes, at);
    if (kind < 0) continue;
    const read = bytes[kind - 1] === 0x22 ? readJsonData : readYamlData;
    const { entries, end } = read(bytes, kind, done);
    done = Math.max(at, end);
    for (const entry of entries) {
      if (!isNews({ start: entry.value.start, end: entry.value.end })) continue;
      const part = partOf(bytes, entry);
      if (part) yield* strips.add(part);
    }
  }
  yield* strips.rest();
}

/** Whether the `Secret` at `at` is the kind of a document. */
export function isSecretKind(bytes: Buffer, at: number): boolean {
  return kindBefore(bytes, at) >= 0;
}

/** Where `kind` stands in `kind: Secret` or `"kind": "Secret"`, before the value at `at`; -1 where it is something else. */
function kindBefore(bytes: Buffer, at: number): number {
  if (WORD[bytes[at + SECRET.length] as number]) return -1;
  let end = at;
  if (isQuote(bytes[end - 1])) end--;
  while (at - end < 16 && isBlank(bytes[end - 1])) end--;
  if (bytes[end - 1] !== 0x3a) return -1;
  end--;
  if (isQuote(bytes[end - 1])) end--;
  const start = end - KIND.length;
  const isKind = start >= 0 && bytes.toString('latin1', start, end) === KIND;
  return isKind && !WORD[bytes[start - 1] as number] ? start : -1;
}

function partOf(bytes: Buffer, { key, value }: Entry): Part | null {
  const decoded = decodeRun(bytes, value, 0);
  if (decoded.length < SHORTEST || !isReadable(decoded)) return null;
  let length = decoded.length;
  while (length > 0 && (decoded[length - 1] as number) <= 0x20) length--;
  const text = decoded.subarray(0, length);
  // A file as a value stands as it is: its own syntax tells what is in it.
  const quote = ['"', '\\', '\n'].some((sign) => text.includes(sign)) ? '' : '"';
  const lead = Buffer.concat([bytes.subarray(key.start, key.end), Buffer.from(`: ${quote}`)]);
  const toDecoded = (offset: number) => Math.max(0, Math.min(length, offset - lead.length));
  return {
    bytes: Buffer.concat([lead, text, Buffer.from(quote)]),
    strip: {
      outerRange: ({ start, end }) =>
        value.outerRange({
          start: Math.floor((toDecoded(start) * 4) / 3),
          end: Math.ceil((toDecoded(end) * 4) / 3),
        }),
      isNews: () => true,
    },
  };
}
