/** What `uninstall` does about offers that were taken. */

import { listIgnored } from '../git/ignored-files.js';
import { separateBlocks } from '../install/block.js';
import { absolute, type ProjectView, viewProject } from '../project/view.js';
import { SCHEMA_FILE } from '../schema/merge-schemas.js';
import { toBytes } from '../sources/read-file.js';
import type { ByteString } from '../types.js';
import { ENV_GLOBS, IGNORE_FILE } from './gitignore-offer.js';
import { emptyOffer, type Offer, type PlannedChange, planChange } from './offer.js';
import { GITHUB_WORKFLOW, WRITTEN_BY } from './pipeline/github-workflow.js';
import { GITLAB_FILE } from './pipeline/gitlab-job.js';
import { offerSchema } from './schema-offer.js';

const NO_CI = 'no longer runs keyfence ci';

/**
 * Takes away what `init` wrote besides hooks: the CI job; the lines in `.gitignore`, unless the next commit could hold an env
 * file then; and a schema that nobody has touched.
 * @param place the top level of the working tree, absolute.
 * @throws GitError
 */
export async function withdrawOffers({ topLevel }: { topLevel: string }): Promise<Offer> {
  const view = await viewProject(topLevel);
  const offer = emptyOffer('workflow', 'take away what it wrote besides hooks');
  withdrawPipeline(view, offer);
  await withdrawIgnoring(view, offer);
  await withdrawSchema(view, offer);
  return offer;
}

function withdrawPipeline(view: ProjectView, { changes }: Offer): void {
  const workflow = textOf(view, GITHUB_WORKFLOW);
  if (workflow?.startsWith(WRITTEN_BY)) {
    const path = absolute(view, GITHUB_WORKFLOW);
    changes.push(planChange({ path, before: workflow, after: null, why: NO_CI }));
  }
  takeBlocks(view, { file: GITLAB_FILE, why: NO_CI, changes });
}

async function withdrawIgnoring(view: ProjectView, { changes, notes }: Offer): Promise<void> {
  const blocks = separateBlocks(textOf(view, IGNORE_FILE) ?? '')?.blocks.length ?? 0;
  if (blocks === 0) return;
  const kept = await listIgnored(ENV_GLOBS, view.top);
  if (kept.length === 0) {
    takeBlocks(view, { file: IGNORE_FILE, why: 'no longer keeps env files out of Git', changes });
  } else {
    notes.push(`The lines in ${IGNORE_FILE} stay: without them the next commit could hold an env file.`);
  }
}

async function withdrawSchema(view: ProjectView, { changes, notes }: Offer): Promise<void> {
  const before = textOf(view, SCHEMA_FILE);
  if (before === null) return;
  const path = absolute(view, SCHEMA_FILE);
  const written = (await offerSchema(withoutSchema(view)))?.changes[0];
  if (written?.after === before) {
    changes.push(planChange({ path, before, after: null, why: 'as keyfence wrote it' }));
  } else {
    notes.push(`${SCHEMA_FILE} stays: it is yours.`);
  }
}

function withoutSchema(view: ProjectView): ProjectView {
  const isSchema = (path: ByteString) => path === SCHEMA_FILE;
  return {
    ...view,
    files: view.files.filter((path) => !isSchema(path)),
    has: (path) => !isSchema(path) && view.has(path),
    read: (path) => (isSchema(path) ? null : view.read(path)),
  };
}

/** A file that holds nothing else goes as a whole. */
function takeBlocks(
  view: ProjectView,
  { file, why, changes }: { file: string; why: string; changes: PlannedChange[] },
): void {
  const before = textOf(view, file);
  const parts = before === null ? null : separateBlocks(before);
  if (parts === null || parts.blocks.length === 0) return;
  const after = parts.foreign === '' ? null : parts.foreign;
  changes.push(planChange({ path: absolute(view, file), before, after, why }));
}

function textOf(view: ProjectView, path: string): string | null {
  return view.read(toBytes(path))?.toString('latin1') ?? null;
}
