/** The secrets that the whole project of `check-whole.test.ts` holds, and the search for them in all that was told and written. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { asSecret } from '../support/record.js';
import { randomText, sample } from '../support/sample.js';

const secrets: string[] = [];
const texts: string[] = [];

function kept(text: string): string {
  secrets.push(text);
  return asSecret(text);
}

/** A fresh token of GitHub's, with its checksum right. */
export function freshToken(): string {
  return kept(sample('github-personal-access-token'));
}

/** A fresh value that no format tells. */
export function freshValue(): string {
  return kept(randomText(32));
}

/** What Base64 makes of a secret, which is one, too. */
export function encoded(secret: string): string {
  return kept(Buffer.from(secret).toString('base64'));
}

/** Keeps what keyfence told. */
export function keepText(text: string): void {
  texts.push(text);
}

/** Keeps the text of every file below a folder, but for those of these names, which may hold secrets. */
export function keepFiles(folder: string, mayHold: readonly string[]): void {
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, path);
    if (mayHold.some((name) => path === name) || !statSync(file, { throwIfNoEntry: false })?.isFile())
      continue;
    texts.push(readFileSync(file, 'latin1'));
  }
}

/** How much was made and kept. */
export function amounts(): { secrets: number; characters: number } {
  return { secrets: secrets.length, characters: texts.reduce((sum, text) => sum + text.length, 0) };
}

/** How many pieces of eight characters of any secret stand in what was kept; the beginning of a format is none. */
export function piecesFound(): number {
  const all = texts.join('\n');
  const pieces = secrets.flatMap((secret) =>
    Array.from({ length: Math.max(0, secret.length - 11) }, (_, at) => secret.slice(at + 4, at + 12)),
  );
  return pieces.filter((piece) => all.includes(piece)).length;
}
