/** Whose secret it is, and where that is managed: from the schema, from what was found, and from the catalog. */
import type { DeclaredName } from '../environment/declared-names.js';
import { isNamedAfter } from '../offers/catalog-names.js';
import type { Finding, Pattern } from '../types.js';

const MOST_LINKS = 3;

export interface Provider {
  /** What people call it; null where it is not known. */
  title: string | null;
  /** Where its secrets are made and revoked. */
  revoke: string[];
  docs: string[];
  /** How, in a sentence. */
  rotate: string | null;
}

/** @param patterns those of the catalog, asked for only where they are needed. */
export function providerOf(
  names: readonly DeclaredName[],
  findings: readonly Finding[],
  patterns: () => readonly Pattern[],
): Provider {
  const own = names.map(({ entry }) => entry.record);
  const known = knownPatterns(names, findings, patterns());
  const first = known[0] ?? null;
  return {
    title: first?.provider ?? null,
    revoke: unique([...own.map(({ revoke }) => revoke), ...known.map(({ revoke }) => revoke)]),
    docs: unique([...own.map(({ docs }) => docs), ...known.map(({ docs }) => docs)]),
    rotate: own.find(({ rotate }) => rotate)?.rotate ?? first?.rotate ?? null,
  };
}

/** The patterns of what was found; where that says nothing, those that go by the name. */
function knownPatterns(
  names: readonly DeclaredName[],
  findings: readonly Finding[],
  catalog: readonly Pattern[],
): Pattern[] {
  const found = new Set(findings.map(({ pattern }) => pattern));
  const ofFindings = catalog.filter(({ id }) => found.has(id));
  if (ofFindings.length > 0) return ofFindings;
  return names.flatMap(({ name, aliases, entry: { prefix } }) => {
    const byName = catalog.filter(({ env }) => [name, ...aliases].some((one) => env.includes(one)));
    const fitting = byName.filter(
      ({ prefixes }) => prefix === '' || prefixes.some((one) => one.startsWith(prefix)),
    );
    const candidates = fitting.length > 0 ? fitting : byName;
    const owned = candidates.filter(({ provider }) => isNamedAfter(name, provider));
    const chosen = owned.length > 0 ? owned : candidates;
    const isOne = new Set(chosen.map(({ provider }) => provider)).size <= 1;
    return isOne ? chosen : [];
  });
}

function unique(links: readonly (string | null | undefined)[]): string[] {
  return [...new Set(links.filter((link): link is string => typeof link === 'string'))].slice(0, MOST_LINKS);
}
