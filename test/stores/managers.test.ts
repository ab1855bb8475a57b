/** Doppler, AWS, Google Cloud, Azure, 1Password and Vault: what each is asked, and how its names are told from its answer. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { schemaText } from '../support/environment.js';
import { Repository } from '../support/repository.js';
import { printing } from '../support/stand-in.js';
import { cellsIn, compareIn, StorePrograms } from '../support/store-programs.js';

const managers = suite('managers of secrets as stores');

const RECENT = new Date(Date.now() - 1000 * 60 * 60).toISOString();
const LONG_AGO = '2020-01-01T00:00:00+00:00';
const json = (data: unknown) => printing(JSON.stringify(data));

function project(schema: object): Repository {
  return new Repository().write({ 'secrets/schema.json': schemaText(schema) });
}

interface Case {
  what: string;
  stores: string;
  program: string;
  schema: object;
  answers: [words: string, answer: string][];
  calls: (string | RegExp)[];
  cells: string[];
  extra?: string[];
}

const CASES: Case[] = [
  {
    what: 'Doppler tells the names of the config that this folder has',
    stores: 'doppler',
    program: 'doppler',
    schema: { A_KEY: {}, B_KEY: {}, C_KEY: { source: 'op://a/b/c' } },
    answers: [['*', json({ A_KEY: {}, OTHER: {}, DOPPLER_PROJECT: {} })]],
    calls: [/^secrets --only-names --json --scope=\S+$/],
    cells: ['A_KEY doppler present', 'B_KEY doppler missing'],
    extra: ['OTHER'],
  },
  {
    what: 'Doppler is asked for the configs that references name, each once',
    stores: 'doppler',
    program: 'doppler',
    schema: {
      A_KEY: { source: 'doppler:shop/prd/A_KEY' },
      B_KEY: { source: 'doppler:shop/prd/THE_B_KEY' },
      C_KEY: { source: 'doppler:shop/dev/C_KEY' },
    },
    answers: [
      ['*config=prd', json({ A_KEY: {}, B_KEY: {} })],
      ['*config=dev', json({ C_KEY: {} })],
    ],
    calls: [/--project=shop --config=prd$/, /--project=shop --config=dev$/],
    cells: [
      'A_KEY doppler:shop/prd present',
      'B_KEY doppler:shop/prd missing',
      'C_KEY doppler:shop/dev present',
    ],
  },
  {
    what: 'AWS tells secrets by name, by the end of a path and by ARN, with their age; and parameters',
    stores: 'aws',
    program: 'aws',
    schema: {
      A_KEY: {},
      B_KEY: { source: 'aws:prod/db#password' },
      C_KEY: { source: 'aws:arn:aws:secretsmanager:eu-west-1:123456789012:secret:c' },
      D_KEY: { source: 'ssm:/prod/D_KEY' },
      E_KEY: { source: 'aws:prod/gone#key' },
      F_KEY: {},
    },
    answers: [
      [
        '"secretsmanager list-secrets"*',
        json([
          { name: 'shop/A_KEY', id: 'arn:1', changed: RECENT, rotated: null },
          { name: 'prod/db', id: 'arn:2', changed: LONG_AGO, rotated: LONG_AGO },
          {
            name: 'c',
            id: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:c-AbCdEf',
            changed: 1,
            rotated: RECENT,
          },
          { name: 'other/thing', id: 'arn:4', changed: RECENT },
        ]),
      ],
      [
        '"ssm describe-parameters"*',
        json([
          { name: '/prod/D_KEY', changed: RECENT },
          { name: 'F_KEY', changed: 1.5 },
        ]),
      ],
    ],
    calls: [/^secretsmanager list-secrets /, /^ssm describe-parameters /],
    cells: [
      'A_KEY aws present',
      'B_KEY aws stale',
      'C_KEY aws present',
      'D_KEY aws:ssm present',
      'E_KEY aws missing',
      'F_KEY aws:ssm stale',
    ],
    extra: ['other/thing'],
  },
  {
    what: 'Google Cloud tells secrets of the chosen project and of those that references name, whatever joins their words',
    stores: 'gcp',
    program: 'gcloud',
    schema: {
      A_KEY: {},
      B_KEY: { source: 'gcp:some-project/the-b-key' },
      C_KEY: { source: 'gcp:c-key' },
      D_KEY: { source: 'gcp:some-project/gone' },
    },
    answers: [
      ['*project=some-project', json([{ name: 'projects/1/secrets/the-b-key' }])],
      ['*', json([{ name: 'a-key' }, { name: 'projects/2/secrets/c-key' }, { name: 'some-other' }])],
    ],
    calls: [
      'secrets list --format=json(name) --quiet',
      'secrets list --format=json(name) --quiet --project=some-project',
    ],
    cells: [
      'A_KEY gcp present',
      'B_KEY gcp:some-project present',
      'C_KEY gcp present',
      'D_KEY gcp:some-project missing',
    ],
    extra: ['some-other'],
  },
  {
    what: 'Azure tells the secrets of the vaults that references or words name',
    stores: 'azure',
    program: 'az',
    schema: {
      SOME_API_KEY: { environments: ['azure:team-vault'] },
      B_KEY: { source: 'azure:team-vault/the-b' },
      C_KEY: { source: 'azure:team-vault/c-key' },
    },
    answers: [
      [
        '*',
        json([
          { name: 'Some-Api-Key', updated: RECENT },
          { name: 'the-b', updated: LONG_AGO },
        ]),
      ],
    ],
    calls: [/ --vault-name=team-vault /],
    cells: [
      'SOME_API_KEY azure:team-vault present',
      'B_KEY azure:team-vault stale',
      'C_KEY azure:team-vault missing',
    ],
  },
  {
    what: '1Password tells items by title or id; what else is in the vault is not told',
    stores: '1password',
    program: 'op',
    schema: {
      A_KEY: { source: 'op://Work Items/Stripe/key' },
      B_KEY: { source: 'op://Work Items/abcdefghijklmnopqrstuvwxyz/key' },
      C_KEY: { source: 'op://Work Items/Gone/section/key' },
      D_KEY: { environments: ['github'] },
    },
    answers: [
      [
        '*',
        json([
          { id: 'x', title: 'stripe', updated_at: RECENT, additional_information: 'someone' },
          { id: 'abcdefghijklmnopqrstuvwxyz', title: 'My diary', updated_at: LONG_AGO },
          { id: 'y', title: 'OTHER_KEY', updated_at: RECENT },
        ]),
      ],
    ],
    calls: ['item list --vault=Work Items --format=json'],
    cells: [
      'A_KEY 1password:Work Items present',
      'B_KEY 1password:Work Items stale',
      'C_KEY 1password:Work Items missing',
    ],
    extra: ['OTHER_KEY'],
  },
  {
    what: 'Vault tells the secrets below the paths that references name',
    stores: 'vault',
    program: 'vault',
    schema: {
      A_KEY: { source: 'vault:secret/shop/app#a' },
      B_KEY: { source: 'vault:secret/shop/app#b' },
      C_KEY: { source: 'vault:kv/worker#c' },
      D_KEY: { source: 'vault:kv/folder#d' },
    },
    answers: [
      ['*secret/shop', json(['app', 'other'])],
      ['*kv', json(['folder/'])],
    ],
    calls: ['kv list -format=json secret/shop', 'kv list -format=json kv'],
    cells: [
      'A_KEY vault:secret/shop present',
      'B_KEY vault:secret/shop present',
      'C_KEY vault:kv missing',
      'D_KEY vault:kv missing',
    ],
    extra: ['other'],
  },
];

for (const { what, stores, program, schema, answers, calls, cells, extra = [] } of CASES) {
  managers(what, () => {
    const programs = new StorePrograms({ [program]: answers });
    const report = compareIn(project(schema), [stores], programs);
    const asked = programs.calls(program);
    assert.is(asked.length, calls.length);
    calls.forEach((call, index) => {
      if (typeof call === 'string') assert.is(asked[index], call);
      else assert.match(asked[index] ?? '', call);
    });
    assert.equal(cellsIn(report), cells);
    assert.equal(
      report.places.flatMap((place) => place.extra),
      extra,
    );
  });
}

/** From a hostile repository, which writes the schema. */
const REFUSED: [store: string, program: string, source: string][] = [
  ['1password', 'op', 'op://--account/item/field'],
  ['1password', 'op', 'op://Work;id/item/field'],
  ['vault', 'vault', 'vault:-address=https://example.com/x#key'],
  ['vault', 'vault', 'vault:secret/../../sys/x#key'],
  ['azure', 'az', 'azure:@file/name'],
  ['azure', 'az', 'azure:evil.example.com/name'],
];

