/** Regexes over paths as rules in the syntax of .gitignore: JavaScript's own RegExp says what each should cover. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rulesOfPathRegex } from '../../src/carry-over/path-regex.js';
import { coverageOf } from '../../src/config/path-rule.js';

const paths = suite('path regexes');

const FOLDERS = [
  '',
  'a/',
  'vendor/',
  'test/',
  'docs/',
  'xvendor/',
  'test/fixtures/',
  'a/test/b/',
  'src/vendor/c/',
  'docs/a/',
];
const NAMES = [
  'a',
  'vendor',
  'x.js',
  'xyjs',
  'doc.md',
  'package-lock.json',
  'go.sum',
  'a b',
  'lib',
  '.md',
  'fixtures',
  'te.js',
  '[x]*',
];
const FILES = FOLDERS.flatMap((folder) => NAMES.map((name) => folder + name));

for (const source of [
  'vendor/',
  '^vendor/',
  '(^|/)vendor/',
  '(?:^|/)(?:docs|test)/',
  '.*/vendor/.*',
  '[\\\\/]test[\\\\/]',
  'package-lock\\.json$',
  '(.*?)(js|md|sum)$',
  '^test/fixtures/',
  '^test/.*\\.js$',
  'go\\.(mod|sum)$',
  '^.*\\.md$',
  'x\\.js',
  'a b',
  'docs/?',
  '^lib',
  '^(test|docs)/[^/]+\\.md$',
  '^docs/.+\\.md',
  'fixtures',
  '\\[x\\]\\*$',
  '^test/.*/b/',
  '^src.*/c/',
  '^te.*js$',
]) {
  paths(`${source} covers the same files as its rules`, () => {
    const rules = rulesOfPathRegex(source);
    assert.ok(rules);
    const covers = (rules as string[]).map((rule) => coverageOf(rule));
    const regex = new RegExp(source);
    const covered = FILES.filter((file) => covers.some((isCovered) => isCovered(file)));
    assert.equal(
      covered,
      FILES.filter((file) => regex.test(file)),
    );
  });
}

for (const source of [
  '\\w+',
  '',
  '.*',
  '^',
  '$',
  '(?i)docs/',
  'a{3}',
  '(a',
  'a)',
  '[ab]c',
  'a(?=b)',
  'x^y',
  '(a|b)+',
  'ä',
  '\\',
  '(('.repeat(400),
  '(a|b)'.repeat(10),
]) {
  paths(`${source.slice(0, 20)} has no equal`, () => {
    assert.is(rulesOfPathRegex(source), null);
  });
}

paths.run();
