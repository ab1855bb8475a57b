/** Private keys: PEM, OpenSSH, PGP and PuTTY, and any of them wrapped once more in base64. */
import type { ByteString } from '../../types.js';
import { type Body, joinPieces, readBody, unescapeText } from './armour.js';
import { type Fit, fitDer } from './der.js';
import { findBlock, type KeyBlock } from './key-block.js';
import { hasKeyParts } from './key-parts.js';
import { readOpenSsh } from './openssh.js';
import { checkPgp } from './pgp.js';
import { completePrivateKey } from './private-key-sample.js';
import { checkPutty } from './putty.js';
import { doubtful, lowered, plain, sound, unsound } from './results.js';
import type { Structure, StructureResult } from './types.js';

export const privateKey: Structure = {
  check(token) {
    const wrapped = token.search(/LS0tLS1CRUdJT/);
    if (wrapped < 0 || findBlock(token)) return checkText(token);
    const inner = Buffer.from(unescapeText(token.slice(wrapped)), 'base64').toString('latin1');
    return findBlock(inner) ? checkText(inner) : unsound('holds no private key');
  },
  complete: completePrivateKey,
};

function checkText(text: ByteString): StructureResult {
  if (text.includes('PuTTY-User-Key-File-')) return checkPutty(unescapeText(text));
  const block = findBlock(text);
  if (!block) return plain;
  const body = readBody(text.slice(block.start, block.end));
  if (block.label === 'PGP ') return checkPgp(body, block.closed);
  return checkBlock(block, body);
}

interface Reading {
  fit: Fit;
  encrypted: boolean;
  /** Whether what is in the frame is not what keys are made of. */
  isOdd?: true;
}

function checkBlock({ label, closed }: KeyBlock, body: Body): StructureResult {
  const readings = joinPieces(body.pieces).map((text) => readKey(Buffer.from(text, 'base64'), label, body));
  const best = (['exact', 'inexact', 'stub'] as const)
    .map((wanted) => readings.find(({ fit }) => fit === wanted))
    .find((reading) => reading !== undefined);
  if (!best || (best.fit === 'stub' && closed)) {
    // All on one line, a header of an encrypted key cannot be told from what follows it.
    const hidden = body.pieces.length === 0 && body.headers.length > 200;
    if (hidden) return plain;
    return isPartOfKey(body)
      ? doubtful('it is cut, or no whole key')
      : unsound('the body is too short or is no key');
  }
  // Cut off by the end of what was matched, or in a dress that is not known: it may well be a key.
  if (best.fit !== 'exact' || !closed) return plain;
  if (label === 'TSS2 ') return lowered('low', 'bound to a TPM');
  if (best.isOdd) return doubtful('its parts do not make a private key');
  return sound(best.encrypted ? 'encrypted' : 'not encrypted');
}

/** In bytes of base64: two lines of a PEM file. */
const LEAST_PART = 96;
const LEAST_SIGNS = 32;

/** Whether a body that is no whole key has as much random base64 as no example has. */
function isPartOfKey({ pieces }: Body): boolean {
  const text = pieces.join('');
  return text.length >= LEAST_PART && new Set(text).size >= LEAST_SIGNS && !/([^A])\1{5}/.test(text);
}

function readKey(bytes: Buffer, label: string, body: Body): Reading {
  if (label === 'OPENSSH ') return readOpenSsh(bytes);
  const encrypted = label.includes('ENCRYPTED') || body.headers.includes('ENCRYPTED');
  // Cipher text, or JSON around it (cosign), has no frame of its own to check: that it is base64 has to do.
  const opaque = encrypted && label !== 'ENCRYPTED ';
  if (opaque) return { fit: bytes.length >= 40 && new Set(bytes).size >= 16 ? 'exact' : 'none', encrypted };
  const fit = fitDer(bytes);
  if (fit === 'none' && readOpenSsh(bytes).fit !== 'none') return readOpenSsh(bytes);
  return fit === 'exact' && !hasKeyParts(bytes) ? { fit, encrypted, isOdd: true } : { fit, encrypted };
}
