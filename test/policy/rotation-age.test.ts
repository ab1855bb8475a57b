/** How old secrets may get, by the days of the schema. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { viewPolicyProject } from '../../src/policy/project.js';
import { judgeAges, rotationAge } from '../../src/policy/rotation/rotation-age.js';
import { Repository } from '../support/repository.js';
import { answered } from './answered.js';

const ages = suite('the age of secrets');

const TODAY = '2026-10-01';

async function judged(names: Record<string, object>) {
  const schema = JSON.stringify({ required: { app: names } }, null, 2);
  const repository = new Repository().stage({ 'secrets/schema.json': schema });
  return judgeAges(await viewPolicyProject(repository.top), TODAY);
}

const CASES: [title: string, names: Record<string, object>, outcome: string, says: RegExp][] = [
  [
    'rotated yesterday',
    { A_KEY: { last_rotated: '2026-09-30' } },
    'pass',
    /^1 of 1 name with a day in the schema$/,
  ],
  [
    'on the last day of a quarter',
    { A_KEY: { last_rotated: '2026-07-03' } },
    'pass',
    /due soon: A_KEY on 2026-10-01/,
  ],
  ['one day later', { A_KEY: { last_rotated: '2026-07-02' } }, 'fail', /^1 of 1/],
  [
    'long ago, and that is allowed',
    { A_KEY: { last_rotated: '2025-11-01', rotate_days: 365 } },
    'pass',
    /^1 of 1 name with a day in the schema$/,
  ],
  [
    'yesterday, and twice a day is asked for',
    { A_KEY: { last_rotated: '2026-09-29', rotate_days: 1 } },
    'fail',
    /^1 of 1/,
  ],
  [
    'in two weeks',
    { A_KEY: { last_rotated: '2026-09-15', rotate_days: 30 } },
    'pass',
    /due soon: A_KEY on 2026-10-15/,
  ],
  [
    'in fifteen days',
    { A_KEY: { last_rotated: '2026-09-16', rotate_days: 30 } },
    'pass',
    /^1 of 1 name with a day in the schema$/,
  ],
  ['tomorrow', { A_KEY: { last_rotated: '2026-10-02' } }, 'fail', /^1 of 1/],
  ['on a day that no calendar has', { A_KEY: { last_rotated: '2026-06-31' } }, 'fail', /^1 of 1/],
  [
    'never',
    { A_KEY: {}, B_KEY: { last_rotated: '2026-09-30' } },
    'manual',
    /^1 of 2 names with .*never noted: A_KEY$/,
  ],
  [
    'never, and one is overdue',
    { A_KEY: {}, B_KEY: { last_rotated: '2020-01-01' } },
    'fail',
    /no day: A_KEY$/,
  ],
  ['one that may be public', { A_KEY: { sensitive: false } }, 'not-applicable', /^no schema names a secret$/],
];
for (const [title, names, outcome, says] of CASES) {
  ages(`${title}: ${outcome}`, async () => {
    const answer = await judged(names);
    assert.is(answer.outcome, outcome);
    assert.match(answer.says, says);
  });
}

ages('an overdue one is told with its line, its age and the command', async () => {
  const { problems } = await judged({ B_KEY: {}, A_KEY: { last_rotated: '2026-01-01' } });
  assert.equal(problems, [
    {
      file: 'secrets/schema.json',
      line: 5,
      says: 'A_KEY: last rotated 273 days ago, on 2026-01-01; it may be 90',
      remedy: 'keyfence rotate A_KEY',
    },
  ]);
});

ages('each schema of the project counts, and a project without one has nothing to rotate', async () => {
  const old = JSON.stringify({ optional: { app: { W_KEY: { last_rotated: '2001-01-01' } } } });
  const repository = new Repository().stage({ 'web/secrets/schema.json': old });
  const answer = await answered(repository, rotationAge);
  assert.is(answer.outcome, 'fail');
  assert.match(answer.problems[0] ?? '', /^web\/secrets\/schema\.json:1 W_KEY: last rotated/);
  assert.is((await answered(new Repository(), rotationAge)).outcome, 'not-applicable');
});

ages('a name that does not read as words is not shown', async () => {
  const { problems } = await judged({ xK9fQ2mZp7RtLw8vNc4B: { last_rotated: '2001-01-01' } });
  assert.match(problems[0]?.says ?? '', /^NAME: last rotated/);
});

ages.run();
