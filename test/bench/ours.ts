/** keyfence and bare Node as contestants. */
import { BIN, cleanEnvironment, scratch } from '../support/repository.js';
import type { Contestant } from './timing.js';

/** One of several builds or settings of keyfence. */
export interface Variant {
  name: string;
  bin: string;
  env: Record<string, string>;
}

/** The build in `dist`, as it is. */
export const KEYFENCE: Variant = { name: 'keyfence', bin: BIN, env: {} };

export const BARE_NODE = 'node -e 0';

/** What a variant is run on. */
export interface Call {
  words: string[];
  cwd: string;
  exits: number[];
}

let home: string | null = null;
/** An environment that no setting of this machine's reaches: the same for all that take part. */
export function environment(): NodeJS.ProcessEnv {
  home ??= scratch();
  return cleanEnvironment(home);
}

export function keyfence({ name, bin, env }: Variant, { words, cwd, exits }: Call): Contestant {
  return {
    name,
    command: process.execPath,
    args: [bin, ...words],
    cwd,
    env: { ...environment(), ...env },
    input: null,
    exits,
  };
}

/** @param cwd where it runs. */
export function bareNode(cwd: string): Contestant {
  return {
    name: BARE_NODE,
    command: process.execPath,
    args: ['-e', '0'],
    cwd,
    env: environment(),
    input: null,
    exits: [0],
  };
}
