/** Places in which a value that only its name makes a credential is mostly harmless: made by machines from other files. */
import type { ByteString, Judgement } from '../types.js';

type Belief = Extract<Judgement, { kind: 'believe' }>;

const MADE_BY_MACHINES: readonly (readonly [RegExp, string])[] = [
  [/\.(?:js|css|ts|mjs|cjs)\.map$/, 'in a source map, which repeats other files'],
  [/\.min\.(?:js|mjs|cjs|css)$/, 'in a minified file'],
  [
    /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock|Cargo\.lock|poetry\.lock|Pipfile\.lock|uv\.lock|composer\.lock|Gemfile\.lock|go\.sum|flake\.lock)$/,
    'in a lock file',
  ],
];

/** A belief as it stands, or lowered with its reason where the file is made by machines; never what has a format. */
export function lowerByPlace(belief: Belief, path: ByteString): Belief {
  if (belief.verdict !== 'generic') return belief;
  const reason = MADE_BY_MACHINES.find(([pattern]) => pattern.test(path))?.[1];
  return reason === undefined ? belief : { ...belief, confidence: 'low', note: reason };
}