for (const [store, program, source] of REFUSED) {
  managers(`${store} is never asked for ${source}, and says that it does not know whom to ask`, () => {
    const programs = new StorePrograms({ [program]: [['*', printing('[]')]] });
    const report = compareIn(project({ A_KEY: { source } }), [store], programs);
    assert.equal(programs.calls(program), []);
    assert.is(report.status, 2);
    assert.match(report.places[0]?.reason ?? '', /nothing says which (?:vault|path) to ask/);
  });
}

managers('beside others, a reference that cannot be asked for is unknown', () => {
  const programs = new StorePrograms({ op: [['*', json([{ id: 'x', title: 'A' }])]] });
  const schema = { A_KEY: { source: 'op://Work/A/key' }, B_KEY: { source: 'op://Work/B (old)/key' } };
  const report = compareIn(project(schema), ['1password'], programs);
  assert.equal(cellsIn(report), ['A_KEY 1password:Work present', 'B_KEY 1password:Work unknown']);
  assert.match(report.names[1]?.places[0]?.says ?? '', 'cannot be asked for');
  assert.is(report.status, 3);
});

managers('a place can be typed, and is then the only one', () => {
  const schema = { A_KEY: { source: 'op://Work/A/key' }, B_KEY: { source: 'op://Other/B/key' } };
  const programs = new StorePrograms({ op: [['*', json([{ id: 'x', title: 'A' }])]] });
  const report = compareIn(project(schema), ['op:Work'], programs);
  assert.equal(programs.calls('op'), ['item list --vault=Work --format=json']);
  assert.equal([cellsIn(report), report.status], [['A_KEY 1password:Work present'], 0]);
});

managers('so many places that not all can be asked: the rest is unknown', () => {
  const many = Object.fromEntries(
    Array.from({ length: 35 }, (_, index) => [`A${index}_KEY`, { source: `vault:secret/p${index}/app#key` }]),
  );
  const programs = new StorePrograms({ vault: [['*', json(['app'])]] });
  const report = compareIn(project(many), ['vault'], programs);
  assert.equal([programs.calls('vault').length, report.states.present, report.states.unknown], [30, 30, 5]);
  assert.is(report.status, 3);
});

managers.run();
