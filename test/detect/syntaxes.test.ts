/** A credential is found, with its exact range, in every way people write one down. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PIECE_SIZE } from '../../src/examine/pieces.js';
import { asSecret } from '../support/record.js';
import { randomText, sample } from '../support/sample.js';
import { told } from '../support/seams.js';
import { SYNTAXES, writeForm } from '../support/syntaxes/write.js';

const test = suite('syntaxes');

/** Letters and digits that change often: unquoted, a text of few changes can be the name of a variable. */
function mixedText(length: number): string {
  for (;;) {
    const text = randomText(length);
    if ((text.match(/[0-9](?=[A-Za-z])|[A-Za-z](?=[0-9])/g) ?? []).length >= 5) return asSecret(text);
  }
}

const KINDS: { pattern: string; words: string[]; make: () => string }[] = [
  { pattern: 'generic-secret-assignment', words: ['demo', 'api', 'key'], make: () => mixedText(32) },
  { pattern: 'generic-password-assignment', words: ['mail', 'password'], make: () => mixedText(14) },
  { pattern: 'datadog-api-key', words: ['datadog', 'api', 'key'], make: () => sample('datadog-api-key') },
];

/** What has no format of its own may be known better: by the other generic pattern, or by what the line is. */
function isToldAs(one: string, asked: string): boolean {
  return one === asked || asked.startsWith('generic-');
}

for (const [language, forms] of Object.entries(SYNTAXES)) {
  for (const { pattern, words, make } of KINDS) {
    test(`${pattern} in ${language}`, async () => {
      for (const form of forms) {
        const value = make();
        const text = `first line\n${writeForm(form, words, value)}\nlast line\n`;
        const { findings } = await told({ bytes: Buffer.from(text, 'latin1'), rest: null }, PIECE_SIZE);
        const places = findings
          .filter((one) => isToldAs(one.pattern, pattern))
          .map(({ range }) => range.start);
        const isFound =
          places.some((start) => text.startsWith(value, start)) &&
          findings.every(({ secret }) => secret === value);
        assert.ok(isFound, `${form}: ${findings.map((one) => one.pattern).join(', ') || 'nothing'}`);
      }
    });
  }
}

test.run();
