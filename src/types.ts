/**
 * The nouns and the seams, by subject in `types/`. They import nothing else; everything else imports this.
 *
 * Text is handled as bytes everywhere inside keyfence: a `Buffer`, or a "byte string" - a JavaScript string whose
 * every character is one byte (latin1). So an offset is a byte offset, invalid UTF-8 is ordinary text, and both regex
 * engines see the very same input. `ByteString` marks such strings.
 */
export * from './types/finding.js';
export * from './types/match.js';
export * from './types/pattern.js';
export * from './types/receipt.js';
export * from './types/source.js';
export * from './types/text.js';
