/** What `uninstall` does about offers that were taken: CI no longer runs keyfence; what protects the project stays. */

import { separateBlocks } from '../install/block.js';
import { absolute, type ProjectView, viewProject } from '../project/view.js';
import { SCHEMA_FILE } from '../schema/merge-schemas.js';
import { toBytes } from '../sources/read-file.js';
import { emptyOffer, type Offer, planChange } from './offer.js';
import { GITHUB_WORKFLOW, WRITTEN_BY } from './pipeline/github-workflow.js';
import { GITLAB_FILE } from './pipeline/gitlab-job.js';

const SHORT = 'no longer runs keyfence ci';

/**
 * Takes the CI job away, and says what it leaves: without its lines in `.gitignore` the next commit could hold a `.env`, and
 * the schema is the project's own.
 * @param place the top level of the working tree, absolute.
 * @throws GitError
 */
export async function withdrawOffers({ topLevel }: { topLevel: string }): Promise<Offer> {
  const view = await viewProject(topLevel);
  const offer = emptyOffer('workflow', 'take its CI job away');
  const workflow = textOf(view, GITHUB_WORKFLOW);
  if (workflow?.startsWith(WRITTEN_BY)) {
    const path = absolute(view, GITHUB_WORKFLOW);
    offer.changes.push(planChange({ path, before: workflow, after: null, why: SHORT }));
  }
  const jobs = textOf(view, GITLAB_FILE);
  const parts = jobs === null ? null : separateBlocks(jobs);
  if (parts !== null && parts.blocks.length > 0) {
    const after = parts.foreign === '' ? null : parts.foreign;
    offer.changes.push(planChange({ path: absolute(view, GITLAB_FILE), before: jobs, after, why: SHORT }));
  }
  if ((separateBlocks(textOf(view, '.gitignore') ?? '')?.blocks.length ?? 0) > 0) {
    offer.notes.push('The lines in .gitignore stay: without them the next commit could hold an env file.');
  }
  if (view.has(SCHEMA_FILE)) offer.notes.push(`${SCHEMA_FILE} stays: it is yours.`);
  return offer;
}

function textOf(view: ProjectView, path: string): string | null {
  return view.read(toBytes(path))?.toString('latin1') ?? null;
}
