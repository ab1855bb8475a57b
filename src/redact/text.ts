/** Redaction of a text that is at hand. */
import { openMaskFinder } from './open.js';
import { Redactor } from './redactor.js';

export interface RedactOptions {
  /** A folder of the project whose schemas hold, if any. */
  cwd?: string;
  /** Whether the values that the schemas' names have here are masked, too. */
  knownValues?: boolean;
}

/**
 * The text with every secret in it masked, whatever the confidence; of each only the literal text is left that its format
 * begins with. A string gives a string, bytes give bytes, and what is no secret stays as it is to the byte. What is too large
 * to be decoded (an archive in base64) is left as it is.
 * @throws KeyfenceError where a schema is broken.
 */
export function redact(text: string, options?: RedactOptions): Promise<string>;
export function redact(text: Buffer, options?: RedactOptions): Promise<Buffer>;
export async function redact(
  text: string | Buffer,
  { cwd, knownValues = false }: RedactOptions = {},
): Promise<string | Buffer> {
  const project = cwd === undefined ? null : { cwd, env: process.env, vaults: [], knownValues };
  const redactor = new Redactor(await openMaskFinder({ project, skip: () => {}, skipValues: () => {} }));
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
  const redacted = Buffer.concat([await redactor.push(bytes), await redactor.end()]);
  return typeof text === 'string' ? redacted.toString('utf8') : redacted;
}
