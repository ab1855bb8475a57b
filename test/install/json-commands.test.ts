/** Commands in JSON: a part is put in and taken out, and every other byte stays. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { countParts, putPart, takePart } from '../../src/install/json-commands.js';

const commands = suite('commands in JSON');

const PART = { part: 'ours "$@" || exit $?', alone: 'ours alone' };
const KEEPS_INPUT = { part: 'x=$(cat); exec <<EOF\n$x\nEOF\n', alone: 'ours alone' };
const PATH = ['hooks', 'pre-commit'];

const read = (text: string): Record<string, string> =>
  (JSON.parse(Buffer.from(text, 'latin1').toString()) as { hooks: Record<string, string> }).hooks;

for (const [title, text] of [
  ['a command', '{"hooks": {"pre-commit": "theirs; true", "b": "c"}}'],
  ['an empty command', '{"hooks": {"pre-commit": ""}}'],
  ['a command with escapes', '{"hooks": {"pre-commit": "a \\"b\\" \\u00e9 \\\\ caf\xc3\xa9"}}'],
  ['no such command, on one line', '{"hooks": {"b": "c"}}'],
  ['no such command, on lines with tabs', '{\r\n\t"hooks": {\r\n\t\t"a": "b",\r\n\t\t"b": "c"\r\n\t}\r\n}'],
  ['no commands at all', '{\n  "hooks": {}\n}\n'],
] as const) {
  commands(`${title}: ours comes first, is put in once, and goes without a trace`, () => {
    for (const part of [PART, KEEPS_INPUT]) {
      const written = putPart(text, PATH, part) as string;
      const theirs = read(text)['pre-commit'];
      const value = read(written)['pre-commit'] as string;
      assert.ok(value.startsWith(": '>>> keyfence >>>'; "));
      assert.ok(value.includes(theirs === undefined ? part.alone : part.part));
      assert.ok(value.endsWith(theirs === undefined ? "'<<< keyfence <<<'" : `; ${theirs}`));
      assert.equal({ ...read(written), 'pre-commit': theirs }, { 'pre-commit': theirs, ...read(text) });
      assert.is(countParts(written), 1);
      assert.is(putPart(written, PATH, part), written);
      assert.is(takePart(written, PATH), text);
    }
  });
}

commands('another part takes the place of the first', () => {
  const text = '{"hooks": {"pre-commit": "theirs"}}';
  const first = putPart(text, PATH, { part: 'older', alone: 'older' }) as string;
  assert.is(putPart(first, PATH, PART), putPart(text, PATH, PART));
});

commands('several of ours come out in any order, also with a foreign one put between', () => {
  const text = '{ "hooks": { "a": "b" } }';
  let written: string = text;
  for (const name of ['x', 'y', 'z']) written = putPart(written, ['hooks', name], PART) as string;
  for (const order of ['xyz', 'zyx', 'yzx']) {
    const left = [...order].reduce((rest, name) => takePart(rest, ['hooks', name]) as string, written);
    assert.is(left, text);
  }
  const between = written.replace('"y"', '"mine": "1", "y"');
  const left = [...'xyz'].reduce((rest, name) => takePart(rest, ['hooks', name]) as string, between);
  assert.equal(read(left), { a: 'b', mine: '1' });
});

for (const [title, text] of [
  ['comments', '{"hooks": {"pre-commit": "x"} /* a */}'],
  ['what is no JSON', '{"hooks": '],
  ['a name that stands twice', '{"hooks": {"pre-commit": "x", "pre-commit": "y"}}'],
  ['a group that stands twice', '{"hooks": {}, "hooks": {}}'],
  ['a list', '{"hooks": {"pre-commit": ["x"]}}'],
  ['nothing to put it in', '{}'],
  ['a text instead', '{"hooks": "file.js"}'],
  ['white space between the braces, which would not come back', '{"hooks": { }}'],
] as const) {
  commands(`${title}: not understood`, () => assert.is(putPart(text, PATH, PART), null));
}

commands('a part that somebody changed is not guessed at', () => {
  const written = putPart('{"hooks": {"pre-commit": "theirs"}}', PATH, PART) as string;
  for (const changed of [
    written.replace("<<< keyfence <<<'; ", "<<< keyfence <<<' && "),
    written.replace('<<< keyfence', '<< keyfence'),
    written.replace(": '>>>", "first; : '>>>"),
  ]) {
    assert.is.not(changed, written);
    assert.is(takePart(changed, PATH), null);
  }
});

commands.run();
