import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadEngine } from '../../src/detect/regex.js';
import { bytesOf, parseSyntax, SyntaxProblem } from '../../src/patterns/syntax.js';

const syntax = suite('the regex subset');

const refused: [source: string, position: number][] = [
  ['a(b', 3],
  ['a)b', 1],
  ['[abc', 0],
  ['a{1001}', 1],
  ['a{5,2}', 1],
  ['a{x}', 1],
  ['a**', 2],
  ['*a', 0],
  ['^a', 0],
  ['a$', 1],
  ['\\bword', 0],
  ['(?=a)', 1],
  ['(?<name>a)', 1],
  ['a(?i)b', 2],
  ['\\1', 0],
  ['\\p{L}', 0],
  ['\\u0041', 0],
  ['\\cA', 0],
  ['\\x4', 2],
  ['[z-a]', 4],
  ['[[:alpha:]]', 1],
  ['caf\u00e9', 3],
  ['a\u0000', 1],
];
for (const [source, position] of refused) {
  syntax(`refuses ${JSON.stringify(source)} and says where`, () => {
    try {
      parseSyntax(source);
      assert.unreachable('it was accepted');
    } catch (error) {
      assert.instance(error, SyntaxProblem);
      assert.is((error as SyntaxProblem).position, position);
    }
  });
}

syntax('refuses groups nested without end', () => {
  assert.throws(
    () => parseSyntax('('.repeat(100_000)),
    (error: unknown) => error instanceof SyntaxProblem,
  );
});

const classes: [source: string, bytes: string][] = [
  ['[a-c]', 'abc'],
  ['[]a]', ']a'],
  ['[a-]', 'a-'],
  ['[\\d\\-x]', '0123456789-x'],
  ['[\\]\\\\]', ']\\'],
  ['\\.', '.'],
  ['\\x41', 'A'],
];
for (const [source, expected] of classes) {
  syntax(`${source} is the set of ${JSON.stringify(expected)}`, () => {
    const { node } = parseSyntax(source);
    assert.is(node.kind, 'bytes');
    if (node.kind !== 'bytes') return;
    assert.equal(
      bytesOf(node.set),
      [...expected].map((char) => char.charCodeAt(0)).sort((a, b) => a - b),
    );
  });
}

for (const name of ['re2', 're2js']) {
  const engine = tryEngine(name);
  const test = engine ? syntax : syntax.skip;
  test(`every class has the bytes that ${name} gives it`, () => {
    for (const source of [
      '\\d',
      '\\D',
      '\\w',
      '\\W',
      '\\s',
      '\\S',
      '.',
      '[^a-z]',
      '[\\s\\w.-]',
      '[^\\n"]',
      '\\n',
      '\\xff',
    ]) {
      const { node } = parseSyntax(source);
      if (node.kind !== 'bytes' || !engine) throw new Error('expected a class');
      const matcher = engine.compile(source, { anchored: true });
      for (let byte = 0; byte < 256; byte++) {
        const found = matcher.find(String.fromCharCode(byte)) !== null;
        assert.is(found, node.set[byte] === 1, `${source} and byte ${byte}`);
      }
    }
  });
}

function tryEngine(name: string) {
  try {
    return loadEngine(name);
  } catch {
    return null;
  }
}

syntax.run();
