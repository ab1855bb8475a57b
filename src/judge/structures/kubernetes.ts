/** Kubernetes: values of Secrets, and the keys in a kubeconfig, in base64. */
import { decodeBase64 } from '../checksums/encodings.js';
import { credentialKind } from '../generic/name.js';
import { checkPassword } from './lone-password.js';
import { lettersOf } from './material.js';
import { privateKey } from './private-key.js';
import { completePrivateKey } from './private-key-sample.js';
import { doubtful, lowered, plain, unsound } from './results.js';
import type { Structure } from './types.js';

/** Nothing but printable text and line ends. */
const printable = /^[\t\n\r -~\x80-\xff]+$/;

/** The first value of a manifest, under whatever name. */
export const kubernetesSecret: Structure = {
  check(token, secret) {
    const text = decodeBase64(secret)?.toString('latin1');
    if (text === undefined || !printable.test(text)) return plain;
    if (text.startsWith('-----BEGIN CERTIFICATE')) return unsound('a certificate');
    const opinion = checkPassword(text.trim(), null);
    const before = token.slice(0, token.length - secret.length).slice(-80);
    const name = /([A-Za-z0-9._-]{1,64}):\s{1,4}["']?$/.exec(before)?.[1] ?? '';
    if (opinion !== plain || credentialKind(name) === null) return opinion;
    return lowered('medium', 'under the name of a credential');
  },
};

/** `client-key-data`: a private key in PEM. */
export const kubeconfigKey: Structure = {
  check(_token, secret) {
    const text = decodeBase64(secret)?.toString('latin1') ?? '';
    return text.startsWith('-----BEGIN ') ? privateKey.check(text, text) : doubtful('no private key in it');
  },
  complete(token) {
    const outline = `-----BEGIN RSA PRIVATE KEY-----\n${lettersOf(token, 64)}\n-----END RSA PRIVATE KEY-----\n`;
    const encoded = Buffer.from(completePrivateKey(outline)).toString('base64');
    return token.replace(/LS0tLS1CRUdJTi[A-Za-z0-9+/]*={0,2}/, encoded);
  },
};
