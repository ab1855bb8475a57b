/** What is to be said of templates of env files: one that holds a secret gives it to everybody who has the repository. */

import type { ProjectView } from '../project/view.js';
import { createScanner } from '../scanner.js';
import { toText } from '../sources/read-file.js';
import type { ByteString } from '../types.js';

const MOST = 200; // templates that are looked at

/** @returns a sentence for each that holds real values; none is shown. @throws what a scan throws. */
export async function notesOnTemplates(
  view: ProjectView,
  templates: readonly ByteString[],
): Promise<string[]> {
  const scanner = createScanner({ knownValues: false });
  const notes: string[] = [];
  for (const template of templates.slice(0, MOST)) {
    const text = view.read(template);
    if (text === null) continue;
    const name = toText(template);
    const { findings } = await scanner.scanText(text, { name });
    if (findings.length === 0) continue;
    notes.push(
      `${name} is a template, and seems to hold ${findings.length === 1 ? 'a real secret' : `${findings.length} real secrets`}: keyfence scan ${name} shows where.`,
    );
  }
  return notes;
}
