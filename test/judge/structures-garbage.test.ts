import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { structures } from '../../src/judge/structures/index.js';
import { alphanumeric } from './sample-tokens.js';
import { nameOutcome, noteOf } from './structure-outcomes.js';

const garbage = suite('structures: garbage');
const outcomes =
  /^(?:sound|unsound|plain|(?:lowered|judged) (?:high|medium|low)|drop (?:placeholder|reference|nothing))$/;
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
    'the first field holds no application id',
    'not 20 upper-case letters and digits',
    'not 40 characters of base64',
    'all hex digits, as a hash',
    'letters of one case only',
    'not random enough',
    'no complete macaroon',
    'the middle is no JSON object',
    'no JSON object',
    'not account, tunnel and secret',
    'no user and password',
    'the password is empty',
    'a default password(?: on a local host)?',
    'the host is (?:local|reserved for examples)',
    'looks like a word',
    'its checksum does not match',
    'cut short, or followed by more',
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
      { seed: 5, numRuns: 1500 },
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
      { seed: 5, numRuns: 300 },
    );
  });
}

garbage.run();
