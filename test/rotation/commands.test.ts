/** The commands of the steps, run against stand-ins: the new value reaches the program's input and never its arguments. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { environmentAction } from '../../src/rotation/environment-commands.js';
import { storeAction } from '../../src/rotation/store-commands.js';
import { asSecret } from '../support/record.js';
import { Repository, scratch } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { StandIn } from '../support/stand-in.js';

const commands = suite('commands of a rotation');

const value = asSecret(randomText(30));

/** What the stand-in writes down of what it reads: `keep` is the file. */
const readAll = (keep: string) => `cat > '${keep}'`;

/** What programs were given: their words, and what those that keep it read. */
function run(
  lines: readonly string[],
  programs: Record<string, (keep: string) => string>,
): { calls: string[]; input: string } {
  const folder = scratch();
  const keep = join(scratch(), 'input');
  const standIns = Object.entries(programs).map(
    ([program, script]) => new StandIn(program, script(keep), folder),
  );
  const ran = new Repository().run('sh', ['-c', `NEW='${value}'\n${lines.join('\n')}`], {
    env: { PATH: `${folder}:${process.env.PATH}` },
    stdin: Buffer.from(''),
  });
  assert.equal([ran.status, ran.stdout, ran.stderr], [0, '', '']);
  const calls = standIns.flatMap((one) => one.calls.map((words) => words.join(' ')));
  assert.not.ok(calls.join().includes(value));
  return { calls, input: readFileSync(keep, 'utf8') };
}

/** Each with the program, its words, and what it has to read; null where it asks a person by itself. */
const STORES: [source: string, program: string, words: string, input: string | null][] = [
  [
    'gcp:my-project/app-token',
    'gcloud',
    'secrets versions add app-token --data-file=- --project=my-project',
    value,
  ],
  [
    'aws:prod/app',
    'aws',
    'secretsmanager put-secret-value --secret-id prod/app --secret-string file:///dev/stdin',
    value,
  ],
  [
    'azure:my-vault/app-token',
    'az',
    'keyvault secret set --vault-name my-vault --name app-token --file /dev/stdin --output none',
    value,
  ],
  ['vault:secret/app#token', 'vault', 'kv patch secret/app token=-', value],
  ['doppler:app/prd/A_TOKEN', 'doppler', 'secrets set A_TOKEN --silent --project app --config prd', null],
];
for (const [source, program, words, input] of STORES) {
  commands(`${source}: ${program} ${words}`, () => {
    const ran = run(storeAction(source)?.command ?? [], { [program]: readAll });
    assert.equal(ran.calls, [words]);
    assert.is(ran.input, input ?? '');
  });
}

/** jq as far as it matters here: it has the value in its environment, and prints it. */
const jqOfEnvironment = () => 'cat > /dev/null; printf %s "$NEW"';
const readWhere = (word: string) => (keep: string) => `case "$2" in ${word}) cat > '${keep}';; esac`;

commands('1Password: read, changed and written in one pipe', () => {
  const programs = { op: readWhere('edit'), jq: jqOfEnvironment };
  // The shape of 1Password: get and edit are the second words.
  const lines = storeAction('op://Dev/GitHub bot/token')?.command ?? [];
  const { calls, input } = run(lines, programs);
  assert.is(input, value);
  assert.equal(calls.toSorted(), [
    '(.fields[] | select(.label == "token")).value = env.NEW',
    'item edit GitHub bot --vault Dev',
    'item get GitHub bot --vault Dev --format json',
  ]);
});

commands('a key of a secret in AWS: the others stay', () => {
  const programs = { aws: readWhere('put-secret-value'), jq: jqOfEnvironment };
  const { calls, input } = run(storeAction('aws:prod/app#token')?.command ?? [], programs);
  assert.is(input, value);
  assert.equal(calls.toSorted(), [
    '-c .["token"] = env.NEW',
    'secretsmanager get-secret-value --secret-id prod/app --query SecretString --output text',
    'secretsmanager put-secret-value --secret-id prod/app --secret-string file:///dev/stdin',
  ]);
});

commands('SOPS: as a JSON text, to its input', () => {
  const programs = { sops: readAll, jq: () => 'cat' };
  const { calls, input } = run(storeAction('sops:conf/prod.yaml#app.token')?.command ?? [], programs);
  assert.is(input, value);
  // A word that is a dot ends a call in what a stand-in writes down.
  assert.equal(calls.toSorted(), ['-Rs', 'set --value-stdin conf/prod.yaml ["app"]["token"]']);
});

const PLACES: [environment: string, program: string, words: string, input: string | null][] = [
  ['github', 'gh', 'secret set A_TOKEN', null],
  ['github:production', 'gh', 'secret set A_TOKEN --env production', null],
  ['gitlab:prod', 'glab', 'variable update A_TOKEN --scope prod', value],
  ['fly:my-app', 'fly', 'secrets import --app my-app', `A_TOKEN=${value}\n`],
  ['cloudflare', 'wrangler', 'secret put A_TOKEN', null],
  ['supabase', 'supabase', 'secrets set --env-file /dev/stdin', `A_TOKEN=${value}\n`],
];
for (const [environment, program, words, input] of PLACES) {
  commands(`${environment}: ${program} ${words}`, () => {
    const ran = run(environmentAction(environment, 'A_TOKEN')?.command ?? [], { [program]: readAll });
    assert.equal(ran.calls, [words]);
    assert.is(ran.input, input ?? '');
  });
}

commands('vercel: by its own question, for the environment that the schema names', () => {
  const [first] = environmentAction('vercel:preview', 'A_TOKEN')?.command ?? [];
  assert.is(first, 'vercel env update A_TOKEN preview');
});

const HOSTILE_SOURCES = [
  'op://Dev/$(touch pwned)/token',
  "op://Dev/a'b/token",
  'gcp:a;b',
  'aws:x y',
  'aws:--endpoint-url=http://evil',
  'vault:secret/../app#token',
  'sops:../other.yaml#a',
  'doppler:app/prd/A TOKEN',
  'file:///etc/passwd',
];
for (const source of HOSTILE_SOURCES) {
  commands(`no command comes of ${source}`, () => assert.is(storeAction(source), null));
}

commands('no command comes of an environment with more than a name in it', () => {
  for (const one of ['github:$(id)', 'vercel:--token=x', 'fly:a b', 'constructor', 'moon:base']) {
    assert.is(environmentAction(one, 'A_TOKEN'), null);
  }
});

commands.run();
