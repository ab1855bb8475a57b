/** Tokens of which a part is text in base64: the form of that text tells them from random characters. */
import type { ByteString } from '../../types.js';
import { decodeEitherBase64 } from '../checksums/encodings.js';
import { hexOf, lettersOf, uuidOf } from './material.js';
import { doubtful, plain, sound } from './results.js';
import type { Structure } from './types.js';

interface EncodedText {
  /** Its groups are the parts in base64. With the flag `d`. */
  parts: RegExp;
  /** What each of them says. */
  form: RegExp;
  /** A text of that form. */
  sample(outline: ByteString): ByteString;
}

export const elasticCloud = encodedText({
  parts: /^essu_(.+)$/d,
  form: /^[!-9;-~]+:[!-~]+$/,
  sample: (outline) => `${lettersOf(outline, 20)}:${hexOf(outline, 24)}`,
});

export const elasticStack = encodedText({
  parts: /([A-Za-z0-9+/]{58}==)$/d,
  form: /^[A-Za-z0-9_-]{20}:[A-Za-z0-9_-]{22}$/,
  sample: (outline) => `${lettersOf(outline, 20)}:${lettersOf(outline, 42).slice(0, 22)}`,
});

export const intercom = encodedText({
  parts: /^(.+)$/d,
  form: /^tok:[!-~]+$/,
  sample: (outline) => `tok:${uuidOf(outline).replaceAll('-', '_')}:1:0`,
});

/** Personal access tokens of Jira, Confluence and Bitbucket on one's own servers: a number, then random bytes. */
export const atlassianDataCenter = encodedText({
  parts: /^(?:BBDC-)?(.+)$/d,
  form: /^[0-9]{1,15}:/,
  sample: (outline) => `${hexOf(outline, 12).replace(/[a-f]/g, '7')}:${lettersOf(outline, 20)}`,
});

/** The login and the name of the token. */
export const jetbrains = encodedText({
  parts: /^perm[:-]([A-Za-z0-9+/_=-]+)\.([A-Za-z0-9+/_=-]+)\./d,
  form: /^[\x20-\x7e\x80-\xff]+$/,
  sample: (outline) => lettersOf(outline, 9),
});

export const workos = encodedText({
  parts: /^sk_(?:live|test)_(.+)$/d,
  form: /^key_[0-7][0-9A-HJKMNP-TV-Z]{25},[!-~]+$/,
  sample: (outline) => `key_01${hexOf(outline, 24).toUpperCase()},${lettersOf(outline, 25)}`,
});

/** The same beginning as WorkOS, and no more is known. */
export const highnote = encodedText({
  parts: /^[sr]k_(?:live|test)_(.+)$/d,
  form: /^key_[!-~]+$/,
  sample: (outline) => `key_${hexOf(outline, 40)}`,
});

/** Letters and digits, and a UUID. */
export const nvidiaLegacy = encodedText({
  parts: /^(.+)$/d,
  form: /^[A-Za-z0-9]{26}:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  sample: (outline) => `${lettersOf(outline, 26)}:${uuidOf(outline)}`,
});

export const nxCloud = encodedText({
  parts: /^(.+)$/d,
  form: /^[ -~]+\|read(?:-write)?$/,
  sample: (outline) => `${uuidOf(outline)}|read-write`,
});

/** A user or an organisation, and more. Keys of the kind `cog_` say nothing. */
export const devin = encodedText({
  parts: /^apk_(?:user_)?([A-Za-z0-9+/]+={0,2})$/d,
  form: /^[!-9;-~]+:[!-~]+$/,
  sample: (outline) => `user-${hexOf(outline, 32)}:${lettersOf(outline, 28)}`,
});

/** A macaroon in MessagePack: an array of four, in it one of three, in it bytes. */
export const fly = encodedText({
  parts: /^(?:fm2|fm1r|fm1a)_([A-Za-z0-9+/]+={0,2})/d,
  form: /^\x94\x93\xc4/,
  sample: (outline) => `\x94\x93\xc4\x10${lettersOf(outline, 86)}`,
});

/** Protocol Buffers: a UUID, then somewhere a data centre such as `na1`. */
export const hubspot = encodedText({
  parts: /^(.+)$/d,
  form: /\x03[a-z]{2}[0-9]/,
  sample: (outline) => `\n$${uuidOf(outline)}\x12\x03na1\x1a\x57${lettersOf(outline, 87)}`,
});

function encodedText({ parts, form, sample }: EncodedText): Structure {
  return {
    check(token) {
      const found = parts.exec(token);
      if (found === null) return plain;
      const isOfForm = found.slice(1).every((part) => form.test(decode(part)));
      return isOfForm ? sound() : doubtful('what it encodes is not what such tokens do');
    },
    complete(token) {
      const places =
        parts
          .exec(token)
          ?.indices?.slice(1)
          .filter((place) => place !== undefined) ?? [];
      const encoded = Buffer.from(sample(token), 'latin1').toString('base64');
      return places.reduceRight(
        (text, [start, end]) => text.slice(0, start) + encoded + text.slice(end),
        token,
      );
    },
  };
}

/** The text of a base64 part, empty where it is none. */
function decode(part: ByteString): ByteString {
  return decodeEitherBase64(part)?.toString('latin1') ?? '';
}
