/** Vercel as a store: names out of the table of its CLI, old and new, and never the column that can hold values. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { schemaText } from '../support/environment.js';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { printing } from '../support/stand-in.js';
import { cellsIn, compareIn, runIn, type Script, StorePrograms } from '../support/store-programs.js';

const vercel = suite('Vercel as a store');

const value = asSecret(randomText(18));
const LINK = JSON.stringify({ projectId: 'prj_AbC1', orgId: 'team_AbC1' });

/** A table as the CLI prints it. */
function table(rows: string[][], header = ['name', 'value', 'type', 'environments', 'created']): string {
  const lines = [header, ...rows].map((row) => ` ${row.map((cell) => cell.padEnd(28)).join('    ')}`);
  return printing(`\n${lines.join('\n')}\n\n`);
}

function answers(script: Script): StorePrograms {
  return new StorePrograms({ vercel: script });
}

function project(schema: object, link: string | null = LINK): Repository {
  return new Repository().write({
    'secrets/schema.json': schemaText(schema),
    ...(link === null ? {} : { '.vercel/project.json': link }),
  });
}

const NEW: Script = [
  [
    '"env ls production"',
    table([
      ['A_KEY', 'Hidden', 'Secret', 'Production, Preview', '5d ago'],
      ['B_KEY', value, 'Config', 'Production', '400d ago'],
      ['C_KEY', 'Hidden', 'Secret', 'Production', '5d ago'],
    ]),
  ],
  ['"env ls preview"', table([['A_KEY', 'Hidden', 'Secret', 'Production, Preview', '5d ago']])],
  ['"env ls development"', ''],
];

vercel('is asked for each of its environments; what each of them needs is compared', () => {
  const programs = answers(NEW);
  const schema = {
    A_KEY: {},
    B_KEY: { environments: ['vercel:production'] },
    C_KEY: { environments: ['vercel:preview'] },
    D_KEY: { environments: ['vercel'] },
    E_KEY: { environments: ['github'] },
    F_KEY: { environments: ['vercel:development'] },
  };
  const report = compareIn(project(schema), ['vercel'], programs);
  assert.equal(programs.calls('vercel'), ['env ls production', 'env ls preview', 'env ls development']);
  assert.equal(cellsIn(report), [
    'A_KEY vercel:production present',
    'A_KEY vercel:preview present',
    'B_KEY vercel:production present',
    'C_KEY vercel:production extra',
    'C_KEY vercel:preview missing',
    'D_KEY vercel:production missing',
    'D_KEY vercel:preview missing',
    'F_KEY vercel:development missing',
  ]);
  assert.is(report.status, 1);
  assert.is(report.names[1]?.places[0]?.readable, true);
  assert.ok(programs.variables('vercel').includes('VERCEL_PROJECT_ID'));
  assert.ok(!JSON.stringify(report).includes(value));
});

vercel('the table of older CLIs is read; a name for one branch only does not count', () => {
  const header = ['name', 'value', 'environments (git branch)', 'created'];
  const rows = [
    ['A_KEY', 'Encrypted', 'Preview', '5d ago'],
    ['B_KEY', 'Encrypted', 'Preview (some-branch)', '5d ago'],
  ];
  const programs = answers([['"env ls preview"', table(rows, header)]]);
  const report = compareIn(project({ A_KEY: {}, B_KEY: {} }), ['vercel:preview'], programs);
  assert.equal(cellsIn(report), ['A_KEY vercel:preview present', 'B_KEY vercel:preview missing']);
});

vercel('without a link to a project nothing is asked; variables are as good as a link', () => {
  const programs = answers([['*', '']]);
  const ids = { VERCEL_PROJECT_ID: 'prj_1', VERCEL_ORG_ID: 'team_1' };
  for (const link of [null, '{}', '[', JSON.stringify({ projectId: '--debug', orgId: 'team_1' })]) {
    const report = compareIn(project({ A_KEY: {} }, link), ['vercel'], programs);
    assert.equal([report.status, report.outcomes.unknown], [2, 2]);
    assert.match(report.places[0]?.remedy ?? '', 'vercel link');
  }
  assert.equal(programs.calls('vercel'), []);
  assert.is(compareIn(project({ A_KEY: {} }, null), ['vercel'], programs, ids).status, 1);
});

vercel('another table than expected is no answer, and is not repeated', () => {
  for (const output of [
    `name ${value}\n${value}`,
    `value ${value}\n`,
    `${value}\n\n`,
    table([[`${value} x`]], ['name', 'x']),
  ]) {
    const programs = answers([['*', output.startsWith('printf') ? output : printing(output)]]);
    const ran = runIn(project({ A_KEY: {} }), ['vercel'], programs);
    assert.is(ran.status, 2);
    assert.match(ran.stdout, 'vercel answered with something else than expected');
    assert.ok(!(ran.stdout + ran.stderr).includes(value));
  }
});

vercel.run();
