/** Stores that cannot be asked, or answer with anything: every name is unknown, and nothing of the answer is shown. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { schemaText } from '../support/environment.js';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { printing } from '../support/stand-in.js';
import { compareIn, runIn, StorePrograms, type StoresJson } from '../support/store-programs.js';

const trouble = suite('stores in trouble');

const value = asSecret(randomText(24));

const PROGRAMS = {
  github: 'gh',
  vercel: 'vercel',
  doppler: 'doppler',
  aws: 'aws',
  gcp: 'gcloud',
  azure: 'az',
  '1password': 'op',
  vault: 'vault',
};
const STORES = Object.keys(PROGRAMS).join(',');

/** All of them, each with the same lines of sh. */
function all(lines: string): StorePrograms {
  return new StorePrograms(Object.fromEntries(Object.values(PROGRAMS).map((name) => [name, [['*', lines]]])));
}

function project(...sources: string[]): Repository {
  const records = Object.fromEntries(sources.map((source, index) => [`A${index}_KEY`, { source }]));
  const repository = new Repository().write({
    'secrets/schema.json': schemaText({ ...records, B_KEY: {} }),
    '.vercel/project.json': '{"projectId":"prj_1","orgId":"team_1"}',
  });
  repository.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  return repository;
}

const AZURE = 'azure:team-vault/a-key';
const OP = 'op://Work/Item/field';
const VAULT = 'vault:secret/app#key';

const TROUBLES: [what: string, lines: string, reason: RegExp][] = [
  ['fails, and says a value', `echo ${value}; echo ${value} >&2; exit 1`, /failed$/],
  ['is killed', 'kill -9 $$', /failed$/],
  ['prints no end', 'yes', /answered with more than a megabyte$/],
  [
    'prints something else',
    printing(`{"${value}": "${value}", }`),
    /answered with something else than expected$/,
  ],
  ['prints a number', '[ "$1" = env ] && echo x || echo 1', /answered with something else than expected$/],
  [
    'prints a list of other things',
    printing(`[["${value}"], null]`),
    /answered with something else than expected$/,
  ],
];

for (const [what, lines, reason] of TROUBLES) {
  trouble(`a program ${what}: unknown, and nothing of it is shown`, () => {
    const ran = runIn(project(AZURE, OP, VAULT), [STORES, '--json'], all(lines));
    assert.is(ran.status, 2);
    assert.ok(!(ran.stdout + ran.stderr).includes(value));
    const report = JSON.parse(ran.stdout) as Omit<StoresJson, 'status'>;
    for (const store of Object.keys(PROGRAMS)) {
      const place = report.places.find((one) => one.store === store);
      assert.match(place?.reason ?? '', reason, store);
      assert.ok((place?.remedy ?? '').length > 0);
      assert.match(ran.stderr, `${store} could not be asked`);
    }
    assert.equal([report.states.missing, report.states.present, report.states.stale], [0, 0, 0]);
    const isKnown = (cells: { state: string }[]) => cells.every(({ state }) => state !== 'unknown');
    assert.not.ok(report.names.some(({ places }) => isKnown(places)));
  });
}

trouble('programs that are not there: unknown, with what to do', () => {
  const report = compareIn(project(AZURE, OP, VAULT), [STORES], new StorePrograms({}));
  assert.is(report.status, 2);
  for (const [store, program] of Object.entries(PROGRAMS)) {
    const place = report.places.find((one) => one.store === store);
    assert.is(place?.reason, `${program} is not on PATH`);
    assert.is(place?.remedy, `install ${program}, or leave this store out`);
  }
});

trouble('a program that does not end is ended, and not asked again', () => {
  const programs = new StorePrograms({ vercel: [['*', 'sleep 60']] });
  const report = compareIn(project(), ['vercel'], programs);
  assert.equal([report.status, programs.calls('vercel').length], [2, 1]);
  assert.is(report.places[2]?.reason, 'vercel did not answer within 10 seconds');
});

trouble('one that does not answer does not hide what another one says; 2 is before 1', () => {
  const programs = new StorePrograms({ doppler: [['*', printing('{}')]] });
  const report = compareIn(project(), ['doppler,aws'], programs);
  assert.equal([report.states.missing, report.states.unknown, report.status], [1, 2, 2]);
});

trouble('values where names should be are not shown', () => {
  const item = {
    id: 'x',
    title: value,
    name: value,
    value,
    updated_at: value,
    changed: value,
    updated: value,
  };
  const forms: [store: string, program: string, answer: string, source?: string][] = [
    ['doppler', 'doppler', JSON.stringify({ B_KEY: value, [value]: { computed: value } })],
    ['aws', 'aws', JSON.stringify([item])],
    ['gcp', 'gcloud', JSON.stringify([item])],
    ['azure', 'az', JSON.stringify([item]), AZURE],
    ['1password', 'op', JSON.stringify([item]), OP],
    ['vault', 'vault', JSON.stringify([value]), VAULT],
  ];
  for (const [store, program, answer, source] of forms) {
    for (const words of [[store], [store, '--json']]) {
      const programs = new StorePrograms({ [program]: [['*', printing(answer)]] });
      const ran = runIn(source === undefined ? project() : project(source), words, programs);
      assert.ok(ran.status === 0 || ran.status === 1, store);
      assert.ok(!(ran.stdout + ran.stderr).toLowerCase().includes(value.toLowerCase()), store);
    }
  }
});

trouble('environments of GitHub with values or commands for names are told by their position', () => {
  const names = [value, '--help', 'a\u202eb', '::error::x', '$(id)', 'pro duction'];
  const programs = new StorePrograms({
    gh: [
      ['*/environments*', printing(JSON.stringify(names))],
      ['*', printing('[]')],
    ],
  });
  const ran = runIn(project(), ['github'], programs);
  assert.is(ran.status, 1);
  assert.ok(!ran.stdout.includes(value));
  assert.match(ran.stdout, /github {2,}github:\(2\) {2,}github:\(3\)/);
  assert.match(ran.stdout, 'github:pro duction');
  assert.not.match(ran.stdout, /\u202e|::error|\$\(id\)|--help/);
  assert.ok(programs.calls('gh').includes('secret list --repo=acme/shop --env=--help --json=name,updatedAt'));
});

trouble('names with escapes are not written to the terminal', () => {
  const hostile = ['\u001b[31mRED', 'A\nB', '\u202eX', '__proto__', 'constructor', 'PLAIN_NAME'];
  const programs = new StorePrograms({ vault: [['*', printing(JSON.stringify(hostile))]] });
  const ran = runIn(project(VAULT), ['vault'], programs);
  assert.match(ran.stdout, 'no schema declares PLAIN_NAME, constructor and 4 more');
  assert.not.match(ran.stdout, /[\u001b\u202e]|A\nB/);
});

trouble('a program of the repository’s own is never run', () => {
  const repository = project();
  const inside = new StorePrograms({ doppler: [['*', printing('{}')]] }, `${repository.top}/bin`);
  const report = compareIn(repository, ['doppler'], inside);
  assert.equal([report.places[0]?.reason, inside.calls('doppler')], ['doppler is not on PATH', []]);
});

trouble.run();
