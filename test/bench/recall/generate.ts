/** Makes the repository and its labelled answers. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fillTemplate, type Place } from './page.js';
import { parseTemplates, type Template } from './template.js';
import { FILLERS } from './words.js';

/** One file of the repository: where it is, what kind it is, and what stands where in it. */
export interface Answer {
  file: string;
  template: string;
  places: Place[];
}

const folder = new URL('templates/', import.meta.url);

/** All templates, in the order of their files. */
export function readTemplates(): Template[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((file) => parseTemplates(readFileSync(new URL(file, folder), 'utf8')));
}

/** Writes `rounds` files of each template below `top`; gives the answers, which never go into the repository. */
export function generate(top: string, rounds: number): Answer[] {
  const templates = readTemplates();
  const answers: Answer[] = [];
  const taken = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    const project = `${FILLERS.name?.(1, 1)}-${round + 1}`;
    for (const template of templates) {
      const { path, bytes, places } = fillTemplate(template);
      let file = `${project}/${path}`;
      for (let copy = 2; taken.has(file); copy++) file = `${project}/part${copy}/${path}`;
      taken.add(file);
      const target = join(top, file);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, bytes);
      answers.push({ file, template: template.id, places });
    }
  }
  return answers;
}
