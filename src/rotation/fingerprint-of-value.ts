/** The fingerprint that scans give to a value, wherever they find it. */
import type { Scanner } from '../scanner.js';
import type { Finding } from '../types.js';

const SHORTEST = 8; // bytes; what is shorter is in no scan a secret

/** A value by its name; never for output. */
export interface NamedValue {
  name: string;
  value: string;
  /** A path of the project that the value is read as a part of. */
  path: string;
}

/**
 * @param scanner one that looks for known values and tells of low confidence, too.
 * @param top the top level, absolute.
 * @returns the finding that the value is; null for one that no scan would find.
 */
export async function findValue(
  { name, value, path }: NamedValue,
  { scanner, top }: { scanner: Scanner; top: string },
): Promise<Finding | null> {
  if (Buffer.byteLength(value) < SHORTEST) return null;
  const { findings } = await scanner.scanText(`${name}="${value}"\n`, { name: path, cwd: top });
  const sorted = findings
    .filter(({ verdict, confidence }) => verdict !== 'file' && confidence !== 'low')
    .sort((a, b) => rank(b) - rank(a) || b.end - b.start - (a.end - a.start));
  return sorted[0] ?? null;
}

/**
 * The same of many values at once, which takes less time: those on one line, of names for which nothing is declared.
 * @returns a finding for each secret, with the name that has it as its variable.
 */
export async function findValues(
  values: readonly Pick<NamedValue, 'name' | 'value'>[],
  { scanner, top }: { scanner: Scanner; top: string },
): Promise<Finding[]> {
  const text = values.map(({ name, value }) => `${name}="${value}"\n`).join('');
  const { findings } = await scanner.scanText(text, { name: 'value', cwd: top });
  return findings
    .filter(({ verdict }) => verdict !== 'file')
    .map((finding) => ({ ...finding, variable: values[finding.line - 1]?.name ?? null }));
}

function rank({ verdict }: Finding): number {
  return verdict === 'known-value' ? 1 : 0;
}
