import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { planOffers } from '../../src/commands/offers.js';
import { withdrawOffers } from '../../src/offers/withdraw-offers.js';
import { Repository } from '../support/repository.js';
import { take } from './offered.js';

const withdrawing = suite('offers, told and withdrawn');

const JOB = 'build:\n  script: [make]';

function project(): Repository {
  return new Repository().write({
    '.github/CODEOWNERS': '',
    '.gitlab-ci.yml': JOB,
    'a.js': 'process.env.A_TOKEN',
  });
}

withdrawing('untaken, they are told in one line, and no file would change', async () => {
  const { top } = project();
  const plan = await planOffers({ areTaken: false })({ topLevel: top });
  assert.equal(plan.changes, []);
  assert.is(plan.next.length, 1);
  for (const part of ['.gitignore', 'secrets/schema.json', 'keyfence ci', 'keyfence init --yes']) {
    assert.match(plan.next[0] ?? '', part);
  }
  const nothing = await planOffers({ areTaken: false })({
    topLevel: new Repository().write({ '.gitignore': '.env*\n' }).top,
  });
  assert.equal(nothing, { changes: [], notes: [], next: [] });
});

withdrawing('taken, every file of theirs changes once', async () => {
  const { top } = project();
  const { changes } = await planOffers({ areTaken: true })({ topLevel: top });
  const paths = ['.gitignore', 'secrets/schema.json', '.github/workflows/keyfence.yml', '.gitlab-ci.yml'];
  assert.equal(
    changes.map(({ path }) => path),
    paths.map((path) => join(top, path)),
  );
});

withdrawing('all of it goes, byte for byte', async () => {
  const repository = project();
  for (const name of ['gitignore', 'schema', 'workflow'] as const) await take(repository, name);
  const { changes, notes } = await withdrawOffers({ topLevel: repository.top });
  assert.equal(
    changes.map(({ path, after }) => [path.slice(repository.top.length + 1), after]),
    [
      ['.github/workflows/keyfence.yml', null],
      ['.gitlab-ci.yml', JOB],
      ['.gitignore', null],
      ['secrets/schema.json', null],
    ],
  );
  assert.equal(notes, []);
});

withdrawing('an env file in what others installed keeps no line', async () => {
  const repository = project();
  await take(repository, 'gitignore');
  repository.write({ 'node_modules/a/.env': 'A=1' });
  assert.is((await withdrawOffers({ topLevel: repository.top })).changes.length, 1);
  repository.write({ 'a/b/.env.local': 'A=1' });
  assert.equal((await withdrawOffers({ topLevel: repository.top })).changes, []);
});

withdrawing('a workflow that a person made their own stays', async () => {
  const repository = new Repository().write({ '.github/workflows/keyfence.yml': 'name: mine\n' });
  assert.equal(await withdrawOffers({ topLevel: repository.top }), {
    ...(await withdrawOffers({ topLevel: new Repository().top })),
  });
});

withdrawing.run();
