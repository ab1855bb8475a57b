/** Env files as npm's dotenv and as python-dotenv read them: the two are the oracles, python-dotenv's answers are recorded. */
import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readEnvFile } from '../../src/environment/env-file.js';
import { isExpanded, readAsPython } from '../../src/environment/python-reading.js';
import { randomInt } from '../support/random.js';

const readings = suite('readings of an env file');

interface Reading {
  text: string;
  python: Record<string, string | null>;
}

/** Made by make-readings.py; the texts are a list of single traps and then random ones. */
const recorded = JSON.parse(readFileSync(new URL('./readings.json', import.meta.url), 'utf8')) as Reading[];

const show = (text: string) => JSON.stringify(text);

readings('python-dotenv reads as recorded', () => {
  assert.ok(recorded.length > 400);
  for (const { text, python } of recorded) {
    assert.equal(Object.fromEntries(readAsPython(text)), python, show(text));
  }
});

readings('dotenv of npm reads as it does with its slow parser', () => {
  for (const { text } of recorded) {
    assert.equal(Object.fromEntries(readEnvFile(Buffer.from(text))), parse(text), show(text));
  }
});

const ATOMS = [
  'A',
  'B',
  'C_1',
  '=',
  '=',
  ' ',
  '\n',
  '\n',
  "'",
  '"',
  '`',
  '#',
  '\\',
  'export ',
  'x',
  ':',
  '\r\n',
  '\t',
];

readings('the two parsers of dotenv agree on random texts', () => {
  for (let round = 0; round < 20_000; round++) {
    let text = '';
    for (let left = 2 + randomInt(22); left > 0; left--) text += ATOMS[randomInt(ATOMS.length)];
    assert.equal(Object.fromEntries(readEnvFile(Buffer.from(text))), parse(text), show(text));
  }
});

for (const [what, text] of [
  ['empty lines', '\n'],
  ['open quotes', 'A="\n'],
  ['quotes of three kinds', 'A=`\'"\n'],
  ['escaped quotes', 'A="\\"\\"\\"x\n'],
  ['exports', 'export '],
  ['comments', 'A= # '],
  ['openings of an expansion', '${'],
  ['spaces', '                '],
] as const) {
  readings(`a megabyte of ${what} is read`, () => {
    const file = text.repeat(Math.floor(1_000_000 / text.length));
    readEnvFile(Buffer.from(file));
    for (const value of readAsPython(`${file}\nZ=end`).values()) isExpanded(value ?? '');
  });
}

for (const [value, is] of [
  ['${NAME}', true],
  ['a${NAME:-b}c', true],
  ['$NAME', false],
  ['${NAME', false],
  ['${NAME:?b}', false],
  ['plain', false],
] as const) {
  readings(`${value} is ${is ? 'expanded' : 'left as it is'} by python-dotenv`, () => {
    assert.is(isExpanded(value), is);
  });
}

readings.run();
