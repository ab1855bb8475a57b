/** Writes one value into a JSON text that a person laid out. */
import { applyEdits, type Edit, findNodeAtLocation, modify, type Node, parseTree } from 'jsonc-parser';

/** How the file is laid out. */
interface Layout {
  eol: string;
  /** One step of indentation. */
  step: string;
}

/**
 * Sets the value at a path whose last step may be new, in the layout of what stands beside it.
 * @param text sound JSON without a byte order mark; every other byte of it stays as it is.
 */
export function setValue(text: string, path: (string | number)[], value: unknown): string {
  const layout = layoutOf(text);
  const root = parseTree(text) as Node;
  const there = findNodeAtLocation(root, path);
  const parent = findNodeAtLocation(root, path.slice(0, -1));
  if (parent && parent !== root && isEmptyObject(parent)) return inEmpty(text, parent, path, value);
  const siblings = parent?.children ?? [];
  const beside = there ? (there.parent as Node) : siblings.at(-1);
  if (beside === undefined)
    return applyEdits(text, modify(text, path, value, { formattingOptions: formatOf(layout) }));
  const indent = indentAt(text, beside.offset);
  const isOneLine =
    indent === null || (!there && beside.type === 'object' && !textOf(text, beside).includes('\n'));
  const own = isOneLine ? onOneLine(value) : onLines(value, layout, indent);
  const [edit] = modify(text, path, value, { isArrayInsertion: !there }) as [Edit];
  if (there) return applyEdits(text, [{ ...edit, content: own }]);
  const gap = indent === null ? ' ' : layout.eol + indent;
  const name = typeof path.at(-1) === 'string' ? `${JSON.stringify(path.at(-1))}: ` : '';
  return applyEdits(text, [{ ...edit, content: `,${gap}${name}${own}` }]);
}

function isEmptyObject({ type, children = [] }: Node): boolean {
  return type === 'object' && children.length === 0;
}

/** An empty object stays on its line: its formatter would lay out all that stands there. */
function inEmpty(text: string, { offset, length }: Node, path: (string | number)[], value: unknown): string {
  const content = onOneLine({ [String(path.at(-1))]: value });
  return applyEdits(text, [{ offset, length, content }]);
}

function layoutOf(text: string): Layout {
  return {
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    step: /\n([ \t]+)"/.exec(text)?.[1] ?? '  ',
  };
}

function formatOf({ eol, step }: Layout) {
  return { eol, insertSpaces: !step.startsWith('\t'), tabSize: step.startsWith('\t') ? 1 : step.length };
}

/** The white space before what begins a line at that offset; null where it does not begin one. */
function indentAt(text: string, offset: number): string | null {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset);
  return start > 0 && before.trim() === '' ? before : null;
}

function textOf(text: string, { offset, length }: Node): string {
  return text.slice(offset, offset + length);
}

function onLines(value: unknown, { eol, step }: Layout, indent: string): string {
  return JSON.stringify(value, null, step).replaceAll('\n', eol + indent);
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${onOneLine(one)}`);
  return `{ ${fields.join(', ')} }`;
}
