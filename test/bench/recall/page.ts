/** Fills a template: the bytes of one file, and what stands where in them. */
import { between, pick } from './chance.js';
import { type Credential, credential, credentialOf, hasFormat, type SecretKind } from './credentials.js';
import { DECOYS } from './decoys.js';
import { harmlessValue, weakDefault } from './placeholders.js';
import { reference } from './references.js';
import { draw } from './shape.js';
import { SPELLINGS, WRITTEN } from './spelling.js';
import type { Piece, Template } from './template.js';
import { FILLERS } from './words.js';

/** What stands in a range of bytes: a secret, a clean text, or something public that counts neither way. */
export type Label =
  | {
      label: 'secret';
      kind: SecretKind | 'own';
      provider: string;
      format: string;
      hasFormat: boolean;
      looks: string;
    }
  | { label: 'clean'; kind: string }
  | { label: 'public' };

/** A labelled range of bytes, end exclusive. */
export type Place = Label & { start: number; end: number };

/** The part of a page whose variables are its own: a repeated block, or the whole. */
type Scope = Map<string, Credential>;

/** One file while it is being filled. */
export class Page {
  readonly places: Place[] = [];
  readonly #parts: Buffer[] = [];
  readonly #language: string;
  #length = 0;

  constructor(language: string) {
    this.#language = language;
  }

  /** The bytes written so far. */
  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #write(text: string): void {
    const bytes = Buffer.from(text);
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }

  #plant(text: string, label: Label): void {
    const start = this.#length;
    this.#write(text);
    if (this.#length > start) this.places.push({ ...label, start, end: this.#length });
  }

  /** Writes the pieces; `scopes` are the variables, the innermost first. */
  fill(pieces: Piece[], scopes: Scope[] = [new Map()]): void {
    for (const piece of pieces) {
      switch (piece.kind) {
        case 'text':
          this.#write(piece.text);
          break;
        case 'repeat':
          for (let times = between(piece.least, piece.most); times > 0; times--) {
            this.fill(piece.pieces, [new Map(), ...scopes]);
          }
          break;
        case 'either':
          this.fill(pick(piece.branches), scopes);
          break;
        case 'slot':
          this.#slot(piece.words, scopes);
      }
    }
  }

  #slot(words: string, scopes: Scope[]): void {
    const variable = /^([a-z]\d)\.(\w+)(?:\|(\w+))?$/.exec(words);
    if (variable) {
      const [, name, form, filter] = variable as unknown as [string, string, string, string | undefined];
      this.#variable(known(name, scopes), name, form, filter);
      return;
    }
    const [word, ...rest] = words.split(' ') as [string, ...string[]];
    if (word === 'public') this.#plant(draw(rest.join(' ')), { label: 'public' });
    else if (word === 'clean') this.#clean(rest.join(' '));
    else if (word === 'secret') this.#own(rest.join(' '));
    else if (word === 'weak') this.#plant(weakDefault(), { label: 'clean', kind: 'weak default' });
    else {
      const filler = FILLERS[word];
      if (!filler) throw new Error(`a template asks for ${words}`);
      this.#write(filler(Number(rest[0] ?? 1), Number(rest[1] ?? 9)));
    }
  }

  #variable(one: Credential, variable: string, form: string, filter = 'plain'): void {
    const write = WRITTEN[filter] ?? ((text: string) => text);
    const decoy = variable.startsWith('d');
    if (form === 'value' && decoy) {
      const { kind, value } = harmlessValue(one);
      this.#plant(write(value), { label: 'clean', kind });
    } else if (form === 'value') {
      this.#plant(write(one.value), labelOf(one));
    } else if (form === 'reference') {
      this.#plant(reference(this.#language, one.words), { label: 'clean', kind: 'reference' });
    } else {
      this.#write(spelled(one, form));
    }
  }

  /** `clean KIND` draws; `clean KIND: text` labels that very text; `clean KIND = shape` draws of a shape. */
  #clean(words: string): void {
    const literal = /^([\w ]+)(:| =) ?(.*)$/.exec(words);
    const [kind, text] = literal
      ? [literal[1] as string, literal[2] === ':' ? (literal[3] as string) : draw(literal[3] as string)]
      : [words, DECOYS[words]?.()];
    if (text === undefined) throw new Error(`a template asks for a clean ${words}`);
    this.#plant(text, { label: 'clean', kind });
  }

  /** `secret ID` of the list of formats, or `secret NAME = shape`: a secret that only this kind of file holds. */
  #own(words: string): void {
    const [format, shape] = words.split(' = ') as [string, string | undefined];
    const listed = credentialOf(format);
    if (!listed && shape === undefined) throw new Error(`a template asks for the secret ${format}`);
    const value = shape === undefined ? (listed as Credential).value : draw(shape);
    const own = { label: 'secret', kind: 'own', provider: format, format, hasFormat: false } as const;
    this.#plant(value, { ...(listed ? labelOf(listed) : own), looks: looksOf(value) } as Label);
  }
}

function known(name: string, scopes: Scope[]): Credential {
  for (const scope of scopes) {
    const found = scope.get(name);
    if (found) return found;
  }
  const letter = name[0] as string;
  const made = credential(letter === 'd' ? pick(['t', 'c', 'p', 'p', 'f']) : letter);
  scopes[0]?.set(name, made);
  return made;
}

function spelled({ words, role, provider }: Credential, form: string): string {
  const [spelling, part] = form.split('_') as [string, string | undefined];
  const from = {
    role,
    provider: provider
      .toLowerCase()
      .replace(/\(.*\)/, '')
      .split(/[^a-z0-9]+/)
      .filter(Boolean),
  };
  const spell = SPELLINGS[spelling];
  if (!spell) throw new Error(`a template asks for the form ${form}`);
  return spell(part === undefined ? words : from[part as 'role' | 'provider']);
}

function labelOf({ kind, provider, format, value }: Credential): Label {
  return { label: 'secret', kind, provider, format, hasFormat: hasFormat(kind), looks: looksOf(value) };
}

/** The length and the alphabet of a value: all that is told of one. */
export function looksOf(value: string): string {
  const classes: [string, RegExp][] = [
    ['digits', /^\d+$/],
    ['hex', /^(?:[0-9a-f]+|[0-9A-F]+)$/],
    ['UUID', /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
    ['lower', /^[a-z]+$/],
    ['lower and digits', /^[a-z0-9]+$/],
    ['upper and digits', /^[A-Z0-9]+$/],
    ['letters and digits', /^[A-Za-z0-9]+$/],
    ['base64url', /^[\w-]+=*$/],
    ['base64', /^[\w+/=-]+$/],
    ['lines', /\n/],
  ];
  return `${value.length} ${classes.find(([, pattern]) => pattern.test(value))?.[0] ?? 'with signs'}`;
}

/** One file of that kind. */
export function fillTemplate(template: Template): { path: string; bytes: Buffer; places: Place[] } {
  const path = new Page(template.language);
  path.fill(template.path);
  const page = new Page(template.language);
  page.fill(template.pieces);
  return { path: path.bytes().toString(), bytes: page.bytes(), places: page.places };
}
