/**
 * Puts a marked part before a command that stands in JSON, or a command of ours beside the others, and takes it out again.
 * Every other byte stays as it is: JSON has no comments, so the marks are words of shell that do nothing.
 */
import { findNodeAtLocation, getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { ByteString } from '../types.js';

const OPENING = ": '>>> keyfence >>>'; ";
const CLOSING = ": '<<< keyfence <<<'";
/** Between a part of ours and the command that was there. */
const JOINT = '; ';

type Path = readonly string[];

/** What stands in an object of the text, by name; null where there is none, or the text is not strict JSON. */
export function readCommands(text: ByteString, at: Path): Record<string, unknown> | null {
  const node = nodeAt(text, at);
  return node?.type === 'object' ? (getNodeValue(node) as Record<string, unknown>) : null;
}

/** How many of our parts stand in a text. */
export function countParts(text: ByteString): number {
  return text.split(OPENING).length - 1;
}

/**
 * @param part what is to be run before the command that is there: lines of shell. @param alone the same where there is none.
 * @returns the text with it, which may be there already; null where the text is not understood.
 */
export function putPart(
  text: ByteString,
  path: Path,
  { part, alone }: { part: ByteString; alone: ByteString },
): ByteString | null {
  const there = nodeAt(text, path);
  if (there?.type === 'string') {
    const value = getNodeValue(there) as string;
    if ([`${frame(part)}${JOINT}`, frame(alone)].some((ours) => value.startsWith(ours))) return text;
  }
  const foreign = takePart(text, path);
  const node = foreign === null ? null : nodeAt(foreign, path);
  if (foreign === null || (node && node.type !== 'string')) return null;
  if (node) return insert(foreign, node.offset + 1, encode(`${frame(part)}${JOINT}`));
  return addProperty(foreign, path, frame(alone));
}

/** @returns the text without the part that stands at that path, if any; null where it is not as keyfence wrote it. */
export function takePart(text: ByteString, path: Path): ByteString | null {
  const node = nodeAt(text, path);
  if (node?.type !== 'string') return text;
  const raw = text.slice(node.offset + 1, node.offset + node.length - 1);
  if (!raw.includes(OPENING)) return text;
  const end = raw.indexOf(CLOSING) + CLOSING.length;
  const rest = raw.slice(end);
  if (!raw.startsWith(OPENING) || end < CLOSING.length) return null;
  if (rest === '') return removeProperty(text, node.parent as Node);
  if (!rest.startsWith(JOINT)) return null;
  return text.slice(0, node.offset + 1) + rest.slice(JOINT.length) + text.slice(node.offset + 1 + raw.length);
}

function frame(part: ByteString): ByteString {
  return `${OPENING}${part}${part.endsWith('\n') ? '' : '; '}${CLOSING}`;
}

/** Strict JSON only, and no object with a name that stands twice: of these, programs read different ones. */
function nodeAt(text: ByteString, path: Path): Node | null {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  if (!root || errors.length > 0) return null;
  for (let depth = 0; depth < path.length; depth++) {
    const object = findNodeAtLocation(root, path.slice(0, depth));
    const same = (object?.children ?? []).filter((child) => child.children?.[0]?.value === path[depth]);
    if (same.length > 1) return null;
  }
  return findNodeAtLocation(root, [...path]) ?? null;
}

/** Behind the last of the object, in the layout of what stands there. */
function addProperty(text: ByteString, path: Path, value: ByteString): ByteString | null {
  const object = nodeAt(text, path.slice(0, -1));
  const names = (object?.children ?? []).map((child) => child.children?.[0]?.value);
  if (object?.type !== 'object' || names.includes(path.at(-1))) return null;
  const written = `"${path.at(-1)}": "${encode(value)}"`;
  const last = object.children?.at(-1);
  if (last) return insert(text, last.offset + last.length, `,${gapBefore(text, last.offset)}${written}`);
  // What is between the braces would not come back.
  return object.length === 2 ? insert(text, object.offset + 1, written) : null;
}

function removeProperty(text: ByteString, property: Node): ByteString {
  const all = property.parent?.children ?? [];
  const at = all.indexOf(property);
  const [before, after] = [all[at - 1], all[at + 1]];
  const start = before ? before.offset + before.length : property.offset;
  const end = !before && after ? after.offset : property.offset + property.length;
  return text.slice(0, start) + text.slice(end);
}

/** The line end and indentation of what begins a line at that offset; a space where it does not begin one. */
function gapBefore(text: ByteString, offset: number): string {
  return /\r?\n[ \t]*$/.exec(text.slice(0, offset))?.[0] ?? ' ';
}

function insert(text: ByteString, at: number, what: ByteString): ByteString {
  return text.slice(0, at) + what + text.slice(at);
}

/** As it stands between the quotes of JSON. */
function encode(text: ByteString): ByteString {
  return JSON.stringify(text).slice(1, -1);
}
