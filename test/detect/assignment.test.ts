/** Every syntax of an assignment that is read, and everything near one that is not. */

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readAssignment } from '../../src/detect/assignment.js';

const test = suite('readAssignment');

/** A value that no identifier looks like, and that no format knows. */
const MIXED = ['a1b2', 'c3d4', 'e5f6'].join('');

interface Read {
  name: string;
  value: string;
  quoted: boolean;
}

function read(text: string, hit = 'DEMO_API', nth = 0): Read | null {
  let at = text.indexOf(hit);
  for (let i = 0; i < nth; i++) at = text.indexOf(hit, at + 1);
  assert.ok(at >= 0, `the hit stands in ${text}`);
  const found = readAssignment(text, at, hit.length);
  if (found === null) return null;
  return {
    name: text.slice(found.nameStart, found.nameEnd),
    value: text.slice(found.start, found.end),
    quoted: found.quoted,
  };
}

function reads(
  title: string,
  texts: string[],
  expected: { value?: string; quoted: boolean; name?: string },
): void {
  test(title, () => {
    for (const text of texts) {
      const wanted = {
        name: expected.name ?? 'DEMO_API_KEY',
        value: expected.value ?? 'value',
        quoted: expected.quoted,
      };
      assert.equal(read(text), wanted, text);
      assert.equal(read(`first line\n${text}\nlast line\n`), wanted, `${text} between lines`);
    }
  });
}

function readsNothing(title: string, texts: string[]): void {
  test(title, () => {
    for (const text of texts) {
      assert.is(read(text), null, text);
      assert.is(read(`first line\n${text}\nlast line\n`), null, `${text} between lines`);
    }
  });
}

reads(
  'an unquoted value counts in shells, env files and command lines',
  [
    'DEMO_API_KEY=value',
    'export DEMO_API_KEY=value',
    'export DEMO_API_KEY=value # a comment',
    'set DEMO_API_KEY=value',
    'set -gx DEMO_API_KEY value',
    'setenv DEMO_API_KEY value',
    'setx DEMO_API_KEY value',
    '  declare -x DEMO_API_KEY=value',
    '# DEMO_API_KEY=value',
    '// DEMO_API_KEY=value',
    '$ export DEMO_API_KEY=value',
    'ENV DEMO_API_KEY value',
    'ENV DEMO_API_KEY=value',
    'ENV OTHER=1 DEMO_API_KEY=value',
    'ARG DEMO_API_KEY=value',
    'ENV OTHER=1 \\\n    DEMO_API_KEY=value \\\n    LAST=2',
    'docker run -e DEMO_API_KEY=value image',
    'docker build --build-arg DEMO_API_KEY=value .',
    'kubectl create secret generic x --from-literal=DEMO_API_KEY=value',
    'DEMO_API_KEY=value npm run start',
    'OTHER=1 DEMO_API_KEY=value; run',
    'cd x && DEMO_API_KEY=value node .',
    '    run: DEMO_API_KEY=value make',
    'Environment=DEMO_API_KEY=value',
    'java -DDEMO_API_KEY=value -jar x.jar',
    '      - DEMO_API_KEY=value',
    '      - "DEMO_API_KEY=value"',
    "      - 'DEMO_API_KEY=value'",
    'putenv("DEMO_API_KEY=value");',
    '$env:DEMO_API_KEY=value',
    'DEMO_API_KEY:=value',
  ],
  { quoted: false },
);

