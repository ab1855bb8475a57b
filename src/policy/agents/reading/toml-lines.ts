/** The lines of a TOML text: its table headers, and the lines below each. Where nothing fits, the header's line has to do. */

interface Section {
  /** As `a\0b`; of the lists of tables, with the position: `a\0b\0` + `0`. */
  path: string;
  /** 0-based: the header's own line. */
  from: number;
  until: number;
}

/** Lines of one section that are looked at for one value. */
const MOST_LINES = 2000;

export class TomlLines {
  private readonly lines: readonly string[];
  private readonly sections: ReadonlyMap<string, Section>;

  constructor(source: string) {
    this.lines = source.split('\n');
    this.sections = new Map(sectionsOf(this.lines).map((section) => [section.path, section]));
  }

  /** The 1-based line of what stands at that path of keys and positions, as near as it can be told.
   * @param value the text that stands there; null for anything else.
   */
  lineOf(path: readonly string[], value: string | null): number | null {
    const section = this.sectionOf(path);
    const lines = this.lines.slice(section.from, Math.min(section.until, section.from + MOST_LINES));
    const keys = path.slice(section.path === '' ? 0 : section.path.split('\0').length);
    const key = keys.find((one) => !/^\d+$/.test(one));
    const below = section.path === '' ? 0 : 1;
    const at =
      key === undefined ? 0 : lines.findIndex((line, index) => index >= below && beginsWith(line, key));
    if (at < 0) return section.from + 1;
    if (value === null || value === '') return section.from + at + 1;
    const exact = lines.findIndex((line, index) => index >= at && line.includes(value));
    return section.from + (exact < 0 ? at : exact) + 1;
  }

  /** The section with the longest path that leads there. */
  private sectionOf(path: readonly string[]): Section {
    for (let length = path.length; length > 0; length--) {
      const section = this.sections.get(path.slice(0, length).join('\0'));
      if (section) return section;
    }
    return this.sections.get('') as Section;
  }
}

function sectionsOf(lines: readonly string[]): Section[] {
  const counts = new Map<string, number>();
  const sections: Section[] = [{ path: '', from: 0, until: lines.length }];
  lines.forEach((line, from) => {
    const header = headerOf(line.trim());
    if (header === null) return;
    (sections.at(-1) as Section).until = from;
    sections.push({ path: pathOf(header, counts), from, until: lines.length });
  });
  return sections;
}

/** Within the newest table of each list of tables on the way. */
function pathOf({ keys, isList }: Header, counts: Map<string, number>): string {
  let path = '';
  keys.forEach((key, depth) => {
    path = path === '' ? key : `${path}\0${key}`;
    const isLast = depth === keys.length - 1;
    if (isLast && isList) counts.set(path, (counts.get(path) ?? -1) + 1);
    const count = counts.get(path);
    if (count !== undefined) path = `${path}\0${count}`;
  });
  return path;
}

interface Header {
  keys: string[];
  isList: boolean;
}

function headerOf(line: string): Header | null {
  if (!line.startsWith('[')) return null;
  const isList = line.startsWith('[[');
  const end = line.indexOf(isList ? ']]' : ']');
  if (end < 0) return null;
  const keys = keysOf(line.slice(isList ? 2 : 1, end));
  return keys.length === 0 ? null : { keys, isList };
}

/** `a."b.c".d`, in its parts. */
function keysOf(dotted: string): string[] {
  const keys: string[] = [];
  let key = '';
  let quote = '';
  for (const char of dotted) {
    if (quote !== '') {
      if (char === quote) quote = '';
      else key += char;
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '.') {
      keys.push(key);
      key = '';
    } else if (char.trim() !== '') key += char;
  }
  return [...keys, key].filter((one) => one !== '');
}

function beginsWith(line: string, key: string): boolean {
  const text = line.trimStart();
  return [key, `"${key}"`, `'${key}'`].some(
    (one) => text.startsWith(one) && /^[\s.=]/.test(text.slice(one.length)),
  );
}
