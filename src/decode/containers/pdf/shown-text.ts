/** The text that a page shows, out of the operators that draw it. ISO 32000-1, 9.4. */
import type { ByteString } from '../../../types.js';
import { type CharacterMap, decodeShown } from './character-map.js';
import { PdfReader, type PdfString, type PdfValue } from './values.js';

/** By the names that a page gives to its fonts; null for a font whose codes nobody tells. */
export type Fonts = Map<ByteString, CharacterMap | 'plain' | 'unknown'>;

export interface ShownText {
  /** Pieces of one line joined, and the same with a space between pieces: where they adjoin only their widths tell. */
  joined: Buffer;
  spaced: Buffer;
  /** Whether something is shown in a font whose codes nobody tells. */
  isObscure: boolean;
}

const MOST_OPERANDS = 64;
const WORD_GAP = -200; // thousandths of the type size, which a word space has at least

export function shownText(content: Buffer, fonts: Fonts): ShownText {
  const page = new Page(fonts);
  const reader = new PdfReader(content);
  let operands: PdfValue[] = [];
  for (let value = reader.next(); value !== null; value = reader.next()) {
    if (typeof value !== 'string' || value.startsWith('/')) {
      operands.push(value);
      if (operands.length > MOST_OPERANDS) operands = operands.slice(-MOST_OPERANDS / 2);
      continue;
    }
    if (value === 'ID') reader.at = imageEnd(content, reader.at);
    else page.draw(value, operands);
    operands = [];
  }
  return page.text();
}

/** Behind the data of an image that stands among the operators. */
function imageEnd(content: Buffer, at: number): number {
  const end = content.indexOf('EI', at + 1);
  return end < 0 ? content.length : end;
}

class Page {
  private readonly fonts: Fonts;
  private readonly joined: ByteString[] = [];
  private readonly spaced: ByteString[] = [];
  private font: CharacterMap | 'plain' | 'unknown' = 'plain';
  private height = 0;
  private before: '' | ' ' | '\n' = '';
  private isObscure = false;

  constructor(fonts: Fonts) {
    this.fonts = fonts;
  }

  draw(operator: ByteString, operands: readonly PdfValue[]): void {
    const last = operands.at(-1);
    switch (operator) {
      case 'Tf':
        this.font = this.fonts.get(String(operands.at(-2))) ?? 'plain';
        break;
      case 'Td':
      case 'TD':
        this.move(last === 0 ? this.height : this.height + Number(last));
        break;
      case 'Tm':
        this.move(Number(last));
        break;
      case 'T*':
        this.before = '\n';
        break;
      case 'BT':
        this.before ||= ' ';
        break;
      case "'":
      case '"':
        this.before = '\n';
        this.show(last);
        break;
      case 'Tj':
        this.show(last);
        break;
      case 'TJ':
        if (Array.isArray(last)) for (const part of last) this.show(part);
        break;
    }
  }

  text(): ShownText {
    return {
      joined: Buffer.from(this.joined.join(''), 'latin1'),
      spaced: Buffer.from(this.spaced.join(''), 'latin1'),
      isObscure: this.isObscure,
    };
  }

  private move(height: number): void {
    if (height !== this.height) this.before = '\n';
    else this.before ||= ' ';
    this.height = height;
  }

  /** Shows a string; a number is a step backwards. */
  private show(value: PdfValue | undefined): void {
    if (typeof value === 'number' && value < WORD_GAP) this.before ||= ' ';
    if (typeof value !== 'object' || !('string' in value)) return;
    const { string } = value as PdfString;
    this.isObscure ||= this.font === 'unknown';
    const text = typeof this.font === 'string' ? string.toString('latin1') : decodeShown(string, this.font);
    this.joined.push(this.before === '\n' ? '\n' : '', text);
    this.spaced.push(this.before, text);
    this.before = '';
  }
}