reads(
  'an unquoted value counts in YAML, headers, properties and markup',
  [
    'DEMO_API_KEY: value',
    '  DEMO_API_KEY: value  # a comment',
    '- DEMO_API_KEY: value',
    '"DEMO_API_KEY": value',
    'DEMO_API_KEY: &anchor value',
    'DEMO_API_KEY: >-\n  value',
    'DEMO_API_KEY: |\n    value\nnext: 1',
    "curl -H 'DEMO_API_KEY: value' https://host.internal",
    'curl -H "DEMO_API_KEY:value" https://host.internal',
    '<DEMO_API_KEY>value</DEMO_API_KEY>',
    '<DEMO_API_KEY type="text">\n  value\n</DEMO_API_KEY>',
    '<DEMO_API_KEY><![CDATA[value]]></DEMO_API_KEY>',
    '<string name="DEMO_API_KEY">value</string>',
    '<setting name="DEMO_API_KEY" serializeAs="String">\n  <value>value</value>\n</setting>',
    '<entry key="DEMO_API_KEY">value</entry>',
    '<key>DEMO_API_KEY</key>\n\t<string>value</string>',
    '<name>DEMO_API_KEY</name><value>value</value>',
    '- name: DEMO_API_KEY\n  value: value',
    '- name: "DEMO_API_KEY"\n  value: value\n- name: OTHER\n  value: x',
    '- name: DEMO_API_KEY # which one\n  value: value # this one',
    'https://host.internal/path?DEMO_API_KEY=value&page=1',
    'https://host.internal/path?page=1&DEMO_API_KEY=value',
    'https://host.internal/path?page=1&amp;DEMO_API_KEY=value&amp;x=1',
    'url = "https://host.internal/?DEMO_API_KEY=value"',
    'x = "Server=host;DEMO_API_KEY=value;Database=db"',
    '"env": "A=1\\nDEMO_API_KEY=value\\nB=2"',
  ],
  { quoted: false },
);

reads(
  'a quoted value counts in every syntax',
  [
    'DEMO_API_KEY="value"',
    "DEMO_API_KEY='value' run",
    'export DEMO_API_KEY="value"',
    'DEMO_API_KEY = "value"  # a comment',
    'DEMO_API_KEY := "value"',
    'DEMO_API_KEY := `value`',
    'DEMO_API_KEY ||= "value"',
    "DEMO_API_KEY => 'value',",
    ":DEMO_API_KEY => 'value'",
    'DEMO_API_KEY: "value"',
    '"DEMO_API_KEY": "value"',
    '{"a":"b","DEMO_API_KEY":"value"}',
    '"{\\"DEMO_API_KEY\\": \\"value\\"}"',
    '"{\\\\\\"DEMO_API_KEY\\\\\\":\\\\\\"value\\\\\\"}"',
    `-d '{"DEMO_API_KEY": "value"}'`,
    "{ DEMO_API_KEY: 'value' }",
    "const DEMO_API_KEY: string = 'value';",
    "const DEMO_API_KEY =\n  'value';",
    "DEMO_API_KEY?: string = 'value'",
    'const DEMO_API_KEY: &\'static str = "value";',
    'DEMO_API_KEY: Final[str] = "value"',
    'DEMO_API_KEY: Annotated[str, x] = "value"',
    'var DEMO_API_KEY string = "value"',
    'Dim DEMO_API_KEY = "value"',
    'char DEMO_API_KEY[] = "value";',
    'char DEMO_API_KEY[32] = "value";',
    '#define DEMO_API_KEY "value"',
    '(setq DEMO_API_KEY "value")',
    "process.env.DEMO_API_KEY = 'value';",
    "process.env['DEMO_API_KEY'] = 'value';",
    'os.environ["DEMO_API_KEY"] = "value"',
    'os.environ.setdefault("DEMO_API_KEY", "value")',
    'os.environ.get("DEMO_API_KEY", "value")',
    'os.environ.get("DEMO_API_KEY") or "value"',
    "process.env.DEMO_API_KEY || 'value'",
    "process.env.DEMO_API_KEY ?? 'value'",
    "getenv('DEMO_API_KEY') ?: 'value'",
    'ENV.fetch("DEMO_API_KEY", "value")',
    "env('DEMO_API_KEY', 'value')",
    'setenv("DEMO_API_KEY", "value", 1)',
    'setenv DEMO_API_KEY "value"',
    "define('DEMO_API_KEY', 'value');",
    'define( "DEMO_API_KEY",\n  "value" );',
    'request.setHeader("DEMO_API_KEY", "value")',
    '$ENV{DEMO_API_KEY} = "value";',
    '$env:DEMO_API_KEY = "value"',
    '$DEMO_API_KEY = "value";',
    'this->DEMO_API_KEY = "value";',
    '$this->DEMO_API_KEY = "value";',
    '["DEMO_API_KEY"] = "value"',
    '["DEMO_API_KEY", "value"]',
    'DEMO_API_KEY = [[value]]',
    'DEMO_API_KEY = """value"""',
    "DEMO_API_KEY = '''\nvalue\n'''",
    'DEMO_API_KEY = b"value"',
    'DEMO_API_KEY = (\n    "value"\n)',
    'DEMO_API_KEY = \\\n    "value"',
    'DEMO_API_KEY = []byte("value")',
    'DEMO_API_KEY = ["value", "other"]',
    '<Map DEMO_API_KEY="value" />',
    "<Map DEMO_API_KEY={'value'} />",
    '<add key="DEMO_API_KEY" value="value"/>',
    '<add\n  key="DEMO_API_KEY"\n  value="value" />',
    '<env name="DEMO_API_KEY" value="value"/>',
    '<input name="DEMO_API_KEY" type="hidden" value="value">',
    'name="DEMO_API_KEY" value="value"',
    '{ "name": "DEMO_API_KEY", "value": "value" }',
    '{\n  "key": "DEMO_API_KEY",\n  "enabled": true,\n  "value": "value"\n}',
    '"{\\"name\\":\\"DEMO_API_KEY\\",\\"value\\":\\"value\\"}"',
    '- name: DEMO_API_KEY\n  value: "value"',
    "{ name: DEMO_API_KEY, value: 'value' }",
    'name  = "DEMO_API_KEY"\n    value = "value"',
    'variable "DEMO_API_KEY" {\n  type = string\n  default = "value"\n}',
    "DEMO_API_KEY('value')",
    'DEMO_API_KEY(\n  "value",\n)',
    'if (DEMO_API_KEY == "value") {',
    'DEMO_API_KEY <- "value"',
    'DEMO_API_KEY "value"',
    'set "OTHER=1" & set DEMO_API_KEY="value"',
    '"DEMO_API_KEY" : \'value\'',
  ],
  { quoted: true },
);

