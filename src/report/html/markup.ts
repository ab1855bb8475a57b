/** Markup that is safe by how it is made: whatever is put into a template is escaped, unless it came out of one. */

/** A piece of HTML in which every foreign text is escaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Null and an empty list are nothing. */
export type Part = Markup | string | number | null | readonly Part[];

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Literal texts of templates: line breaks and indentation, which are for the reader of the source, end here. */
const literals = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The tag of a template whose literal text is markup. Attribute values stand in double quotes. */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const literal = literals.get(template) ?? template.map(unfold);
  literals.set(template, literal);
  let text = literal[0] as string;
  for (const [index, part] of parts.entries()) text += textOf(part) + literal[index + 1];
  return new Markup(text);
}

/** Between elements there is nothing then, and before anything else one space. */
function unfold(text: string): string {
  return text.replace(/\n\s*(?=<|$)/g, '').replace(/\n\s*/g, ' ');
}

function textOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(textOf).join('');
  return String(part).replace(/[&<>"']/g, (sign) => ESCAPES[sign] as string);
}
