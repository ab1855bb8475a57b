/** One client's config, read: its places, or what kept it from being read. */
import { MARK } from '../../exceptions/inline-comment.js';
import type { ByteString } from '../../types.js';
import { Budget, TooMuchInside } from './budget.js';
import type { AgentClient } from './clients/client.js';
import { placesIn } from './places.js';
import { type ConfigNode, textsIn, valuesOf } from './reading/config-node.js';
import { readConfig } from './reading/read-config.js';
import type { Place } from './server.js';
import { serversIn } from './servers-in.js';

export interface AgentConfig {
  /** From the top level; one of the user's from the root. */
  file: ByteString;
  client: AgentClient;
  /** Absolute: the file itself, or the one that a link leads to. */
  target: ByteString;
  /** None where it could not be read. */
  places: readonly Place[];
  /** The ids of the inputs that it asks the user for. */
  inputs: ReadonlySet<string>;
  unread: Unread | null;
}

/** Which config it is. */
export type Identity = Pick<AgentConfig, 'file' | 'client' | 'target'>;

/** Why a config could not be read. */
export interface Unread {
  /** 1-based. */
  line: number | null;
  /** A fixed sentence: "expected valid JSON". */
  says: string;
}

const BARE = /(?:^|\/)(?:\.mcp|\.agents\/mcp)\.json$/;

/** Reads the text of a config. */
export function readAgentConfig(bytes: Buffer, identity: Identity): AgentConfig {
  const { file, client } = identity;
  const read = readConfig(bytes, file);
  if (read.kind === 'broken') return unreadConfig(identity, { line: read.line, says: read.expected });
  try {
    const budget = new Budget();
    const servers = serversIn(read.root, { isBare: BARE.test(file), budget });
    const places = placesIn(read.root, { servers, blocks: client.blocks, budget });
    return { ...identity, places: withComments(places, bytes), inputs: inputsOf(read.root), unread: null };
  } catch (error) {
    if (error instanceof TooMuchInside) {
      return unreadConfig(identity, { line: null, says: error.message });
    }
    throw error;
  }
}

/** A scan of the file itself would see the comments; the places alone do not have them. */
function withComments(places: readonly Place[], bytes: Buffer): readonly Place[] {
  if (!bytes.includes(MARK)) return places;
  const lines = bytes.toString('utf8').split(/\r?\n/);
  return places.map((place) => {
    const own = lines[(place.line ?? 0) - 1] ?? '';
    const before = lines[(place.line ?? 0) - 2] ?? '';
    const line = own.includes(MARK) ? own : /^\s*(?:\/\/|#|\/\*)/.test(before) ? before : '';
    const at = line.indexOf(MARK);
    return at < 0 ? place : { ...place, comment: line.slice(at) };
  });
}

export function unreadConfig(identity: Identity, unread: Unread): AgentConfig {
  return { ...identity, places: [], inputs: new Set(), unread };
}

function inputsOf(root: ConfigNode): Set<string> {
  const inputs = [
    ...valuesOf(root, 'inputs'),
    ...valuesOf(root, 'mcp').flatMap((one) => valuesOf(one, 'inputs')),
  ];
  const items = inputs.flatMap((node) => (node.kind === 'list' ? node.items : []));
  return new Set(items.flatMap((item) => valuesOf(item, 'id').flatMap(textsIn)).map(({ text }) => text));
}
