/** The real file guard, and assertions about it. */

import { readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { createFileGuard, type GuardedName } from '../../../src/detect/file-names.js';
import type { Severity } from '../../../src/types.js';
import { randomBytes } from '../../support/random.js';

const file = new URL('../../../patterns/file-names.json', import.meta.url);

export const guardedNames = JSON.parse(readFileSync(file, 'utf8')) as GuardedName[];
export const guard = createFileGuard(guardedNames);

/** The name at the top, below other directories, and in other letter cases has this severity. */
export function assertGuarded(name: string, severity: Severity): void {
  const [first, ...rest] = name.toUpperCase();
  const mixed = [first, ...rest.join('').toLowerCase()].join('');
  for (const path of [name, `apps/web/${name}`, name.toUpperCase(), `Apps/${mixed}`]) {
    assert.is(guard.match(path)?.severity, severity, path);
  }
}

/** No entry guards the name, at the top or below. */
export function assertFree(name: string): void {
  for (const path of [name, `apps/web/${name}`, name.toUpperCase()]) {
    assert.is(guard.match(path)?.id, undefined, path);
  }
}

export function toBytes(content: string | Buffer): Buffer {
  return typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
}

/** The file is guarded by its name, and its content lets it pass. */
export function assertPasses(path: string, content: string | Buffer): void {
  assert.is.not(guard.match(path), null, `${path} is not guarded at all`);
  assert.is(guard.judge(path, toBytes(content))?.id, undefined, path);
}

/** The file is refused, or reported with that severity. */
export function assertRefused(path: string, content: string | Buffer, severity?: Severity): void {
  const entry = guard.judge(path, toBytes(content));
  assert.is.not(entry, null, `${path} passes`);
  if (severity !== undefined) assert.is(entry?.severity, severity, path);
}

/** Letters and digits as a machine makes them, new in each run. At least one of each kind. */
export function randomText(length: number): string {
  const text = randomBytes(length).toString('base64').replace(/[+/=]/g, 'x');
  return `a1B${text.slice(3, length)}`;
}

/** A PEM block of the given label, with a random body. */
export function pemBlock(label: string): string {
  const body = `${randomText(64)}\n${randomText(64)}\n${randomText(20)}`;
  return ['BEGIN', 'END'].map((edge) => `-----${edge} ${label}-----`).join(`\n${body}\n`);
}

/** A password for texts that say where it belongs: spelled out there, our own scan would list it. */
export const word = 'hunter2wins';
