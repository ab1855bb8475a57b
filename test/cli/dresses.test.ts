/** A secret is found in whatever dress it stands, on its place: by the real bin, with either engine. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { DRESSES, type Dress } from '../support/dresses.js';
import { asSecret } from '../support/record.js';
import { type ReportedFinding, Repository } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';
import { scanReport } from '../support/scanned.js';

const dresses = suite('dresses');
const TOKEN = 'github-personal-access-token';
const NAMED = 'datadog-api-key';
const NAME = 'DATADOG_API_KEY';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const value = () => asSecret(randomText(32, '0123456789abcdef'));
/** Data of a Kubernetes Secret: no other line of it tells what the value is. */
const inData = (secret: string) => asSecret(base64(secret).replace(/=+$/, ''));

/** The name tells what the value is; it is dressed, or what stands between it and the value. */
const NAMED_DRESSES: Dress[] = [
  {
    title: 'a name and its value in base64',
    layers: ['base64'],
    dress: (secret) => {
      const whole = base64(`${NAME} = "${secret}"\n`);
      return [`"${whole.slice(0, 25)}`, asSecret(whole.slice(25, 68)), `${whole.slice(68)}"`];
    },
  },
  {
    title: 'a name with escapes',
    layers: ['unicode-escape'],
    dress: (secret) => [`{"${NAME.replaceAll('_', '\\u005f')}": "`, secret, '"}'],
  },
  {
    title: 'a name with escapes in JSON within JSON',
    layers: ['unicode-escape'],
    dress: (secret) => [`{"a":"{\\"${NAME.replaceAll('_', '\\u005f')}\\": \\"`, secret, '\\"}"}'],
  },
  {
    title: 'an address with escaped ampersands',
    layers: ['unicode-escape'],
    dress: (secret) => [`"https://a.io/?b=1\\u0026${NAME}=`, secret, '\\u0026c=2"'],
  },
  {
    title: 'a file within a long JSON string',
    layers: ['json-string'],
    dress: (secret) => [`{"env": "A=${'1'.repeat(300)}\\n${NAME}=`, secret, '\\nB=2"}'],
  },
  {
    title: 'a notebook, its value on the next line',
    layers: ['json-string'],
    dress: (secret) => [`{"source": [\n "a = dict(${NAME}=\\n",\n "  '`, secret, '\')\\n"]}'],
  },
  {
    title: 'JSON in an address',
    layers: ['percent'],
    dress: (secret) => [`https://a.io/?b=%7B%22${NAME}%22%3A%22`, secret, '%22%7D'],
  },
  {
    title: 'JSON in an attribute',
    layers: ['html'],
    dress: (secret) => [`<a b="{&quot;${NAME}&quot;:&quot;`, secret, '&quot;}">'],
  },
  {
    title: 'XML in XML',
    layers: ['html'],
    dress: (secret) => [`<a>&lt;${NAME}&gt;`, secret, `&lt;/${NAME}&gt;</a>`],
  },
  {
    title: 'coloured JSON',
    layers: ['ansi'],
    dress: (secret) => [
      `\u001b[34;1m"${NAME}"\u001b[0m\u001b[1m:\u001b[0m \u001b[32m"`,
      secret,
      '"\u001b[0m',
    ],
  },
  {
    title: 'joined literals',
    layers: ['joined'],
    dress: (secret) => [`${NAME} = "`, asSecret(`${secret.slice(0, 9)}" + "${secret.slice(9)}`), '"'],
  },
  {
    title: 'a Kubernetes Secret',
    layers: ['base64'],
    dress: (secret) => [
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  user: ${base64('somebody')}\n  ${NAME}: `,
      inData(secret),
      '=\ntype: Opaque\n',
    ],
  },
  {
    title: 'a Kubernetes Secret in a list, its kind last',
    layers: ['base64'],
    dress: (secret) => [
      `kind: List\nitems:\n- apiVersion: v1\n  data:\n    "${NAME}": "`,
      inData(secret),
      '="\n  kind: Secret\n- kind: ConfigMap\n  data:\n    a: b\n',
    ],
  },
  {
    title: 'a Kubernetes Secret in JSON',
    layers: ['base64'],
    dress: (secret) => [`{"data":{"a":"","${NAME}":"`, inData(secret), '="},"kind":"Secret"}'],
  },
  {
    title: 'a Kubernetes Secret in JSON within JSON',
    layers: ['json-string', 'base64'],
    dress: (secret) => [
      `{"last":"{\\"data\\":{\\"${NAME}\\":\\"`,
      inData(secret),
      '=\\"},\\"kind\\":\\"Secret\\"}"}',
    ],
  },
];

interface Wanted {
  pattern: string;
  layers: string[];
  place: Record<'line' | 'column' | 'endLine' | 'endColumn' | 'start' | 'end', number>;
}

const repository = new Repository();
const wanted = new Map<string, Wanted>();
const titles = new Map<string, string>();

function write(pattern: string, one: Dress, secret: string): void {
  const { title, layers, dress, store = Buffer.from } = one;
  const file = `file${String(titles.size).padStart(3, '0')}.txt`;
  const [before, dressed, after] = dress(secret);
  repository.write({ [file]: store(before + dressed + after) });
  const mark = store('').length > 0 ? '\ufeff' : '';
  const from = positionAfter(mark + before);
  const to = positionAfter(mark + before + dressed);
  wanted.set(file, {
    pattern,
    layers,
    place: {
      ...from,
      endLine: to.line,
      endColumn: to.column,
      start: store(before).length,
      end: store(before + dressed).length,
    },
  });
  titles.set(file, title);
}

function positionAfter(text: string): { line: number; column: number } {
  const lines = text.split('\n');
  return { line: lines.length, column: Buffer.byteLength(lines.at(-1) ?? '') + 1 };
}

for (const one of DRESSES) write(TOKEN, one, sample(TOKEN));
for (const one of NAMED_DRESSES) write(NAMED, one, value());

for (const engine of ['re2', 're2js']) {
  const found = new Map<string, ReportedFinding[]>();
  dresses.before(() => {
    const { findings } = scanReport(repository, [], { env: { KEYFENCE_ENGINE: engine } });
    for (const finding of findings) found.set(finding.file, [...(found.get(finding.file) ?? []), finding]);
  });
  for (const [file, title] of titles) {
    dresses(`${title}, with ${engine}`, () => {
      const shown = (found.get(file) ?? []).map(({ pattern, layers = [], ...finding }) => {
        const { line, column, endLine, endColumn, start, end } = finding;
        return { pattern, layers, place: { line, column, endLine, endColumn, start, end } };
      });
      assert.equal(shown, [wanted.get(file)]);
    });
  }
}

dresses.run();
