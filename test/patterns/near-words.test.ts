/** Which names of a provider count near a value. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileRecord } from '../../src/patterns/compile.js';
import type { PatternRecord } from '../../src/types.js';
import { patternOf } from '../support/sample.js';

const test = suite('near words');

function compile(record: PatternRecord, provider = 'Some Thing') {
  const place = { id: 'some-thing-key', provider, variable: null };
  const [pattern] = compileRecord({ pattern: '[0-9a-f]{32}', ...record }, place);
  assert.ok(pattern);
  return { near: pattern.near.map(({ word }) => word), literals: pattern.literals };
}

test('a name begins with the provider, however its words are joined', () => {
  assert.equal(compile({ context: ['some_thing_api_key', 'SOMETHING_TOKEN', 'st_key_name'] }).near, [
    'something',
  ]);
  assert.equal(compile({ context: ['onelogin_secret'] }, 'One Login').near, ['onelogin']);
});

test('a name that is not the provider alone does not count', () => {
  assert.equal(compile({ context: ['routing_key', 'wallet_key'] }).near, []);
});

test('neither does a short one, or one that is found everywhere', () => {
  assert.equal(compile({ context: ['wiz_secret'] }, 'Wiz').near, []);
  assert.equal(compile({ context: ['linear_secret', 'box_secret'] }, 'Linear Box').near, []);
});

test('a pattern can say which names count, and that none does', () => {
  const { near, literals } = compile({ context: ['some_thing_key'], near: ['other-name'] });
  assert.equal(near, ['othername']);
  assert.ok(literals.includes('othername'));
  assert.equal(compile({ context: ['some_thing_key'], near: [] }).near, []);
});

test('a loose format does not count near a name', () => {
  const context = ['some_thing_key'];
  assert.equal(compile({ context, pattern: '[!-~]{16,64}' }).near, []);
  assert.equal(compile({ context, pattern: '[0-9a-f]{8}' }).near, []);
});

test('an English word is no distinctive name', () => {
  const isDistinctive = (id: string) => patternOf(id).near.map((near) => near.isDistinctive);
  assert.equal(isDistinctive('percy-token'), [false]);
  assert.equal(isDistinctive('datadog-api-key'), [true]);
});

test('generic patterns have no provider', () => {
  assert.equal(patternOf('generic-secret-assignment').near, []);
});

test.run();
