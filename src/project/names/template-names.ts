/** The names that a template of an env file lists. Its values are never taken over. */
import { readEnvFile } from '../../environment/env-file.js';

/** A name behind one `#`, without a value that is prose. */
const COMMENTED = /^#[ \t]?(?:export[ \t]+)?([A-Z][A-Z0-9_]{2,99})=\S*[ \t]*$/;

export interface TemplateName {
  name: string;
  /** Whether it is commented out: the project can do without. */
  isCommented: boolean;
}

export function namesInTemplate(text: Buffer): TemplateName[] {
  const set = [...readEnvFile(text).keys()].map((name) => ({ name, isCommented: false }));
  const lines = text.toString('latin1').split(/\r\n?|\n/);
  const commented = lines.flatMap((line) => {
    const found = COMMENTED.exec(line.trim());
    return found ? [{ name: found[1] as string, isCommented: true }] : [];
  });
  return [...set, ...commented];
}
