/** GitHub as a store: repository, organization and environments, age, and which repository is asked. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { schemaText } from '../support/environment.js';
import { Repository } from '../support/repository.js';
import { printing } from '../support/stand-in.js';
import { cellsIn, compareIn, type Script, StorePrograms } from '../support/store-programs.js';

const github = suite('GitHub as a store');

const DAY = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();

/** A list as `gh` prints it. */
function list(names: Record<string, number>, field = 'updatedAt'): string {
  return printing(
    JSON.stringify(Object.entries(names).map(([name, days]) => ({ name, [field]: daysAgo(days) }))),
  );
}

function answers(
  more: Script,
  {
    own = { A_KEY: 1 },
    environments = ['production'],
  }: { own?: Record<string, number>; environments?: string[] } = {},
): StorePrograms {
  return new StorePrograms({
    gh: [
      ...more,
      ['*/environments*', printing(JSON.stringify(environments))],
      ['*organization-secrets*', printing('[]')],
      ['"secret list"*--env=*', printing('[]')],
      ['"secret list"*', list(own)],
    ],
  });
}

function project(
  required: object,
  { remote = 'https://github.com/acme/shop.git', optional = {} } = {},
): Repository {
  const repository = new Repository().write({ 'secrets/schema.json': schemaText(required, optional) });
  repository.git('remote', 'add', 'origin', remote);
  return repository;
}

github('is asked for the repository, its organization and each environment, once each', () => {
  const programs = answers([]);
  const { status } = compareIn(project({ A_KEY: {} }), ['github'], programs);
  assert.is(status, 0);
  assert.equal(programs.calls('gh'), [
    'secret list --repo=acme/shop --json=name,updatedAt',
    'api --method=GET repos/acme/shop/actions/organization-secrets?per_page=100 --hostname=github.com --paginate --jq=[.secrets[]|{name,updated_at}]',
    'api --method=GET repos/acme/shop/environments?per_page=100 --hostname=github.com --paginate --jq=[.environments[].name]',
    'secret list --repo=acme/shop --env=production --json=name,updatedAt',
  ]);
});

github('a name for GitHub as such may be in any place of it; a place that is named must have it', () => {
  const schema = {
    IN_REPOSITORY: {},
    IN_ORGANIZATION: { environments: ['github'] },
    IN_ENVIRONMENT: { environments: ['github'] },
    IN_NONE: { environments: ['github'] },
    FOR_PRODUCTION: { environments: ['github:production'] },
    INHERITED: { environments: ['github:production'] },
    NOT_IN_STAGING: { environments: ['github:production', 'github:staging'] },
    ELSEWHERE: { environments: ['vercel'] },
    NOT_HERE: { environments: ['local'] },
  };
  const programs = answers(
    [
      ['*--env=production*', list({ IN_ENVIRONMENT: 1, FOR_PRODUCTION: 1, NOT_IN_STAGING: 1 })],
      ['*organization-secrets*', list({ IN_ORGANIZATION: 1 }, 'updated_at')],
    ],
    {
      own: { IN_REPOSITORY: 1, INHERITED: 1, NOT_HERE: 1, OLD_ONE: 1 },
      environments: ['production', 'staging'],
    },
  );
  const report = compareIn(project(schema), ['github'], programs);
  assert.equal(cellsIn(report), [
    'IN_REPOSITORY github present',
    'IN_ORGANIZATION github present',
    'IN_ENVIRONMENT github:production present',
    'IN_NONE github missing',
    'FOR_PRODUCTION github:production present',
    'INHERITED github present',
    'INHERITED github:production present',
    'NOT_IN_STAGING github:production present',
    'NOT_IN_STAGING github:staging missing',
    'NOT_HERE github extra',
  ]);
  assert.equal(
    report.places.map(({ extra }) => extra),
    [['OLD_ONE'], [], []],
  );
  assert.is(report.status, 1);
});

github('an environment that the schema names and the repository has not: its names are missing', () => {
  const programs = answers([]);
  const report = compareIn(project({ B_KEY: { environments: ['github:canary'] } }), ['github'], programs);
  assert.equal(cellsIn(report), ['B_KEY github:canary missing']);
  assert.not.ok(programs.calls('gh').some((call) => call.includes('canary')));
});

github('a value older than rotate_days, or than the last rotation, is stale', () => {
  const rotated = daysAgo(5).slice(0, 10);
  const schema = {
    NEW_KEY: {},
    QUARTER_KEY: {},
    MONTH_KEY: { rotate_days: 30 },
    YEAR_KEY: { rotate_days: 365 },
    ROTATED_KEY: { last_rotated: rotated },
    PUBLIC_NAME: { sensitive: false },
  };
  const own = {
    NEW_KEY: 89,
    QUARTER_KEY: 91,
    MONTH_KEY: 31,
    YEAR_KEY: 300,
    ROTATED_KEY: 6,
    PUBLIC_NAME: 999,
  };
  const programs = answers([['"variable list"*', printing('[]')]], { own, environments: [] });
  const report = compareIn(project(schema), ['github'], programs);
  assert.equal(cellsIn(report), [
    'NEW_KEY github present',
    'QUARTER_KEY github stale',
    'MONTH_KEY github stale',
    'YEAR_KEY github present',
    'ROTATED_KEY github stale',
    'PUBLIC_NAME github present',
  ]);
  assert.is(report.status, 1);
  const says = report.names.map(({ places }) => places[0]?.says);
  assert.is(says[1], `QUARTER_KEY was last set on ${daysAgo(91).slice(0, 10)}, over 90 days ago`);
  assert.match(says[4] ?? '', 'before the schema says that it was rotated');
});

