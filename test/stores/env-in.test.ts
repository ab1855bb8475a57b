/** `keyfence env --in`: which stores are asked, how it is told, and what the exit code says. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { schemaText } from '../support/environment.js';
import { Repository } from '../support/repository.js';
import { printing } from '../support/stand-in.js';
import { cellsIn, compareIn, runIn, type Script, StorePrograms } from '../support/store-programs.js';

const envIn = suite('keyfence env --in');

const doppler = (...names: string[]): Script => [
  ['*', printing(JSON.stringify(Object.fromEntries(names.map((name) => [name, {}]))))],
];
const NONE = new StorePrograms({});

function project(required: object, optional: object = {}): Repository {
  return new Repository().write({ 'secrets/schema.json': schemaText(required, optional) });
}

const REFUSED: [words: string[], says: RegExp][] = [
  [['githb'], /did you mean --in github\?/],
  [['zzzzzzzz'], /stores: github, vercel, e2b, doppler, aws, gcp, azure, 1password, sops, vault; or all/],
  [[''], /expected names of stores/],
  [['github,,vercel'], /expected names of stores/],
  [['constructor'], /expected names of stores/],
  [['github:'], /expected names of stores/],
  [['all,github'], /"all" stands alone/],
  [['aws:prod'], /aws has no place of that form/],
  [['vercel:--debug'], /vercel has no place of that form/],
  [['azure:a.example.com'], /azure has no place of that form/],
  [['sops:a.yaml'], /sops has no place of that form/],
  [['github', '--production'], /goes with --for and --json only/],
  [['github', '--file', '.env'], /goes with --for and --json only/],
  [['github', '--environment', 'github'], /goes with --for and --json only/],
  [['github', '--', 'true'], /goes with --for and --json only/],
  [['github', '--for', 'wbe'], /did you mean --for web\?/],
];

for (const [words, says] of REFUSED) {
  envIn(`${words.join(' ')} is refused, and nobody is asked`, () => {
    const programs = new StorePrograms({ gh: [['*', '']], vercel: [['*', '']], aws: [['*', '']] });
    const { status, stdout, stderr } = runIn(project({ A_KEY: { required_for: ['web'] } }), words, programs);
    assert.equal([status, stdout], [2, '']);
    assert.match(stderr, says);
    assert.not.match(stderr, /zzzz|githb|wbe/);
    assert.equal(
      ['gh', 'vercel', 'aws'].flatMap((name) => programs.calls(name)),
      [],
    );
  });
}

envIn('stores can be named with commas and several times, and are asked once', () => {
  const programs = new StorePrograms({ doppler: doppler('A_KEY'), op: [['*', printing('[]')]] });
  const report = compareIn(
    project({ A_KEY: {} }),
    ['doppler, op:Work', '--in', 'doppler,1password:Work'],
    programs,
  );
  assert.equal(
    report.stores.map(({ store, title }) => `${store} ${title}`),
    ['doppler Doppler', '1password 1Password'],
  );
  assert.equal([programs.calls('doppler').length, programs.calls('op').length], [1, 1]);
});

envIn('"all" asks those that the schema mentions, and those that the project shows', () => {
  const schema = {
    A_KEY: { environments: ['doppler', 'railway', 'azure'] },
    B_KEY: { source: 'vault:secret/app#key', environments: ['local'] },
    C_KEY: {},
  };
  const programs = new StorePrograms({
    doppler: doppler('A_KEY'),
    vault: [['*', printing('[]')]],
    gh: [['*', printing('[]')]],
    aws: [['*', printing('[]')]],
  });
  const repository = project(schema);
  repository.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  const report = compareIn(repository, ['all'], programs);
  assert.equal(
    report.stores.map(({ store }) => store),
    ['github', 'doppler', 'vault'],
  );
  assert.equal(
    cellsIn(report).filter((cell) => cell.startsWith('C_KEY')),
    ['C_KEY github missing'],
  );
  assert.equal(programs.calls('aws'), []);
});

envIn('"all" finds files of SOPS, sandboxes of E2B and a link to Vercel by itself', () => {
  const programs = new StorePrograms({ vercel: [['*', '']] });
  const repository = project({ A_KEY: {} }).write({
    'a.enc.yaml': 'B: ENC[AES256_GCM,data:x,type:str]\nsops:\n  mac: ENC[AES256_GCM,data:x,type:str]\n',
    'a.ts': "import { Sandbox } from 'e2b'\nSandbox.create({ envs: { A_KEY: process.env.A_KEY } })\n",
    '.vercel/project.json': '{"projectId":"prj_1","orgId":"team_1"}',
  });
  const asked = (where: StorePrograms) =>
    compareIn(repository, ['all'], where).stores.map(({ store }) => store);
  assert.equal(asked(programs), ['vercel', 'e2b', 'sops']);
  assert.equal(asked(NONE), ['e2b', 'sops']);
});

envIn('"all" that finds none is an error, with what to do', () => {
  const { status, stdout, stderr } = runIn(project({ A_KEY: {} }), ['all'], NONE);
  assert.equal([status, stdout], [2, '']);
  assert.match(stderr, 'neither the schema nor the project names a store');
});

envIn('a consumer’s names are compared, and those alone', () => {
  const schema = { A_KEY: { required_for: ['web'] }, B_KEY: { required_for: ['worker'] }, C_KEY: {} };
  const programs = new StorePrograms({ doppler: doppler('B_KEY', 'C_KEY') });
  const report = compareIn(project(schema), ['doppler', '--for', 'web'], programs);
  assert.equal(cellsIn(report), ['A_KEY doppler missing', 'C_KEY doppler present']);
  assert.equal(report.places[0]?.extra, []);
});

envIn('a name is found by its alias', () => {
  const programs = new StorePrograms({ doppler: doppler('OLD_KEY') });
  const report = compareIn(project({ A_KEY: { aliases: ['OLD_KEY'] } }), ['doppler'], programs);
  assert.equal([cellsIn(report), report.places[0]?.extra], [['A_KEY doppler present'], []]);
});

const EXITS: [what: string, stores: string, has: string[], status: number, ending: string][] = [
  ['all there', 'doppler', ['A_KEY', 'B_KEY'], 0, 'doppler - ready'],
  ['more than all there', 'doppler', ['A_KEY', 'B_KEY', 'OLD'], 0, 'doppler - ready, 1 extra'],
  ['one missing', 'doppler', ['A_KEY'], 1, 'doppler - 1 missing'],
  [
    'a store that is not there',
    'doppler,gcp',
    ['A_KEY'],
    2,
    'doppler, gcp - gcp could not be asked, 1 missing, 2 unknown',
  ],
];

for (const [what, stores, has, status, ending] of EXITS) {
  envIn(`${what}: exit ${status}`, () => {
    const programs = new StorePrograms({ doppler: doppler(...has) });
    const ran = runIn(project({ A_KEY: {}, B_KEY: {} }, { C_KEY: {} }), [stores], programs);
    assert.is(ran.status, status);
    const wanted = ending.replace('2 unknown', '3 unknown');
    assert.is(ran.stderr, `keyfence: secrets/schema.json; 3 names in ${wanted}\n`);
  });
}

envIn('is a table for people, with what to do below it', () => {
  const programs = new StorePrograms({
    doppler: doppler('A_LONGER_NAME', 'LEFT_OVER'),
    vercel: [['*', '']],
  });
  const repository = project(
    { A_LONGER_NAME: {}, B_KEY: { environments: ['doppler', 'vercel:preview'] } },
    { C_KEY: { environments: ['doppler'] } },
  ).write({ '.vercel/project.json': '{"projectId":"prj_1","orgId":"team_1"}' });
  const { status, stdout } = runIn(repository, ['doppler,vercel'], programs);
  assert.is(
    stdout,
    `               doppler  vercel:production  vercel:preview  vercel:development
A_LONGER_NAME  present  missing            missing         ·
B_KEY          missing  ·                  missing         ·
C_KEY          not set  ·                  ·               ·

✗ doppler: B_KEY is missing
    -> doppler secrets set B_KEY
· doppler: no schema declares LEFT_OVER
✗ vercel:production: A_LONGER_NAME is missing
    -> vercel env add A_LONGER_NAME production
✗ vercel:preview: A_LONGER_NAME is missing
    -> vercel env add A_LONGER_NAME preview
✗ vercel:preview: B_KEY is missing
    -> vercel env add B_KEY preview

(doppler: it does not tell when a value was last set: age is not judged)
(vercel: its table tells when a name was made, not when its value was last set: age is not judged)
`,
  );
  assert.is(status, 1);
});

envIn('many places are told in several tables, none of them wider than 80 columns', () => {
  const configs = ['development', 'continuous-integration', 'staging', 'production', 'preview'];
  const schema = Object.fromEntries(
    configs.map((config, index) => [`NAME_NUMBER_${index}_KEY`, { source: `doppler:shop/${config}/A_KEY` }]),
  );
  const programs = new StorePrograms({ doppler: doppler('A_KEY') });
  const { stdout, status } = runIn(project(schema), ['doppler'], programs);
  const tables = stdout.split('\n\n').slice(0, -1);
  assert.is(tables.length, 3);
  for (const line of tables.join('\n').split('\n')) assert.ok([...line].length <= 80, line);
  assert.is(status, 0);
});

envIn('more undeclared names than a screen takes are counted', () => {
  const names = Array.from({ length: 25 }, (_, index) => `NAME_${index}`);
  const programs = new StorePrograms({ doppler: doppler(...names, 'A_KEY') });
  assert.match(runIn(project({ A_KEY: {} }), ['doppler'], programs).stdout, /NAME_\d+ and 5 more\n/);
  assert.is(compareIn(project({ A_KEY: {} }), ['doppler'], programs).places[0]?.extra.length, 25);
});

envIn('outside a repository only what needs none can be asked', () => {
  const outside = new Repository();
  outside.write({ 'secrets/schema.json': schemaText({ A_KEY: {} }) });
  outside.run('rm', ['-rf', '.git']);
  const programs = new StorePrograms({ doppler: doppler('A_KEY') });
  assert.is(runIn(outside, ['doppler'], programs).status, 0);
  const { status, stderr } = runIn(outside, ['sops'], programs);
  assert.equal([status, /no Git repository/.test(stderr)], [2, true]);
});

envIn.run();
