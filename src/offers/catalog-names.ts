/** What the catalog knows of the names of environment variables: whose they are, and how their values begin. */
import { lengthOf } from '../patterns/measure.js';
import { parseSyntax } from '../patterns/syntax.js';
import type { Pattern } from '../types.js';

/** A format as a schema has it. */
export interface WrittenFormat {
  /** `sk-ant-...` */
  format: string;
  /** `40+` */
  length: string;
}

export interface CatalogName {
  /** Null where several have secrets by that name, or anybody might. */
  provider: string | null;
  format: WrittenFormat | null;
}

/** Words that many projects' own names begin with: such a name is no provider's, whatever the catalog knows by it. */
const COMMON = new Set(
  `access admin agent api app auth bearer bot branch ci client cookie database db docker elastic email encryption ftp hub
  iam imap internal jdbc jwt key ldap license mail mariadb master mongo mongodb mysql node oauth pg postgres postgresql private
  public publish redis registration role root runner secret server service session signing smtp spring ssh ssl tls token trigger
  user wallet webhook`.split(/\s+/),
);

/** A beginning that ends in a joint: what is left of `sk-ant-api` is `sk-ant-`. */
const BEGINNING = /^[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*[-_]/;
const SHORTEST_BEGINNING = 4; // bytes
/** Bytes behind the beginning: shorter ones are found among ordinary identifiers, too. */
const SHORTEST_REST = 24;

/** @param patterns those of the catalog. */
export function catalogNames(patterns: readonly Pattern[]): (name: string) => CatalogName | null {
  const byName = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    for (const name of pattern.env) byName.set(name, [...(byName.get(name) ?? []), pattern]);
  }
  return (name) => {
    const known = byName.get(name) ?? [];
    const owned = known.filter(({ provider }) => isNamedAfter(name, provider));
    const first = (owned.length > 0 ? owned : known)[0];
    if (first === undefined) return null;
    const isOne = known.every(({ provider }) => provider === first.provider);
    const isOwned = isOne && !COMMON.has((name.split('_')[0] as string).toLowerCase());
    if (owned.length === 0 && !isOwned) return { provider: null, format: null };
    return { provider: first.provider, format: isOne ? formatOf(known) : null };
  };
}

/** Whether one of the words of the name is one of the provider's: GITHUB_TOKEN, AWS_REGION, HUGGINGFACE_TOKEN. */
export function isNamedAfter(name: string, provider: string): boolean {
  const words = provider.toLowerCase().split(/[^a-z0-9]+/);
  const names = new Set([...words.filter((word) => word.length >= 3), words.join('')]);
  return name
    .toLowerCase()
    .split('_')
    .some((word) => names.has(word) && !COMMON.has(word));
}

/**
 * The beginning that all values have in common, with the length of the shortest: as narrow as the formats themselves, so that
 * no identifier of the project's own begins like a secret. Null where they have none, and where it would say too little.
 */
function formatOf(patterns: readonly Pattern[]): WrittenFormat | null {
  const isPlain = patterns.every(
    ({ prefixes, ignoreCase, isOneRun, source }) =>
      source !== null && isOneRun && !ignoreCase && prefixes.length > 0 && !/\((?!\?)/.test(source),
  );
  if (!isPlain) return null;
  const [beginning = ''] =
    BEGINNING.exec(sharedBeginning(patterns.flatMap(({ prefixes }) => prefixes))) ?? [];
  if (beginning.length < SHORTEST_BEGINNING) return null;
  const rest = Math.min(...patterns.map(({ source }) => shortest(source as string))) - beginning.length;
  return rest < SHORTEST_REST ? null : { format: `${beginning}...`, length: `${rest}+` };
}

function sharedBeginning([first = '', ...others]: readonly string[]): string {
  let shared = first;
  for (const one of others) while (!one.startsWith(shared)) shared = shared.slice(0, -1);
  return shared;
}

function shortest(source: string): number {
  return lengthOf(parseSyntax(source).node).min;
}
