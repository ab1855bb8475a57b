import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { structures } from '../../src/judge/structures/index.js';
import { alphanumeric } from './sample-tokens.js';
import { nameOutcome, noteOf } from './structure-outcomes.js';

const garbage = suite('structures: garbage');
const outcomes =
  /^(?:sound|unsound|doubtful|plain|(?:lowered|judged) (?:high|medium|low)|drop (?:placeholder|reference|nothing))$/;
/** Every note there is. None is made of what was read, but for the day on which a JWT expired. */
const notes = new RegExp(
  `^(?:${[
    'the header is no JSON object with "alg"',
    'the payload is no JSON object',
    'encrypted \\(JWE\\)',
    'not signed \\(alg none\\)',
    'without a signature',
    'expired(?: \\d{4}-\\d\\d-\\d\\d)?',
    'holds no private key',
    'the body is too short or is no (?:key|secret key packet)',
    'the private lines are too short or are no base64',
    'the private key in it is none',
    '(?:not )?encrypted',
    'the halves around the marker are not of one length',
    'not 20 upper-case letters and digits',
    'not 40 characters of base64',
    'all hex digits, as a hash',
    'letters of one case only',
    'not random enough',
    'it reads as words',
    'no complete macaroon',
    'the middle is no JSON object',
    'no JSON object',
    'a (?:key|claim) is missing',
    'the (?:first|last) (?:part|field) (?:holds no application id|is not 32 bytes long)',
    'not account, tunnel and secret',
    'no user and password',
    'the password is empty',
    'a default or a word for a password(?:, on a local host)?',
    'the host is (?:local|reserved for examples)',
    'looks like a word',
    'cut short, or followed by more',
    'its check value is wrong',
    'no kind of key that has a private part',
    'the private part is (?:not as long as such keys are|no whole number of bytes)',
    'its parts do not make a private key',
    'without its secret part \\(GNU dummy\\)',
    'its claims are (?:those of another issuer|not what such tokens have)',
    'issued by [A-Za-z0-9. ]+',
    'what it encodes is not what such tokens do',
    'a name is missing in its JSON object',
    'its end is no whole number of bytes',
    'not both letters and digits',
    'fewer than two digits',
    'not (?:32|64) bytes',
    'not a key that wg genkey makes',
    'its second half is not the public key of the first',
    'it does not (?:name a key and an account|say when it expires)',
    'it holds no signed URL',
    'its middle is no UUID',
    'its application was not made yet',
    'without the mark of such keys',
    'no private key in it',
    'a certificate',
    'under the name of a credential',
    'of a self-hosted installation',
    'it was not made when it says',
  ].join('|')})?$`,
);

/** Pieces that the checks look for, so that garbage gets past their first line. */
const fragments = fc.constantFrom(
  '-----BEGIN ',
  'RSA ',
  'OPENSSH ',
  'PGP ',
  'ENCRYPTED ',
  'PRIVATE KEY',
  ' BLOCK',
  '-----',
  '-----END',
  '\n',
  '\\n',
  '": ',
  'Proc-Type: 4,ENCRYPTED',
  'MIIE',
  'b3BlbnNzaC1rZXktdjEA',
  'LS0tLS1CRUdJT',
  'PuTTY-User-Key-File-3: ',
  'Encryption: ',
  'Private-Lines: ',
  '2',
  '1e99',
  'eyJ',
  'eyJhbGciOiJIUzI1NiJ9',
  'e30',
  '.',
  '://',
  ':',
  '@',
  '%',
  '%41',
  '[',
  ']',
  '${',
  '}',
  '<',
  '>',
  'localhost',
  '"private_key',
  'client_email',
  'pypi-',
  'AgEIcHlwaS5vcmc',
  'sntrys_',
  'glc_',
  '_',
  'T3BlbkFJ',
  'sk-',
  '=',
  'ops_',
  'ABSK',
  'ed25519:',
  '[1,2,255]',
  '[',
  ',',
  'AccountName=devstoreaccount1;',
  'se=2020-01-01T00%3A00Z&',
  '"kty":"EC",',
  '"crv":"P-256",',
  '"d":"',
  '"',
  'dG9rO',
  'cmVmdGtu',
  'CCIPAT_',
  'abandon ',
  'PMAK-',
  '.1.1.20241301T250000Z.',
);
const bytes = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array));
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  bytes.map((buffer) => buffer.toString('latin1')),
  bytes.map((buffer) => buffer.toString('base64')),
  bytes.map((buffer) => buffer.toString('base64url')),
  fc.string({ unit: fc.constantFrom(...alphanumeric), maxLength: 60 }),
);
const token = fc.oneof(
  text,
  fc.array(fc.oneof(fragments, text), { maxLength: 14 }).map((parts) => parts.join('')),
);

for (const [name, structure] of Object.entries(structures)) {
  garbage(`any text is judged, without an error: ${name}`, () => {
    fc.assert(
      fc.property(token, fc.oneof(token, fc.constant('')), (whole, other) => {
        for (const secret of [whole, other, whole.slice(3, 9)]) {
          const result = structure.check(whole, secret);
          assert.match(nameOutcome(result), outcomes);
          assert.match(noteOf(result), notes);
        }
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  garbage(`a completed text with one changed character is judged, without an error: ${name}`, () => {
    const { complete = (same: string) => same } = structure;
    const outline = fc.constantFrom(
      ...['OPENSSH PRIVATE KEY', 'PRIVATE KEY', 'PGP PRIVATE KEY BLOCK'].map(
        (label) => `-----BEGIN ${label}-----\nAAAA\n-----END`,
      ),
      `eyJ${'a'.repeat(30)}.eyJ.a`,
      `pypi-${'a'.repeat(150)}`,
      `${'postgres'}://a:b@c/d`,
    );
    fc.assert(
      fc.property(outline, fc.nat(400), fc.integer({ min: 0, max: 255 }), (start, at, code) => {
        const whole = complete(start);
        const index = at % whole.length;
        const changed = whole.slice(0, index) + String.fromCharCode(code) + whole.slice(index + 1);
        assert.match(nameOutcome(structure.check(changed, changed)), outcomes);
        assert.match(nameOutcome(structure.check(changed.slice(0, index), changed)), outcomes);
      }),
      { seed: 5, numRuns: 120 },
    );
  });
}

garbage.run();
