/** Text that looks like one of the rarer ways to assign a value, and assigns none. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readAssignment } from '../../src/detect/assignment.js';

const test = suite('what assigns nothing');
const NAME = 'DEMO_API_KEY';

const NOTHING: Record<string, string[]> = {
  'a call that is given names': [
    'setKey(DEMO_API_KEY);',
    'set(DEMO_API_KEY, other);',
    'connect(DEMO_API_KEY, "host.internal");',
    'DEMO_API_KEY.equals(other)',
    'expect(DEMO_API_KEY).toBe(null)',
    'expect(DEMO_API_KEY).toBeDefined()',
    'getenv("DEMO_API_KEY") || other',
    'read("DEMO_API_KEY").then(x => "y")',
    'option("--DEMO_API_KEY", required=True)',
    'DEMO_API_KEY() { return this.key; }',
    'DEMO_API_KEY: () => other',
  ],
  'a value before a name that is not linked to it': [
    'f("value", DEMO_API_KEY)',
    '"value" + DEMO_API_KEY',
    'x = "value"; DEMO_API_KEY',
    '{"title": "value", "name": "DEMO_API_KEY"}',
    '["value", "DEMO_API_KEY"]',
    'label: "value"\nDEMO_API_KEY',
  ],
  'an expression without a literal to fall back on': [
    'DEMO_API_KEY = a || b',
    'DEMO_API_KEY = flag ? one : two',
    'DEMO_API_KEY = read(a, "b") + c',
    'DEMO_API_KEY = fetch("https://host.internal") || null',
  ],
  'a table or a sentence about it': [
    '| DEMO_API_KEY | required |',
    '| DEMO_API_KEY | the key to use |',
    'a = DEMO_API_KEY | mask1',
    'DEMO_API_KEY,required',
    'the DEMO_API_KEY is required',
    'the DEMO_API_KEY is: secret',
    'DEMO_API_KEY - what to sign in with',
    'DEMO_API_KEY missing',
    '<td>DEMO_API_KEY</td><td>required</td>',
    '<td>DEMO_API_KEY</td><td><b>x1y2z3</b></td>',
    'DEMO_API_KEY:\n  other: x1y2z3',
  ],
  'a comment in the place of a value': [
    'DEMO_API_KEY= # from the console',
    'export DEMO_API_KEY=   # from the console',
    'DEMO_API_KEY= #from the console\nOTHER=x',
    'DEMO_API_KEY= #\nOTHER=x',
    'DEMO_API_KEY: # set by the chart\n',
  ],
  'a level below without a value': [
    '"DEMO_API_KEY": {"type": "string"}',
    'DEMO_API_KEY: {\n  required: true\n}',
    'DEMO_API_KEY:\n  type: string',
    'DEMO_API_KEY:\nvalue: x1y2z3',
    'DEMO_API_KEY:\n- name: other',
  ],
};

for (const [title, texts] of Object.entries(NOTHING)) {
  test(title, () => {
    for (const line of texts) {
      const text = `first line\n${line}\nlast line\n`;
      const found = readAssignment(text, text.indexOf(NAME), NAME.length);
      assert.is(found && text.slice(found.start, found.end), null, line);
    }
  });
}

test.run();