github('a name that may be public can be a variable; a secret kept as one is told', () => {
  const programs = answers([['"variable list"*', printing('[{"name":"HOST"},{"name":"A_KEY"}]')]], {
    own: {},
    environments: [],
  });
  const report = compareIn(project({ HOST: { sensitive: false }, A_KEY: {} }), ['github'], programs);
  assert.equal(
    report.names.map(({ name, places: [cell] }) => [name, cell?.state, cell?.outcome, cell?.readable]),
    [
      ['HOST', 'present', 'ok', false],
      ['A_KEY', 'present', 'warned', true],
    ],
  );
  assert.is(report.status, 0);
});

github('an optional name that is not there is told, and does not fail', () => {
  const programs = answers([]);
  const report = compareIn(project({ A_KEY: {} }, { optional: { B_KEY: {} } }), ['github'], programs);
  assert.equal(report.names[1]?.places[0]?.outcome, 'unset');
  assert.is(report.status, 0);
});

github('a place that is typed is asked with the repository, and no other', () => {
  const programs = answers([], { environments: ['production', 'staging'] });
  const report = compareIn(
    project({ A_KEY: {}, B_KEY: { environments: ['github:staging'] }, C_KEY: { environments: ['github'] } }),
    ['github:production'],
    programs,
  );
  assert.equal(cellsIn(report), [
    'A_KEY github present',
    'A_KEY github:production present',
    'C_KEY github:production missing',
  ]);
  assert.not.ok(
    programs.calls('gh').some((call) => call.includes('staging') || call.includes('/environments')),
  );
});

const REMOTES: [remote: string, env: NodeJS.ProcessEnv, asked: string | null][] = [
  ['git@github.com:acme/shop.git', {}, 'acme/shop'],
  ['ssh://git@ssh.github.com:443/acme/shop.js.git', {}, 'acme/shop.js'],
  ['https://user@github.com/acme/shop', {}, 'acme/shop'],
  ['https://acme.ghe.com/acme/shop', {}, 'acme.ghe.com/acme/shop'],
  ['git@git.acme.dev:acme/shop.git', { GH_HOST: 'git.acme.dev' }, 'git.acme.dev/acme/shop'],
  ['https://github.com/acme/shop', { GH_REPO: 'other/one' }, 'other/one'],
  ['git@git.acme.dev:acme/shop.git', {}, null],
  ['https://github.com.evil.dev/acme/shop.git', {}, null],
  ['https://github.com/acme/../shop', {}, null],
  ['https://github.com/--acme/shop', {}, null],
  ['/srv/git/shop', {}, null],
];

for (const [remote, env, asked] of REMOTES) {
  github(`${remote} with ${JSON.stringify(env)}: ${asked ?? 'nobody is asked'}`, () => {
    const programs = answers([]);
    const report = compareIn(project({ A_KEY: {} }, { remote }), ['github'], programs, env);
    const calls = programs.calls('gh').filter((call) => call.startsWith('secret list'));
    assert.is(calls[0]?.split(' ')[2], asked === null ? undefined : `--repo=${asked}`);
    assert.is(report.status, asked === null ? 2 : 0);
    if (asked === null) assert.match(report.places[0]?.reason ?? '', 'no remote says which repository');
  });
}

github('what only environments or an organization could have is unknown where these cannot be listed', () => {
  for (const what of ['*/environments*', '*organization-secrets*']) {
    const programs = answers([[what, 'exit 1']]);
    const report = compareIn(project({ A_KEY: {}, B_KEY: {} }), ['github'], programs);
    assert.equal(cellsIn(report), ['A_KEY github present', 'B_KEY github unknown']);
    assert.is(report.status, 3);
    assert.match(report.places[0]?.reason ?? '', /(?:environments|organization) are not known: gh failed/);
  }
});

github('gh is given its own variables, and no others', () => {
  const programs = answers([]);
  const given = { GH_TOKEN: 'a', GH_DEBUG: 'api', GH_FORCE_TTY: '1', GITHUB_TOKEN: 'b', NPM_TOKEN: 'c' };
  compareIn(project({ A_KEY: {} }), ['github'], programs, given);
  const own = programs
    .variables('gh')
    .filter((name) => /^G[HI]|TOKEN/.test(name) && !name.startsWith('GIT_'));
  assert.equal(own.sort(), ['GH_HOST', 'GH_TOKEN', 'GITHUB_TOKEN']);
});

github.run();
