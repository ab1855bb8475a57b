/** A value of a provider's format near its name: what belongs together, what just stands there, and what does neither. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PIECE_SIZE } from '../../src/examine/pieces.js';
import { randomBytes } from '../support/random.js';
import { asSecret } from '../support/record.js';
import { catalog, sample } from '../support/sample.js';
import { told } from '../support/seams.js';

const test = suite('near a name');

const hex = (length: number) => asSecret(randomBytes(length / 2).toString('hex'));

/** What is found in a form, `%v` being the value: pattern and confidence, and the value's place wrong where it is. */
async function found(form: string, value: string, { generic = false } = {}): Promise<string[]> {
  const text = `first line\n${form.replaceAll('%v', value)}\nlast line\n`;
  const { findings } = await told({ bytes: Buffer.from(text, 'latin1'), rest: null }, PIECE_SIZE);
  // `key:` alone is a name, too: what it tells by itself is tested with the generic credentials.
  const ofProviders = findings.filter(({ verdict }) => generic || verdict !== 'generic');
  return ofProviders.map(({ pattern, confidence, verdict, secret, range }) => {
    const isExact = secret === value && text.startsWith(value, range.start);
    return `${pattern} ${verdict} ${confidence}${isExact ? '' : ' in another place'}`;
  });
}

/** @param expected of each form. */
function finds(title: string, forms: string[], expected: string[], make = () => hex(32)): void {
  test(title, async () => {
    for (const form of forms) assert.equal(await found(form, make()), expected, form);
  });
}

const NAMED = ['datadog-api-key context medium'];

finds(
  'a key in the same call, block, section or line belongs to the name',
  [
    "datadog.init({ apiKey: '%v' })",
    'new Datadog("%v")',
    'client = datadog.Client("%v")',
    'Datadog.configure { |c| c.key = "%v" }',
    'datadog:\n  api:\n    key: %v',
    'datadog:\n  keys:\n    - %v',
    '{"name": "Datadog", "secret": "%v"}',
    '{"datadog_secret": {"value": "%v"}}',
    '{"datadog": {"key": "%v"}}',
    '# Datadog\nAPI_KEY=%v',
    '// Datadog\nconst key = "%v";',
    '[datadog]\nkey = %v',
    '<datadog>\n  <key>%v</key>\n</datadog>',
    '<td>Datadog key</td>\n<td>%v</td>',
    '| Datadog | key | %v |',
    'datadog token: %v',
    'Datadog API key is %v',
    'The Datadog key: `%v`',
    'DATADOG=%v',
    'headers["X-Datadog"] = "%v"',
    'HTTPBasicAuth("datadog", "%v")',
    'datadog login --key %v',
  ],
  NAMED,
);

finds(
  'a key in a URL of the provider, and in a header sent there, belongs to it',
  [
    'https://api.datadoghq.com/v1/x?key=%v',
    'https://intake.datadoghq.com/v1/input/%v',
    'curl -H "X-Key: %v" https://api.datadoghq.com/v1',
    "curl https://api.datadoghq.com/x \\\n  -H 'Accept: a/b' \\\n  -H 'X-Key: %v'",
    'get("https://api.datadoghq.com/v1/x", headers={"X-Key": "%v"})',
  ],
  NAMED,
);

finds(
  'a value that just stands there is of low confidence',
  ['datadog %v', 'Datadog: (%v)'],
  ['datadog-api-key context low'],
);

finds(
  'a value that is called something else does not belong to the name',
  [
    'datadog_id=%v',
    'datadog.init({ clientId: "%v" })',
    'datadog commit %v',
    'datadog hash: %v',
    'datadog: { version: "%v" }',
    'datadog/%v.png',
    'datadog#%v',
    'datadog@%v',
    'https://datadoghq.com/a?v=%v',
    'https://datadoghq.com/images/%v/1.png',
    '"datadog": "sha1-%v"',
  ],
  [],
);

finds(
  'what ends before the value ends what belongs to the name',
  [
    'import datadog from "datadog";\nconst x = "%v";',
    'datadog: { on: true }, other: { x: "%v" }',
    'datadog\n\nkey: %v',
    'DATADOG_ENABLED=true\nCACHE_KEY=%v',
    '[datadog]\non = true\n[other]\nkey = %v',
    'datadog:\n  on: true\nkey: %v',
    `datadog ${'is one of many words '.repeat(6)} key: %v`,
    'x = "%v"\ndatadog()',
  ],
  [],
);

finds('a part of another word is not the name', ['predatadog key: %v', 'updatadog: "%v"'], []);
finds(
  'an English word needs a word for the key, too',
  ['x = new Percy(host, "%v");', 'see percy %v there'],
  ['percy-token context low'],
  () => hex(64),
);
finds(
  'and counts with one',
  ['percy.start({ token: "%v" })', 'percy token: %v'],
  ['percy-token context medium'],
  () => hex(64),
);
finds('a letter before it makes it another word', ['x = probably({ key: "%v" })'], [], () => hex(32));

finds('a value that is too regular to be random is none', ['new Datadog("%v")'], [], () =>
  '0123456789abcdef'.repeat(2),
);
finds(
  'a UUID counts where something calls it a key',
  ['new Codecov({ token: "%v" })'],
  ['codecov-upload-token context medium'],
  () => sample('codecov-upload-token'),
);
finds('and else not', ['x = new Codecov(host, "%v");', 'see codecov %v there'], [], () =>
  sample('codecov-upload-token'),
);

test('the name that a value is assigned to tells more than one near it', async () => {
  const value = hex(32);
  const text = `# Mailjet\nDATADOG_API_KEY=${value}\n`;
  const { findings } = await told({ bytes: Buffer.from(text), rest: null }, PIECE_SIZE);
  assert.equal(
    findings.map(({ pattern, note }) => [pattern, note]),
    [['datadog-api-key', null]],
  );
});

test('the note says the name as the catalog has it', async () => {
  const { findings } = await told(
    { bytes: Buffer.from(`new DataDog("${hex(32)}")\n`), rest: null },
    PIECE_SIZE,
  );
  assert.equal(
    findings.map(({ note }) => note),
    ['it stands near the name datadog'],
  );
});

/** Formats that others of the catalog know better, or that are no random text. */
const KNOWN_ELSEWHERE =
  /^(?:qwen|clerk|paymongo|highnote|apple-app|google-app|facebook-app-access|figma-token)/;

for (const pattern of catalog.filter(({ id, near }) => near.length > 0 && !KNOWN_ELSEWHERE.test(id))) {
  test(`${pattern.id} counts near the name of its provider`, async () => {
    for (const { word } of pattern.near) {
      const forms = [
        `${word}:\n  api:\n    key: %v`,
        `{"name": "${word}", "secret": "%v"}`,
        `${word} token: %v`,
      ];
      let times = 0;
      // Of random values a few look like words; and several providers have the same format.
      for (let tries = 0; tries < 3 && times === 0; tries++) {
        for (const form of forms) {
          // What is of low confidence near a name yields to the name that the value is assigned to.
          const texts = await found(form, sample(pattern), { generic: true });
          if (texts.some((text) => !text.endsWith('place'))) times++;
        }
      }
      assert.ok(times > 0, word);
    }
  });
}

test.run();
