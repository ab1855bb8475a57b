/** No output holds more of a secret than its format's literal prefix: for every pattern of the catalog, in every format. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesOf, type Node, parseSyntax } from '../../src/patterns/syntax.js';
import { type Ran, Repository } from '../support/repository.js';
import { catalog, patternOf, sample } from '../support/sample.js';
import { filesRead, runBin, scanReport } from '../support/scanned.js';
import { type Surrounding, surroundingsFor } from '../support/surroundings.js';

const masking = suite('masking');

const WINDOW = 6; // bytes of a secret that no output may hold in a row
const LITERAL = 4; // bytes in a row that tell a format's own text from chance

const ids = [...new Set(catalog.map(({ id }) => id))];
const samples = new Map(ids.map((id) => [id, sample(patternOf(id))]));

/** A file for each pattern, named after it, with a sample in a place where it counts. */
function makeLeaks(): Repository {
  const files = [...samples].map(([id, text]) => {
    const { before, after } = surroundingsFor(patternOf(id))[0] as Surrounding;
    return [`leaks/${id}.txt`, Buffer.from(before + text + after, 'latin1')] as const;
  });
  return new Repository().write(Object.fromEntries(files));
}

/**
 * The windows of a sample that chance filled. What stands in the pattern itself or in other samples of it is the format's
 * own text, such as the header of a key, and may stand in a title or an address as well.
 */
function secretWindows(id: string): string[] {
  const { source } = patternOf(id);
  const others = Array.from({ length: 3 }, () => sample(patternOf(id)));
  const texts = [...others, ...(source === null ? [] : literalsOf(parseSyntax(source).node))];
  const own = new Set(texts.flatMap((text) => windowsOf(text, LITERAL)));
  const all = windowsOf(samples.get(id) as string, WINDOW);
  return all.filter((window) => windowsOf(window, LITERAL).every((part) => !own.has(part)));
}

/** The runs of fixed bytes in a pattern, wherever they stand in it. */
function literalsOf(node: Node): string[] {
  if (node.kind === 'group' || node.kind === 'repeat') return literalsOf(node.node);
  if (node.kind === 'choice') return node.nodes.flatMap(literalsOf);
  if (node.kind === 'bytes') return [];
  const runs = [''];
  for (const one of node.nodes) {
    const bytes = one.kind === 'bytes' ? bytesOf(one.set) : [];
    if (bytes.length === 1) runs.push(runs.pop() + String.fromCharCode(bytes[0] as number));
    else runs.push(...literalsOf(one), '');
  }
  return runs;
}

function windowsOf(text: string, length: number): string[] {
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) =>
    text.slice(at, at + length),
  );
}

const windows = new Map(ids.map((id) => [id, secretWindows(id)]));

function leaking({ stdout, stderr }: Ran): string[] {
  const printed = new Set(windowsOf(stdout + stderr, WINDOW));
  return ids.filter((id) => windows.get(id)?.some((window) => printed.has(window)));
}

const repository = makeLeaks();

masking('there is something to look for in nearly every sample', () => {
  const without = ids.filter((id) => windows.get(id)?.length === 0);
  assert.ok(without.length < ids.length / 20, without.join(', '));
});

masking('something is found in the sample of every pattern', () => {
  const read = new Set(filesRead(scanReport(repository, ['--confidence', 'low'])));
  assert.equal(
    ids.filter((id) => !read.has(`leaks/${id}.txt`)),
    [],
  );
});

for (const words of [
  ['scan'],
  ['scan', '--format', 'json'],
  ['scan', '--confidence', 'low'],
  ['scan', '--confidence', 'low', '--format', 'json'],
]) {
  masking(`keyfence ${words.join(' ')} shows nothing of any secret`, () => {
    const ran = runBin(repository, words);
    assert.is(ran.status, 1);
    assert.equal(leaking(ran), []);
  });
}

masking('nor does a staged scan', () => {
  repository.git('add', '.');
  assert.equal(leaking(runBin(repository, ['pre-commit'])), []);
});

masking.run();
