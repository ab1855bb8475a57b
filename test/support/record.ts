/** Tells the test runner which secrets were made and what was printed, so that it can search the one for the other. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.KEYFENCE_TEST_RECORD;

/** Marks a text as one that no output may hold. Returns it. */
export function asSecret(text: string): string {
  if (folder) appendFileSync(join(folder, `secrets-${process.pid}`), `${text}\0`, 'latin1');
  return text;
}

/** Keeps what a program printed or wrote for the search at the end of the suite. */
export function recordOutput(text: string): void {
  if (folder) appendFileSync(join(folder, `output-${process.pid}`), text, 'latin1');
}
