/** Content checks for the settings of package managers and Git. */

import type { ByteString } from '../../types.js';
import { namesCredential } from './credential-names.js';
import { readLineLeaves } from './line-leaves.js';
import { isWrittenOut, type Leaf, readUserinfo } from './literal-values.js';
import { isReference } from './references.js';
import { type Subject, splitLines } from './subject.js';
import { readXmlLeaves } from './xml-leaves.js';

/** npm's names for a login, behind the last colon of `//registry/:name` (docs.npmjs.com, "npmrc"). */
const NPM_LOGIN_NAMES = new Set(['_auth', '_authtoken', '_password', 'key', 'otp']);
/** npm and Yarn put in an environment variable for this form only. */
const BRACED_VARIABLE = /^\$\{\w+(?::?[-?])?\}$/;

function isEmptyOrBraced(value: string): boolean {
  return value.trim() === '' || BRACED_VARIABLE.test(value.trim());
}

/** No address carries a user name, unless that is a variable too. */
function hasNoUserinfo(text: ByteString): boolean {
  return readUserinfo(text).every(isReference);
}

/** npm settings without a login, or with one that comes from the environment. */
export function isNpmrcWithoutAuth({ text }: Subject): boolean {
  if (text === null || !hasNoUserinfo(text)) return false;
  return splitLines(text).every((line) => {
    const equals = line.indexOf('=');
    if (equals < 0) return true;
    const name = line.slice(0, equals).trim().toLowerCase();
    const isLogin = NPM_LOGIN_NAMES.has(name.slice(name.lastIndexOf(':') + 1).replace(/\[\]$/, ''));
    return (
      /^[#;]/.test(name) ||
      !isLogin ||
      isEmptyOrBraced(
        line
          .slice(equals + 1)
          .trim()
          .replace(/^(["'])(.*)\1$/, '$2'),
      )
    );
  });
}

/** Yarn settings without a login, or with one that comes from the environment. */
export function isYarnrcWithoutAuth({ text }: Subject): boolean {
  if (text === null || !hasNoUserinfo(text)) return false;
  return readLineLeaves(text).every(({ name, value }) => !/^npmauth/i.test(name) || isEmptyOrBraced(value));
}

/** Settings in which no address carries a user name or password. */
export function hasNoUrlCredentials({ text }: Subject): boolean {
  return text !== null && hasNoUserinfo(text);
}

/** Git settings without a user name in an address and without an HTTP header, which is where tokens are put. */
export function isGitConfigWithoutCredentials({ text }: Subject): boolean {
  return (
    text !== null && hasNoUserinfo(text.replaceAll('ssh://git@', 'ssh://')) && !/extraheader/i.test(text)
  );
}

/** Maven settings whose passwords are all empty or variables. Maven's own encryption, in braces, does not count. */
export function isMavenWithReferencesOnly({ text }: Subject): boolean {
  if (text === null || !text.includes('<')) return false;
  return readXmlLeaves(text).every((leaf) => !isMavenSecret(leaf));
}

function isMavenSecret(leaf: Leaf): boolean {
  return isWrittenOut(leaf) && !(namesCredential(leaf.name) && isReference(leaf.value));
}

/** The names Android Studio, Gradle and Flutter write into `local.properties`: places and build numbers. */
const SDK_NAMES = /^(?:sdk|ndk|cmake)\.dir$|^flutter\.(?:sdk|buildMode|versionName|versionCode)$/;

/** Local settings of an Android project that say where the tools are, and nothing else. */
export function hasOnlySdkPaths({ text }: Subject): boolean {
  return text !== null && readLineLeaves(text).every(({ name }) => SDK_NAMES.test(name));
}
