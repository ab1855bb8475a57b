/** Repositories in whose histories secrets are hidden in every way that is known, with what must be told of each. */
import { Repository } from '../support/repository.js';
import { context, SCHEMA } from './cases/context.js';
import { deltas, fillTime } from './cases/deltas.js';
import { type Case, Desk } from './cases/desk.js';
import { layers } from './cases/layers.js';
import { merges } from './cases/merges.js';
import { addOddRefs } from './cases/refs.js';
import { wander } from './cases/wander.js';
import { content } from './history-writer.js';
import type { Label } from './labels.js';

/** A repository and all that is hidden in it. */
export interface GeneratedHistory {
  repository: Repository;
  labels: Label[];
  /** What the shell must have where it is scanned: the value of one of the schema's names. */
  env: Record<string, string>;
}

export interface HistoryOptions {
  /** The same seed makes the same history; secrets come of the suite's own chance. */
  seed: string;
  /** The cases of one file; all of them if left out. */
  cases?: keyof typeof CASES | 'none';
  /** How many commits change lines at random, tokens among them, beside the cases; 40 if left out. */
  wandering?: number;
  /** "sha256" where Git is to use that. */
  objectFormat?: 'sha1' | 'sha256';
}

const CASES = { deltas, layers, context, merges } satisfies Record<string, Case[]>;

/** All of them are packed, as fast-import does it; no work tree is checked out. */
export async function generateHistory(options: HistoryOptions): Promise<GeneratedHistory> {
  const { seed, objectFormat = 'sha1', wandering = 40 } = options;
  const repository = new Repository({ init: [`--object-format=${objectFormat}`] });
  const desk = new Desk(seed);
  desk.writer.commit('main', {
    'README.md': content('# A project\n'),
    '.gitattributes': content('*.lock -diff\n'),
    'secrets/schema.json': content(`${JSON.stringify(SCHEMA, null, 2)}\n`),
  });
  for (const one of casesOf(options.cases ?? 'all')) {
    one(desk);
    fillTime(desk, 2);
  }
  wander(desk, wandering);
  const labels = await desk.writer.finish(repository);
  repository.git('reset', '-q', '--hard');
  return { repository, labels, env: desk.env };
}

function casesOf(cases: keyof typeof CASES | 'none' | 'all'): Case[] {
  if (cases === 'none') return [];
  return cases === 'all' ? Object.values(CASES).flat() : CASES[cases];
}

/** The same with what only Git itself makes: a stash, notes, replaced and tagged objects, a graft. */
export async function generateWithOddRefs(options: HistoryOptions): Promise<GeneratedHistory> {
  const history = await generateHistory(options);
  return { ...history, labels: [...history.labels, ...(await addOddRefs(history.repository))] };
}
