/** Redaction of a text that is at hand. */
import { type FinderOptions, openMaskFinder } from './open.js';
import { Redactor } from './redactor.js';

export type RedactOptions = Pick<FinderOptions, 'cwd'>;

/**
 * The text with every secret in it masked, whatever the confidence; of each only the literal text is left that its format
 * begins with. A string gives a string, bytes give bytes, and what is no secret stays as it is to the byte.
 * @param options `cwd`: a folder of the project whose schemas hold, if any.
 * @throws KeyfenceError where a schema is broken. A text inside the text (an archive in base64) that is too large to be
 *   read is left as it is: what is to be passed on to strangers should not hold any.
 */
export function redact(text: string, options?: RedactOptions): Promise<string>;
export function redact(text: Buffer, options?: RedactOptions): Promise<Buffer>;
export async function redact(text: string | Buffer, options: RedactOptions = {}): Promise<string | Buffer> {
  const redactor = new Redactor(await openMaskFinder(options));
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
  const redacted = Buffer.concat([await redactor.push(bytes), await redactor.end()]);
  return typeof text === 'string' ? redacted.toString('utf8') : redacted;
}
