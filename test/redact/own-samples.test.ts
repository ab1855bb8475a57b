/** A sample of each pattern in each surrounding: nothing of it is left but its prefix, and all around it is. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Pattern } from '../../src/types.js';
import { ELLIPSIS, redacted } from '../support/redacted.js';
import { byFormat, sample, secretOf } from '../support/sample.js';
import { surroundingsFor, webSurroundingsFor } from '../support/surroundings.js';

const samples = suite('samples of a pattern');

/**
 * Where more may be masked than the secret: samples of keys that lack the line that ends them, values with a lone quote in
 * them, and what may go on in the next line, as `=` at a line's end says in a mail.
 */
const TAKES_MORE = [
  'azure-messaging-connection-string',
  'private-key-putty-ppk',
  'private-key-putty-ppk-encrypted',
  'private-key-ssh2-and-other-headers',
  'google-service-account-key',
  'kubernetes-kubeconfig-token',
  'otpauth-uri',
];
/** Between two samples: what no format crosses, and too far for a name to be read over it. */
const APART = `\0\n${'-'.repeat(1300)}\n\0`;

interface Planted {
  text: string;
  token: string;
  secrets: string[];
  around: string[];
}

function plant(pattern: Pattern): Planted {
  const planted: Planted = { text: '', token: sample(pattern), secrets: [], around: [] };
  planted.secrets.push(secretOf(pattern, planted.token));
  const places = surroundingsFor(pattern).filter(({ name }) => !name.startsWith('200 KB'));
  for (const { before, after } of [...places, ...webSurroundingsFor(pattern, planted.token)]) {
    planted.text += APART + before + planted.token + after;
    planted.around.push(before, after);
  }
  return planted;
}

/** The first text around a sample that does not stand in the output in its turn. */
function partMissing(output: string, around: readonly string[]): string | null {
  let at = 0;
  for (const part of around) {
    const start = output.indexOf(part, at);
    if (start < 0) return part;
    at = start + part.length;
  }
  return null;
}

for (const pattern of byFormat) {
  samples(`of ${pattern.id} are masked, and nothing around them`, async () => {
    const { text, secrets, around } = plant(pattern);
    const output = await redacted(text);
    // Compared by hand: a message of the assertion would print the secrets.
    assert.ok(!secrets.some((secret) => output.includes(secret)), 'a secret is left');
    if (!TAKES_MORE.includes(pattern.id)) assert.is(partMissing(output, around), null);
    assert.ok(output.includes(ELLIPSIS));
    assert.ok((await redacted(output)) === output, 'what is redacted stays as it is');
  });
}

samples.run();
