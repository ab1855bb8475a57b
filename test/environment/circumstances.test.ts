/** Where a program runs, as its variables tell. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isHere, modeOf, readCircumstances, type Variables } from '../../src/environment/circumstances.js';

const circumstances = suite('circumstances');

const nothing = { production: false, environment: null };

const CASES: [variables: Variables, productionBy: string | null, environments: string[]][] = [
  [{}, null, ['local', 'development', 'local:development']],
  [{ NODE_ENV: 'production' }, 'NODE_ENV', ['local', 'production', 'local:production']],
  [{ NODE_ENV: 'test' }, null, ['local', 'test', 'local:test']],
  [{ NODE_ENV: 'development', APP_ENV: 'Prod' }, 'APP_ENV', ['local', 'production', 'local:production']],
  [
    { ASPNETCORE_ENVIRONMENT: 'Production' },
    'ASPNETCORE_ENVIRONMENT',
    ['local', 'production', 'local:production'],
  ],
  [{ CI: 'true' }, null, ['ci', 'development', 'ci:development']],
  [{ CI: 'true', GITHUB_ACTIONS: 'true' }, null, ['github', 'development', 'github:development']],
  [
    { VERCEL: '1', VERCEL_ENV: 'production', NODE_ENV: 'production' },
    'VERCEL_ENV',
    ['vercel', 'production', 'vercel:production'],
  ],
  // A preview runs with NODE_ENV=production, and with test keys.
  [
    { VERCEL: '1', VERCEL_ENV: 'preview', NODE_ENV: 'production' },
    null,
    ['vercel', 'preview', 'vercel:preview'],
  ],
  [{ NETLIFY: 'true', CONTEXT: 'production' }, 'CONTEXT', ['netlify', 'production', 'netlify:production']],
  [{ CONTEXT: 'production' }, null, ['local', 'development', 'local:development']],
  // What a variable holds is not shown, unless it is a stage.
  [{ ENVIRONMENT: 'hunter' }, null, ['local', 'development', 'local:development']],
];

for (const [variables, productionBy, environments] of CASES) {
  circumstances(`${JSON.stringify(variables)}: ${productionBy ?? 'no production'}`, () => {
    const read = readCircumstances(variables, nothing);
    assert.equal(read, { isProduction: productionBy !== null, productionBy, environments });
  });
}

circumstances('what was typed outdoes what is found', () => {
  const read = readCircumstances({ CI: '1' }, { production: true, environment: 'e2b' });
  assert.equal(read, { isProduction: true, productionBy: '--production', environments: ['e2b'] });
});

for (const [asked, here, is] of [
  [null, ['local'], true],
  [['local', 'github'], ['local', 'development'], true],
  [['github'], ['local', 'development'], false],
  [['vercel'], ['vercel:production'], true],
  [['vercel:production'], ['vercel', 'preview', 'vercel:preview'], false],
  [[], ['local'], false],
] as const) {
  circumstances(`${JSON.stringify(asked)} ${is ? 'is' : 'is not'} ${here}`, () => {
    assert.is(isHere(asked, here), is);
  });
}

for (const [shell, production, mode] of [
  [{}, false, 'development'],
  [{ NODE_ENV: 'test' }, false, 'test'],
  [{ NODE_ENV: 'test' }, true, 'production'],
  [{ RAILS_ENV: 'staging' }, false, 'staging'],
  [{ NODE_ENV: '../../etc' }, false, 'development'],
] as const) {
  circumstances(
    `the mode of ${JSON.stringify(shell)}${production ? ' in production' : ''} is ${mode}`,
    () => {
      assert.is(modeOf(shell, production), mode);
    },
  );
}

circumstances.run();
