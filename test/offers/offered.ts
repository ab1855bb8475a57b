/** What is offered to a scratch repository, and how it looks once it is taken. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { findOffers } from '../../src/offers/find-offers.js';
import type { Offer, OfferName } from '../../src/offers/offer.js';
import type { Repository } from '../support/repository.js';

/** The offer of that name; null where it is not made. */
export async function offered(repository: Repository, name: OfferName): Promise<Offer | null> {
  const offers = await findOffers({ topLevel: repository.top });
  return offers.find((offer) => offer.name === name) ?? null;
}

/** Writes what is offered, as `init` does once it was asked. @returns the paths, from the top level. */
export async function take(repository: Repository, name: OfferName): Promise<string[]> {
  const { changes = [] } = (await offered(repository, name)) ?? {};
  for (const { path, after } of changes) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, after ?? '', 'latin1');
  }
  return changes.map(({ path }) => relative(repository.top, path));
}
