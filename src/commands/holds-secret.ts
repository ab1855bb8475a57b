/** Whether a text must not be written down: what keyfence writes goes into Git and into reports. */
import { createScanner } from '../scanner.js';

/**
 * @param cwd a folder of the project whose own formats count, too.
 * @returns a question, which throws what a scan throws.
 */
export function createSecretCheck(cwd: string): (text: string) => Promise<boolean> {
  const scanner = createScanner({ confidence: 'low' });
  return async (text) => (await scanner.scanText(text, { name: 'text', cwd })).findings.length > 0;
}