reads(
  'a flag takes the next word, or what follows its equals sign',
  [
    'tool --demo-DEMO_API_KEY value --verbose',
    'tool --demo-DEMO_API_KEY=value',
    'tool --demo-DEMO_API_KEY \\\n  value',
    'sh -c "tool --demo-DEMO_API_KEY value"',
    '["tool", "--demo-DEMO_API_KEY=value"]',
  ],
  { quoted: false, name: 'demo-DEMO_API_KEY' },
);

reads(
  'a flag takes a quoted word too',
  [
    'tool --demo-DEMO_API_KEY "value"',
    "tool --demo-DEMO_API_KEY='value'",
    '["tool", "--demo-DEMO_API_KEY", "value"]',
    'args:\n  - run\n  "--demo-DEMO_API_KEY",\n  "value"',
  ],
  { quoted: true, name: 'demo-DEMO_API_KEY' },
);

reads('the name is the whole identifier', ['my.app.DEMO_API_KEY-2=value'], {
  quoted: false,
  name: 'my.app.DEMO_API_KEY-2',
});

reads(
  'a value with digits mixed in counts unquoted where code could stand',
  [
    `DEMO_API_KEY = ${MIXED}`,
    `DEMO_API_KEY = ${MIXED} ; a comment`,
    `{ DEMO_API_KEY: ${MIXED}, x: 1 }`,
    `call(DEMO_API_KEY=${MIXED})`,
    `DEMO_API_KEY: ${MIXED},`,
  ],
  { quoted: false, value: MIXED },
);

reads('a number and a value with signs of no identifier count', ['DEMO_API_KEY = 5%k#9@z'], {
  quoted: false,
  value: '5%k#9@z',
});

