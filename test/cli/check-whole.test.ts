/** One project through the real bin: every line of the checklist fails at once, and passes once the remedies are carried out. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { LINES } from '../../src/policy/checklist.js';
import { Repository } from '../support/repository.js';
import { utf8 } from '../support/scanned.js';
import { addPrograms } from './whole-programs.js';
import { buildWhole, SCHEMA } from './whole-project.js';
import { carryOut, shell, type ToldLine } from './whole-remedies.js';
import { amounts, keepFiles, piecesFound } from './whole-secrets.js';

const whole = suite('every line of the checklist');

/** The lines that do not fail beside the others, each with the reason. */
const APART: Record<string, string> = {
  'schema-there': 'it fails where there is no schema, and eleven others compare with one: it is asked before',
  'store-names': 'a store is never asked by the checklist: it is manual',
  'stores-encrypted': 'what a manager does with its disks no program knows: it is manual',
};

const ALWAYS_MANUAL = ['store-names', 'stores-encrypted'];

/** Where values live in the end: below the home folder. */
const MAY_HOLD = ['repo/.env', 'repo/deploy/door.pin', '.bashrc'];

/** What the first round itself brings up: names that it wrote into the workflow, the config and the schema. */
const MOST_ROUNDS = 3;

interface Told {
  status: number | null;
  lines: ToldLine[];
  fix: { outcome: string; files: string[] };
}

function check(repository: Repository, words = ''): Told {
  const { status, stdout, stderr } = shell(repository, `keyfence check --user-configs --json ${words}`);
  assert.ok(stdout !== '', stderr);
  return { ...(JSON.parse(utf8(stdout)) as Omit<Told, 'status'>), status };
}

const idsOf = ({ lines }: Told, outcome: string) =>
  lines.filter((line) => line.outcome === outcome).map(({ id }) => id);

whole('from all of them failing at once to none, by what the remedies say', () => {
  const repository = new Repository();
  addPrograms(repository);
  buildWhole(repository);

  const without = check(repository, '--only schema-there');
  assert.equal(idsOf(without, 'fail'), ['schema-there']);
  assert.equal(check(repository, '--only schema-there --fix --yes').fix.files, ['secrets/schema.json']);
  repository.write({ 'secrets/schema.json': JSON.stringify(SCHEMA, null, 2) });

  const first = check(repository);
  assert.is(first.status, 1);
  assert.equal(
    idsOf(first, 'fail').sort(),
    LINES.map(({ id }) => id)
      .filter((id) => !(id in APART))
      .sort(),
  );

  let told = first;
  for (let round = 0; round < MOST_ROUNDS && told.status === 1; round++) {
    carryOut(repository, check(repository, '--fix --yes').lines, ['fail']);
    repository.git('add', '-A');
    told = check(repository);
  }
  assert.equal(
    told.lines.filter(({ outcome }) => outcome === 'fail'),
    [],
  );
  carryOut(repository, told.lines, ['manual'], ALWAYS_MANUAL);
  check(repository, '--fix --yes');
  repository.git('add', '-A');
  // Through the hooks that keyfence init has installed.
  const committed = shell(repository, 'git commit -q -m "in order"');
  assert.is(committed.status, 0, committed.stderr);

  const last = check(repository);
  assert.equal([last.status, idsOf(last, 'fail'), idsOf(last, 'not-applicable')], [0, [], []]);
  assert.equal(idsOf(last, 'manual').sort(), ALWAYS_MANUAL);
  assert.equal(check(repository, '--fix --yes').fix, { outcome: 'nothing', files: [] });
  assert.is(repository.git('status', '--porcelain'), '');
  keepFiles(repository.env.HOME as string, MAY_HOLD);
});

whole('nothing that was told or written on the way holds any of a secret', () => {
  const { secrets, characters } = amounts();
  assert.ok(secrets > 15 && characters > 100_000, `${secrets} in ${characters}`);
  assert.is(piecesFound(), 0);
});

whole.run();
