/**
 * Reads the settings of a line-based file: YAML, INI, TOML, properties, HCL, shell, or PHP arrays.
 *
 * One reader serves them all, because it only has to find which name a value stands under. It follows the indentation
 * and the sections so far that a list item or a `value:` is read under the name of its parent.
 */

import type { ByteString } from '../../types.js';
import type { Leaf } from './literal-values.js';
import { looksRandom } from './randomness.js';
import { splitLines } from './subject.js';

interface Parent {
  indent: number;
  name: string;
}

/** Such a name says nothing: the name it stands under counts. */
const GENERIC_NAMES = new Set(['', 'value', 'default', '_default', 'content', 'text', 'literal', 'plain']);

/** Deeper nesting than this is read as if it were this deep, so that hostile indentation stays cheap. */
const DEEPEST = 64;

/** Every name with its value, in file order. Lines that assign nothing give a leaf without a name. */
export function readLineLeaves(text: ByteString): Leaf[] {
  const lines = splitLines(text);
  const leaves: Leaf[] = [];
  const parents: Parent[] = [];
  let section = '';
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    const content = line.trim();
    if (content === '' || isComment(content)) continue;
    if (isSection(content)) {
      section = content.slice(content.lastIndexOf('[') + 1, content.indexOf(']')).trim();
      parents.length = 0;
      continue;
    }
    const indent = line.length - line.trimStart().length;
    while (parents.length > 0 && parents.at(-1)!.indent >= indent) parents.pop();
    const { name, value } = splitAssignment(content);
    const owner = GENERIC_NAMES.has(name) ? (parents.at(-1)?.name ?? section) : name;
    const top = parents[0]?.name ?? section;
    if (isBlockStart(value)) {
      const last = endOfBlock(lines, index, indent);
      leaves.push({ name: owner, value: [value, ...lines.slice(index + 1, last + 1)].join('\n'), top });
      index = last;
    } else {
      for (const leaf of splitFlow(owner, value)) leaves.push({ ...leaf, top: top === '' ? name : top });
      if (name !== '' && parents.length < DEEPEST)
        parents.push({ indent, name: isLabel(name) ? value : name });
    }
  }
  return leaves;
}

/** After `- name: API_KEY`, a `value:` stands under API_KEY. */
function isLabel(name: string): boolean {
  return name === 'name' || name === 'key';
}

/** `{ user: a, password: b }` and `{ user = "a" }` on one line give their members; anything else itself. */
function splitFlow(name: string, value: string): { name: string; value: string }[] {
  if (!/^\{[^{]/.test(value)) return [{ name, value }];
  const members = value.split(/[{},]/).map((member) => member.trim());
  return members.filter((member) => member !== '').map(splitAssignment);
}

function isComment(content: string): boolean {
  return /^(?:#|;|\/\/|\/\*|\*\/|---$|\.\.\.$|<!--|\{\{-?\s*\/\*)/.test(content);
}

function isSection(content: string): boolean {
  return content.startsWith('[') && content.endsWith(']') && !/["',:]/.test(content);
}

/** Splits one trimmed line at its first `=`, or at its first `:` that ends a name. */
function splitAssignment(content: string): { name: string; value: string } {
  const line = content.replace(/^(?:- |export |declare -x |set |\$env:)\s*/, '');
  const separator = findSeparator(line);
  // Base64 can end in the separator.
  if (separator < 0 || looksRandom(line.slice(0, separator))) return { name: '', value: readValue(line) };
  return {
    name: readName(line.slice(0, separator)),
    value: readValue(line.slice(separator + 1).replace(/^>/, '')),
  };
}

/** The last word before the separator, without the `:`, `?` or `+` of `:=`, `?=` and `+=`. */
function readName(before: string): string {
  const name = before.trimEnd();
  const end = /[:?+]$/.test(name) ? name.length - 1 : name.length;
  const word = name.slice(0, end).trimEnd();
  const quoted = word.endsWith('"') || word.endsWith("'");
  return unquote(quoted ? word : word.slice(Math.max(word.lastIndexOf(' '), word.lastIndexOf('\t')) + 1));
}

function findSeparator(line: string): number {
  const quote = line[0] === '"' || line[0] === "'" ? line.indexOf(line[0], 1) : -1;
  const lastEquals = line.lastIndexOf('=');
  for (let index = quote + 1; index < line.length; index++) {
    const character = line[index];
    if (character === '=') return index;
    if (character === '{' || character === '<' || character === '`') return -1;
    if (character !== ':') continue;
    const next = line[index + 1];
    if (next === undefined || next === ' ' || next === '\t') return index;
    if (next === '/' || next === ':' || lastEquals > index) continue;
    // Without a space only properties files separate so, and their names are plain.
    return /^[\w."'-]+$/.test(line.slice(0, index)) ? index : -1;
  }
  return -1;
}

/** A value without its quotes, or without the comment behind it. */
function readValue(raw: string): string {
  const value = raw.trim().replace(/[,;]$/, '');
  const quote = value[0];
  if (quote === '"' || quote === "'") {
    const end = value.indexOf(quote, 1);
    const after = end < 0 ? '' : value.slice(end + 1).trim();
    if (end > 0 && (after === '' || after.startsWith('#') || after.startsWith('//')))
      return value.slice(1, end);
    return value;
  }
  const comment = value.indexOf(' #');
  return comment < 0 ? value : value.slice(0, comment).trimEnd();
}

function unquote(text: string): string {
  const quoted = text.length > 1 && (text[0] === '"' || text[0] === "'") && text.endsWith(text[0]);
  return quoted ? text.slice(1, -1) : text;
}

/** A YAML block scalar: its text is on the following, deeper lines. */
function isBlockStart(value: string): boolean {
  return /^(?:!\w+ )?[|>][-+\d]{0,2}$/.test(value);
}

function endOfBlock(lines: readonly string[], start: number, indent: number): number {
  let last = start;
  for (let index = start + 1; index < lines.length; index++) {
    const line = lines[index]!;
    const content = line.trimStart();
    if (content !== '' && line.length - content.length <= indent) break;
    last = index;
  }
  return last;
}