reads(
  'a default is the value',
  [
    `DEMO_API_KEY=\${OTHER:-value}`,
    `DEMO_API_KEY: \${OTHER:=value}`,
    `\${DEMO_API_KEY:-value}`,
    `x = \${DEMO_API_KEY:=value}`,
    `password: \${DEMO_API_KEY:value}`,
  ],
  { quoted: false },
);

reads(
  'a value may hold blanks where its line is its own',
  ['DEMO_API_KEY: two words # a comment', "-H 'DEMO_API_KEY: two words'", 'DEMO_API_KEY: >\n  two words\n'],
  { quoted: false, value: 'two words' },
);

reads(
  'references are read whole',
  [`DEMO_API_KEY: \${{ secrets.KEY }}`, `DEMO_API_KEY=\${{ secrets.KEY }}`],
  {
    quoted: false,
    value: `\${{ secrets.KEY }}`,
  },
);

reads('an escaped quote does not end a value', ['DEMO_API_KEY = "va\\"lue"'], {
  quoted: true,
  value: 'va\\"lue',
});
reads('a backslash before a closing quote is a character', ["DEMO_API_KEY = 'value\\'"], {
  quoted: true,
  value: 'value\\',
});
reads('a quote that never closes holds one word', ['export DEMO_API_KEY="value'], { quoted: true });
reads('a template literal is a literal', [`DEMO_API_KEY = \`Bearer \${token}\``], {
  quoted: true,
  value: `Bearer \${token}`,
});

readsNothing('an expression is no literal', [
  'DEMO_API_KEY = foo',
  'DEMO_API_KEY = foo.bar',
  'DEMO_API_KEY = foo()',
  'DEMO_API_KEY = foo[0]',
  'DEMO_API_KEY = foo.bar2.baz;',
  'DEMO_API_KEY = a + b',
  'DEMO_API_KEY = await read("x")',
  'DEMO_API_KEY = os.environ["OTHER"]',
  'DEMO_API_KEY=os.getenv("OTHER")',
  'DEMO_API_KEY=$(cat file)',
  'DEMO_API_KEY := getSha256Base64(x)',
  'const DEMO_API_KEY = process.env.OTHER;',
  'call(DEMO_API_KEY=foo)',
  'call(x, DEMO_API_KEY=self.foo)',
  'call(\n  DEMO_API_KEY=foo,\n)',
  '{ DEMO_API_KEY: foo }',
  '{\n  DEMO_API_KEY: foo\n}',
  '{\n  DEMO_API_KEY: foo.bar,\n}',
  'DEMO_API_KEY: foo(1)',
  'DEMO_API_KEY: env.OTHER',
  'DEMO_API_KEY => $foo,',
  '$DEMO_API_KEY = $foo->bar;',
  'DEMO_API_KEY: x ? y : z',
  'DEMO_API_KEY: *anchor',
  '<DEMO_API_KEY>{foo}</DEMO_API_KEY>',
  '"DEMO_API_KEY=" + foo + "&x=1"',
  "'DEMO_API_KEY: ' + foo + ' '",
  'x = "https://host.internal/?DEMO_API_KEY=" + foo + "&x"',
  `"{'DEMO_API_KEY': '" + foo + "'}"`,
]);

readsNothing('null, true, types and nothing are no literals', [
  'DEMO_API_KEY = null',
  'DEMO_API_KEY: None',
  'DEMO_API_KEY=true',
  'DEMO_API_KEY: undefined,',
  'DEMO_API_KEY: false',
  'DEMO_API_KEY: string',
  'DEMO_API_KEY: string;',
  'DEMO_API_KEY?: string',
  'DEMO_API_KEY: Optional[str]',
  'DEMO_API_KEY: Map<string, string>',
  "DEMO_API_KEY: 'a' | 'b'",
  'DEMO_API_KEY: str = None',
  'DEMO_API_KEY=',
  'DEMO_API_KEY = ""',
  "DEMO_API_KEY: ''",
  '"DEMO_API_KEY": ""',
  '"DEMO_API_KEY": {"a": "b"}',
  '"DEMO_API_KEY": {\n  "a": "b"\n}',
  'DEMO_API_KEY:\n  "child": "x"',
  '<DEMO_API_KEY></DEMO_API_KEY>',
  '<DEMO_API_KEY/>',
  'var DEMO_API_KEY string',
]);

