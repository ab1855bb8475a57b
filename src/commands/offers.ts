/** What `init` does about offers: it takes all of them, or only says which there are. */
import { findOffers } from '../offers/find-offers.js';
import type { Offer } from '../offers/offer.js';

/** What a plan of `init` has in common with an offer. */
export type OfferedPlan = Pick<Offer, 'changes' | 'notes' | 'next'>;

/**
 * @param options `areTaken`: whether they become part of the plan, which a person then sees and agrees to. Where nobody is
 *   asked, `init` installs hooks and no more.
 * @returns what to hand to `init`.
 */
export function planOffers(options: {
  areTaken: boolean;
}): (place: { topLevel: string }) => Promise<OfferedPlan> {
  return async (place) => {
    const offers = await findOffers(place);
    const notes = offers.flatMap((offer) => offer.notes);
    const open = offers.filter(({ changes }) => changes.length > 0);
    if (options.areTaken) {
      return {
        changes: open.flatMap(({ changes }) => changes),
        notes,
        next: open.flatMap(({ next }) => next),
      };
    }
    const whys = open.map(({ why }) => why);
    const next = whys.length === 0 ? [] : [`keyfence can also ${whys.join('; ')}: keyfence init --yes`];
    return { changes: [], notes, next };
  };
}
