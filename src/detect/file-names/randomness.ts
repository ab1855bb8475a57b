/** Tells values that a machine made from those that a person wrote. Errs towards random: a random value is kept guarded. */

/** In characters: letters and digits mixed over such a length are no word. */
const MIXED_RUN = 16;
/** In characters: the same with the signs of Base64 and URL-safe Base64 between them, and with both letter cases. */
const ENCODED_RUN = 24;
/** In characters: letters alone, of both cases, changing case too often for a name. */
const LETTER_RUN = 32;

/** Whether somewhere in the text there is a run of characters that looks generated. Linear in the text. */
export function looksRandom(text: string): boolean {
  const plain = new Run();
  const encoded = new Run();
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isAlphanumeric(code)) {
      plain.add(code);
      encoded.add(code);
      if (plain.length >= MIXED_RUN && plain.digits > 0 && plain.lower + plain.upper > 0) return true;
      if (plain.length >= LETTER_RUN && plain.changes * 4 > plain.length) return true;
      if (encoded.length >= ENCODED_RUN && encoded.digits > 1 && encoded.lower > 1 && encoded.upper > 1)
        return true;
      continue;
    }
    plain.clear();
    // A path or an address has more of these signs than an encoded value of the same length.
    if (isEncodingSign(code) && encoded.length > 0 && encoded.signs * 6 <= encoded.length) encoded.addSign();
    else encoded.clear();
  }
  return false;
}

class Run {
  length = 0;
  digits = 0;
  lower = 0;
  upper = 0;
  signs = 0;
  changes = 0;
  #last = 0;

  add(code: number): void {
    const kind = code <= 0x39 ? 1 : code <= 0x5a ? 2 : 3;
    if (kind === 1) this.digits += 1;
    else if (kind === 2) this.upper += 1;
    else this.lower += 1;
    if (kind !== this.#last && this.#last !== 0) this.changes += 1;
    this.#last = kind;
    this.length += 1;
  }

  addSign(): void {
    this.signs += 1;
    this.length += 1;
  }

  clear(): void {
    this.length = 0;
    this.digits = 0;
    this.lower = 0;
    this.upper = 0;
    this.signs = 0;
    this.changes = 0;
    this.#last = 0;
  }
}

function isAlphanumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** + / - _ */
function isEncodingSign(code: number): boolean {
  return code === 0x2b || code === 0x2f || code === 0x2d || code === 0x5f;
}
