/** Dummies: values that show the format of a secret, and that neither a scan nor a provider takes for one. */
import { loadEngine } from '../../detect/regex.js';
import { loadCatalog } from '../../detect/stored-catalog.js';
import type { DeclaredName } from '../../environment/declared-names.js';
import { ValueExaminer } from '../../environment/examine-value.js';
import { checksums } from '../../judge/checksums/index.js';
import { credentialKind, wordsOf } from '../../judge/generic/name.js';
import { isNamedAfter } from '../../offers/catalog-names.js';
import { type ByteSet, bytesOf } from '../../patterns/syntax.js';
import { drawCells } from '../../samples/draw.js';
import { formatOf } from '../../samples/sample.js';
import { createScanner } from '../../scanner.js';
import type { ByteString, Pattern } from '../../types.js';

const WIDE = 10; // bytes of a class that a secret is drawn from: a smaller one is part of the format
/** The first that a class has fills all of its places: no random text looks like it. */
const FILLERS = [...'xX0aA1_-'].map((char) => char.charCodeAt(0));
const LONGEST = 200; // bytes: beyond that nobody wants to see a template
const ADDRESS = /^[a-z][a-z0-9+.-]{1,20}:\/\//i;
const ADDRESS_NAME = /_(?:URL|URI|DSN)$/;
const PRINTABLE = /^[\x21-\x7e]+$/;

/** Of formats that are named instead of spelled. */
const NAMED: Record<string, ByteString> = {
  url: 'https://user:password@localhost/name',
  uuid: '00000000-0000-0000-0000-000000000000',
  hex: '00000000000000000000000000000000',
  base64: 'xxxxxxxxxxxxxxxxxxxxxxxx',
  jwt: 'xxxxxxxx.xxxxxxxx.xxxxxxxx',
  pem: '<your-key-file-here>',
};

/** Makes dummies, each tried against a scan and against the check of the environment. */
export class DummyMaker {
  private readonly catalog = loadCatalog();
  private readonly scanner = createScanner({ knownValues: false });
  private readonly examiner = new ValueExaminer(
    { engine: loadEngine(), catalog: this.catalog },
    { isProduction: false },
  );

  private readonly byName = new Map<string, Pattern[]>();

  private readonly top: string;

  /** @param top the top level, absolute: its schemas hold. */
  constructor(top: string) {
    this.top = top;
    for (const pattern of this.catalog.patterns.all()) {
      for (const name of pattern.env) this.byName.set(name, [...(this.byName.get(name) ?? []), pattern]);
    }
  }

  /**
   * Values for a template, each fit to stand behind `NAME=`; empty where none does. All are tried in one scan: each scan reads
   * the schemas anew.
   * @param file the template's path from the top level.
   */
  async make(names: readonly DeclaredName[], file: ByteString): Promise<ByteString[]> {
    const left = names.map((declared) => this.candidates(declared)[Symbol.iterator]());
    const chosen = names.map(() => '');
    let open = names.map((_, position) => position);
    while (open.length > 0) {
      for (const position of open) {
        chosen[position] = this.next(left[position] as Iterator<ByteString>, names[position] as DeclaredName);
      }
      const tried = open.filter((position) => chosen[position] !== '');
      const lines = tried.map((position) => `${names[position]?.name}=${chosen[position]}\n`);
      const found = tried.length === 0 ? new Set() : await this.linesWithSecrets(lines, file);
      open = tried.filter((_, index) => found.has(index + 1));
    }
    return chosen;
  }

  private async linesWithSecrets(lines: readonly ByteString[], file: ByteString): Promise<Set<number>> {
    const { findings } = await this.scanner.scanText(Buffer.from(lines.join(''), 'latin1'), {
      name: Buffer.from(file, 'latin1').toString('utf8'),
      cwd: this.top,
    });
    // Of the file as a whole it is judged by its name, which no dummy changes.
    return new Set(findings.filter(({ verdict }) => verdict !== 'file').map(({ line }) => line));
  }

  /** Empty where none is left. */
  private next(candidates: Iterator<ByteString>, declared: DeclaredName): ByteString {
    for (let one = candidates.next(); !one.done; one = candidates.next()) {
      if (isPlain(one.value) && this.isPlaceholder(one.value, declared)) return one.value;
    }
    return '';
  }

  /**
   * Whether a value may be a real one: of the format that is asked for, and nothing that stands in for a value. Of an address
   * the scan alone can tell: the password in it is judged by its own pattern.
   */
  isReal(value: string, declared: DeclaredName): boolean {
    if (ADDRESS.test(value)) return false;
    const { state } = this.examiner.examine(value, declared);
    return declared.isSensitive && (state === 'ok' || state === 'test-key');
  }

  private isPlaceholder(dummy: ByteString, declared: DeclaredName): boolean {
    const text = Buffer.from(dummy, 'latin1').toString('utf8');
    const { state } = this.examiner.examine(text, declared);
    return state === 'placeholder' || (!declared.isSensitive && state !== 'empty');
  }

  /** The formats that tell whose value goes by these names: none for a password, nor where several providers have them. */
  private knownBy(names: readonly string[]): Pattern[] {
    if (names.some((name) => credentialKind(name) === 'password')) return [];
    const known = [...new Set(names.flatMap((name) => this.byName.get(name) ?? []))];
    const owned = known.filter(({ provider }) => names.some((name) => isNamedAfter(name, provider)));
    const telling = owned.length > 0 ? owned : known;
    if (telling.some(({ provider }) => provider !== telling[0]?.provider)) return [];
    return telling.filter(({ anchor }) => anchor.kind !== 'assigned');
  }

  private *candidates({ name, aliases, entry }: DeclaredName): Iterable<ByteString> {
    const { example, format = '' } = entry.record;
    if (example !== undefined) yield Buffer.from(example, 'utf8').toString('latin1');
    if (format.includes('://')) yield `${entry.prefix}user:password@localhost/name`;
    const named = NAMED[format.toLowerCase()];
    if (named !== undefined) yield named;
    const own = entry.patterns.filter(({ source }) => source !== null);
    for (const pattern of own.length > 0 ? own : this.knownBy([name, ...aliases])) {
      const shaped = shapeOf(pattern);
      if (shaped !== null && (own.length > 0 || !isCutAddress(shaped, name))) yield shaped;
    }
    const words = wordsOf(name).join('-');
    if (entry.prefix !== '' && named === undefined) yield `${entry.prefix}your-${words}`;
    yield `your-${words}`;
    yield `<your-${words}>`;
  }
}

/** An address without its beginning, which is no part of some formats. */
function isCutAddress(text: ByteString, name: string): boolean {
  return ADDRESS_NAME.test(name) && !ADDRESS.test(text);
}

/** A text of the format's outline with one character in all places that a secret fills; null where its checksum is right. */
export function shapeOf(pattern: Pattern): ByteString | null {
  const format = formatOf(pattern);
  if (format === null) return null;
  const cells = drawCells(format.node, () => 0, 'shortest');
  const text = cells.map(({ byte, set }) => String.fromCharCode(fillerOf(set) ?? byte)).join('');
  const isRight = pattern.checksum !== null && checksums[pattern.checksum]?.verify(text) === true;
  return isRight ? null : text;
}

function fillerOf(set: ByteSet): number | undefined {
  const bytes = bytesOf(set);
  return bytes.length < WIDE ? undefined : FILLERS.find((byte) => bytes.includes(byte));
}

function isPlain(text: ByteString): boolean {
  return text.length <= LONGEST && PRINTABLE.test(text) && !/["'`#$\\]/.test(text);
}
