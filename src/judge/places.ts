/**
 * Places in which a value that only its name makes a credential is mostly harmless: made by machines from other files, or
 * there to show how something is used.
 */
import type { ByteString, Judgement, Match } from '../types.js';
import { looksOf } from './generic/looks.js';
import { credentialKind } from './generic/name.js';
import type { JudgedMatch } from './resolve.js';
import { judgePassword } from './structures/password.js';

type Belief = Extract<Judgement, { kind: 'believe' }>;

const DECLARATION = /\.d\.[cm]?ts$/;

/** Whatever the value looks like. */
const HARMLESS_FILES: readonly (readonly [RegExp, string])[] = [
  [/\.(?:js|css|ts|mjs|cjs)\.map$/, 'in a source map, which repeats other files'],
  [/[.-]min\.(?:js|mjs|cjs|css)$/, 'in a minified file'],
  [
    /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock|Cargo\.lock|poetry\.lock|Pipfile\.lock|uv\.lock|composer\.lock|Gemfile\.lock|go\.sum|flake\.lock)$/,
    'in a lock file',
  ],
  [DECLARATION, 'in a type declaration, which has no values but examples'],
  [/(?:^|[./])examples?(?:-\d+)?\.(?:json|ya?ml|js|ts)$/, 'in a file of examples'],
];

/** The same, for what only stands there because others wrote it or a program did. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [
    /(?:^|\/)(?:node_modules|bower_components|vendor|vendored|third[_-]party|jspm_packages)\//,
    'in vendored code',
  ],
  [
    /(?:\.pb\.(?:go|cc|h|py)|_pb2(?:_grpc)?\.py|\.g\.dart|\.designer\.cs|[._-]generated\.\w+)$/i,
    'in generated code',
  ],
  [
    /(?:^|\/)(?:(?:sha|md5)\d*sums?|checksums?)(?:\.txt)?$|\.(?:sha(?:1|256|512)|md5)$/i,
    'in a file of checksums',
  ],
];

/** A parameter of the address of a badge. */
const BADGE = /(?:\.svg|\/badge|img\.shields\.io\/[\w./-]*)\?(?:[\w=-]*&)*$/;
/** In bytes: what is made up to show where a password goes is short. */
const LONGEST_EXAMPLE = 12;

/** Folders of tests, in which private keys mostly protect nothing. */
const TESTS =
  /(?:^|\/)(?:tests?|__tests__|testdata|test-data|fixtures?|specs?|e2e|testing|examples?|samples?)\//i;

const DOCUMENTATION =
  /\.(?:md|mdx|markdown|mdown|rst|adoc|asciidoc|textile|rdoc|pod)$|(?:^|\/)(?:METADATA|PKG-INFO)$/i;

/**
 * A belief as it stands, or lowered with its reason where the place is harmless: what only its name and its looks tell to
 * low, of what is sure of itself private keys and examples to medium.
 */
export function lowerByPlace(belief: Belief, match: Match, path: ByteString): Belief {
  if (belief.verdict === 'known-value') return belief;
  if (belief.confidence === 'high') return lowerHigh(belief, match, path);
  if (belief.verdict !== 'generic' && !(belief.verdict === 'context' && DECLARATION.test(path)))
    return belief;
  const reason = harmless(match, path);
  return reason === null ? belief : { ...belief, confidence: 'low', note: reason };
}

/** What is sure of itself is still told: a token that others show with its checksum, and a key that protects nothing. */
function lowerHigh(belief: Belief, match: Match, path: ByteString): Belief {
  const isKey = match.pattern.structure === 'private-key';
  if (isKey && TESTS.test(path))
    return { ...belief, confidence: 'medium', note: 'a private key among tests' };
  if (belief.verdict === 'checksum-valid') return belief;
  if (DOCUMENTATION.test(path)) return { ...belief, confidence: 'medium', note: 'in documentation' };
  if (DECLARATION.test(path))
    return {
      ...belief,
      confidence: 'medium',
      note: 'in a type declaration, which has no values but examples',
    };
  return belief;
}

/** A judged match as it is in its place. `layers`: what it took to read it, from the outside in. */
export function inPlace(judged: JudgedMatch, path: ByteString, layers: readonly ByteString[]): JudgedMatch {
  const { judgement, match } = judged;
  return { ...judged, judgement: lowerByPlace(judgement, match, innermostName(path, layers)) };
}

/** The name of the innermost file: of an archive's entry, or of the file itself. */
function innermostName(path: ByteString, layers: readonly ByteString[]): ByteString {
  const entry = layers.findLast((layer) => layer.includes(':'));
  return entry === undefined ? path : entry.slice(entry.indexOf(':') + 1);
}

/** Called a key and no more: among tests, a number to compute with. */
function isPlainKey({ assigned }: Match): boolean {
  return assigned !== null && credentialKind(assigned.name, assigned.before) === 'key';
}

function harmless(match: Match, path: ByteString): string | null {
  const file = [...HARMLESS_FILES, ...FOREIGN].find(([pattern]) => pattern.test(path));
  if (file !== undefined) return file[1];
  const before = match.assigned?.before ?? '';
  if (/^\s*\*\s/.test(before)) return 'an example in a documentation comment';
  if (TESTS.test(path) && isPlainKey(match)) return 'a key among tests';
  if (BADGE.test(before)) return 'for reading a badge, which is public';
  // People do leave real keys in a README; what they make up there is to show where the password goes.
  const isShort = looksOf(match) === 'made-up' || match.secret.length < LONGEST_EXAMPLE;
  if (isShort && DOCUMENTATION.test(path)) return 'an example in documentation';
  const kind = judgePassword(match.secret.reveal(), null);
  if (kind === 'weak' || kind === 'word') return 'a default or a word for a password';
  return null;
}
