/** What is read out of a client's config: its servers, and each place in them where a secret may stand. */
import type { Budget } from './budget.js';
import type { PlaceKind } from './clients/client.js';
import type { ConfigMap } from './reading/config-node.js';

export interface Server {
  /** As the config calls it; null where it has no name. */
  name: string | null;
  node: ConfigMap;
}

/** One value of a config. */
export interface Place {
  kind: PlaceKind;
  /** The server's name; null for a setting of the client itself, and for a server without one. */
  server: string | null;
  /** What the value is for: a variable, a header, an option; null where nothing says. */
  key: string | null;
  /** Never for output. */
  value: string;
  /** 1-based; null where it is not known. */
  line: number | null;
  /** What puts values in the place of `$NAME` or `${NAME}` besides the client: the shell, or the program that is started. */
  expands: 'shell' | 'braces' | 'percent' | null;
  /** The variables that the server itself is given. */
  given: ReadonlySet<string>;
  /** The comment beside it that is meant to let it pass, from its mark on; empty for none. */
  comment: string;
}

/** What a place has from the server around it; each one is paid for. */
export interface Around extends Pick<Place, 'server' | 'given'> {
  budget: Budget;
}

/** A place in which only the client puts values. */
export function placeOf(
  kind: PlaceKind,
  { key, value }: { key: string | null; value: { text: string; line: number | null } },
  { budget, ...around }: Around,
): Place {
  budget.spend();
  return { kind, key, value: value.text, line: value.line, expands: null, comment: '', ...around };
}
