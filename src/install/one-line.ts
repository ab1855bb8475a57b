/** The call of keyfence as one line of shell, for files that hold commands and no scripts. */
import type { ByteString } from '../types.js';
import { COMMANDS, type HookName } from './manager.js';

export interface OneLine {
  hook: HookName;
  /** Where a package below the top level has keyfence, as seen from there: text for double quotes. Null: the top level. */
  bin: ByteString | null;
  /** Whether the project keeps its packages as Yarn's Plug'n'Play does, where no path leads to a bin. */
  isPlugAndPlay: boolean;
}

/**
 * The line is meant for a subshell: it always ends it. It holds no single quote, no backslash, and nothing that is special
 * in YAML behind a first word.
 */
export function callKeyfence({ hook, bin, isPlugAndPlay }: OneLine): ByteString {
  const places = [bin === null ? 'node_modules/.bin/keyfence' : `"${bin}"`, 'keyfence'].join(' ');
  const call = `${COMMANDS[hook]} "$@"`;
  return [
    ...(isPlugAndPlay ? [`[ ! -f .pnp.cjs ] || exec ${PLUG_AND_PLAY} ${call}`] : []),
    `for k in ${places}; do ! command -v "$k" >/dev/null || exec "$k" ${call}; done`,
    'echo "keyfence was not found, so nothing was checked. Install it with npm install --save-dev keyfence, or with --global where this is no project of Node" >&2',
    'exit 1',
  ].join('; ');
}

/** Starts the keyfence that the package at the top level depends on. */
const PLUG_AND_PLAY = 'node -r ./.pnp.cjs -e "require(process.argv[1])" keyfence/cli';
