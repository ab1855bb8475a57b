/** Which files a path rule covers, in the syntax of .gitignore. */
import ignore from 'ignore';
import type { ByteString } from '../types.js';

// `ignore` matches with backtracking: what a rule can cost is the length of a name to the power of its wildcards. With
// these limits none costs more than a moment, whatever the names.
const WILDCARDS = 4; // in a rule; `**` is one
const WILDCARDS_OF_NAME = 2; // between two `/`
const LONGEST_RULE = 1000; // bytes
/** Names and folders without a sign that has a meaning. */
const PLAIN_RULE = /^[\w/][\w./-]*$/;
const DEPTH_LIMIT = 100; // folders of a path: a deeper one is not covered

/** @returns what was expected in the place of that rule; null where it is right. */
export function whatIsWrong(rule: ByteString): string | null {
  if (rule.length > LONGEST_RULE) return `at most ${LONGEST_RULE} bytes`;
  if (wildcardsOf(rule) > WILDCARDS) return `at most ${WILDCARDS} times * in a rule`;
  if (rule.split('/').some((name) => wildcardsOf(name) > WILDCARDS_OF_NAME)) {
    return `at most ${WILDCARDS_OF_NAME} times * in one name`;
  }
  if (PLAIN_RULE.test(rule)) return null; // most are, and `ignore` need not be loaded to tell
  try {
    coverageOf(rule)('a');
    return null;
  } catch {
    return 'the syntax of .gitignore';
  }
}

/** @returns whether the rule covers a path from the top level. */
export function coverageOf(rule: ByteString): (path: ByteString) => boolean {
  const rules = ignore({ allowRelativePaths: true, ignoreCase: false }).add([rule]);
  return (path) => !path.startsWith('/') && path.split('/').length <= DEPTH_LIMIT && rules.test(path).ignored;
}

function wildcardsOf(text: ByteString): number {
  return text.match(/\*+/g)?.length ?? 0;
}
