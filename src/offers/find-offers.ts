/** What `init` can do for a project besides its hooks: asked for here, shown and written by `init`. */

import { viewProject } from '../project/view.js';
import { offerGitignore } from './gitignore-offer.js';
import type { Offer } from './offer.js';
import { offerPipeline } from './pipeline-offer.js';
import { offerSchema } from './schema-offer.js';

/**
 * Looks at the working tree; writes nothing, and runs nothing of the project's.
 * @param place the top level of the working tree, absolute.
 * @returns only what the project does not have yet, and what is to be said.
 * @throws GitError
 */
export async function findOffers({ topLevel }: { topLevel: string }): Promise<Offer[]> {
  const view = await viewProject(topLevel);
  const offers = [await offerGitignore(view), await offerSchema(view), await offerPipeline(view)];
  return offers.filter((offer) => offer !== null);
}
