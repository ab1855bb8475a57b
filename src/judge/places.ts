/**
 * Places in which a value that only its name makes a credential is mostly harmless: made by machines from other files, or
 * there to show how something is used.
 */
import type { ByteString, Judgement, Match } from '../types.js';
import { looksOf } from './generic/looks.js';

type Belief = Extract<Judgement, { kind: 'believe' }>;

/** Whatever the value looks like. */
const HARMLESS_FILES: readonly (readonly [RegExp, string])[] = [
  [/\.(?:js|css|ts|mjs|cjs)\.map$/, 'in a source map, which repeats other files'],
  [/[.-]min\.(?:js|mjs|cjs|css)$/, 'in a minified file'],
  [
    /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock|Cargo\.lock|poetry\.lock|Pipfile\.lock|uv\.lock|composer\.lock|Gemfile\.lock|go\.sum|flake\.lock)$/,
    'in a lock file',
  ],
  [/\.d\.[cm]?ts$/, 'in a type declaration, which has no values but examples'],
  [/(?:^|[./])examples?(?:-\d+)?\.(?:json|ya?ml|js|ts)$/, 'in a file of examples'],
];

const DOCUMENTATION = /\.(?:md|mdx|markdown|mdown|rst|adoc|asciidoc|textile|rdoc|pod)$/i;

/** A belief as it stands, or lowered with its reason where the place is harmless; never what has a format. */
export function lowerByPlace(belief: Belief, match: Match, path: ByteString): Belief {
  if (belief.verdict !== 'generic') return belief;
  const reason = harmless(match, path);
  return reason === null ? belief : { ...belief, confidence: 'low', note: reason };
}

function harmless(match: Match, path: ByteString): string | null {
  const file = HARMLESS_FILES.find(([pattern]) => pattern.test(path));
  if (file !== undefined) return file[1];
  const before = match.assigned?.before ?? '';
  if (/^\s*\*\s/.test(before)) return 'an example in a documentation comment';
  if (/\.svg\?(?:[\w=-]*&)*$/.test(before)) return 'for reading a badge, which is public';
  // People do leave real keys in a README; what they make up there is to show where the password goes.
  if (DOCUMENTATION.test(path) && looksOf(match) === 'made-up') return 'an example in documentation';
  return null;
}