readsNothing('a name that nothing is assigned to has no value', [
  'docker run -e DEMO_API_KEY image',
  'process.env.DEMO_API_KEY',
  'os.getenv("DEMO_API_KEY")',
  `\${{ secrets.DEMO_API_KEY }}`,
  `\${DEMO_API_KEY}`,
  `\${DEMO_API_KEY:?must be set}`,
  '"$DEMO_API_KEY"',
  'the DEMO_API_KEY is what you want',
  'DEMO_API_KEY::new("x")',
  'DEMO_API_KEY://host.internal',
  '{ "DEMO_API_KEY", "x": 1 }',
  '- name: DEMO_API_KEY\n  valueFrom:\n    secretKeyRef: x',
  '- name: DEMO_API_KEY\n- name: OTHER\n  value: x',
  'useState<DEMO_API_KEY>(null) < 1',
  'tool --DEMO_API_KEY --verbose',
  'tool --DEMO_API_KEY | less',
]);

test('both names of an expression have the literal that it falls back on', () => {
  const text = "const DEMO_API_KEY = process.env.DEMO_API_KEY || 'value';";
  const expected = { name: 'DEMO_API_KEY', value: 'value', quoted: true };
  assert.equal(read(text), expected);
  assert.equal(read(text, 'DEMO_API', 1), expected);
});

test('a private key may span lines', () => {
  const key = ['-----BEGIN', 'X KEY-----\nabc\n-----END', 'X KEY-----'].join(' ');
  assert.is(read(`DEMO_API_KEY="${key}"`)?.value, key);
  assert.is(
    read(`DEMO_API_KEY: |\n  ${key.replaceAll('\n', '\n  ')}\nx: 1`)?.value,
    key.replaceAll('\n', '\n  '),
  );
});

test('a name or a value of endless length is none', () => {
  assert.is(read(`${'x'.repeat(200)}DEMO_API_KEY=value`), null);
  assert.is(read(`DEMO_API_KEY${'x'.repeat(200)}=value`), null);
  assert.is(read(`DEMO_API_KEY="${'x'.repeat(1200)}"`), null);
  assert.is(read(`DEMO_API_KEY=${'x'.repeat(1200)}`), null);
  assert.is(read(`DEMO_API_KEY=${'x'.repeat(1000)}`)?.value.length, 1000);
});

test('what a window cuts off is not taken for the start of a line', () => {
  const line = 'DEMO_API_KEY: plainword';
  assert.is(read(' '.repeat(280) + line)?.value, 'plainword');
  assert.is(read(' '.repeat(300) + line), null);
});

test('only the near surroundings of the hit decide', () => {
  const hit = 'DEMO_API_KEY="value"\n';
  const near = ' '.repeat(400) + hit + ' '.repeat(1200);
  for (const far of ['"', "'", '{', '<', '\\', 'x']) {
    const text = far.repeat(2000) + near + far.repeat(2000);
    const at = text.indexOf('DEMO');
    assert.equal(readAssignment(text, at, 12), {
      nameStart: at,
      nameEnd: at + 12,
      start: at + 14,
      end: at + 19,
      quoted: true,
    });
  }
});

test('any text around a hit is survived, and a range within the text comes out', () => {
  const alphabet = ' \n\t"\'`=:<>{}[]()$,;&?\\/#-|@%xX09';
  let seed = 7;
  const random = (): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  const noise = (): string =>
    Array.from({ length: 12 }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');
  let found = 0;
  for (let i = 0; i < 20000; i++) {
    const before = noise();
    const text = `${before}KEY${noise()}`;
    const value = readAssignment(text, before.length, 3);
    if (value === null) continue;
    found++;
    assert.ok(value.nameStart <= before.length && value.nameEnd >= before.length + 3);
    assert.ok(value.start > value.nameEnd - 1 && value.end > value.start && value.end <= text.length);
  }
  assert.ok(found > 100);
});

test.run();
