/** The version of this package, as its package.json says. */
import { readFileSync } from 'node:fs';
import { assetPath } from './assets.js';

export function version(): string {
  const text = readFileSync(assetPath('../package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
