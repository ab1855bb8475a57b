/** Vaults: what each program is asked, how its answer is read, and what is never asked. */
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { collectVaultValues } from '../../src/vaults/collect.js';
import { VAULT_NAMES, VAULTS, type VaultName } from '../../src/vaults/vaults.js';
import { asSecret } from '../support/record.js';
import { scratch } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { printing, StandIn } from '../support/stand-in.js';

const vaults = suite('vaults');

const root = scratch();
writeFileSync(join(root, 'values.json'), '{"database":{"password":"ENC[]"},"sops":{}}');
writeFileSync(join(root, 'hostile.json'), '{"sops":{"hc_vault":[{"vault_address":"https://example.com"}]}}');
symlinkSync('/etc/hostname', join(root, 'link.json'));

const value = asSecret(randomText(24));
const NAME = 'SOME_TOKEN';
const ID = '0f4c1a2b-0000-4000-8000-0123456789ab';

/** A search for one name. */
function ask(vault: VaultName, reference: string | null, folders: readonly string[], more = {}) {
  const env = { PATH: folders.join(':'), HOME: root, OTHER_SECRET: value, OP_ONE: 'x', ...more };
  return collectVaultValues({ vaults: [vault], wanted: [{ name: NAME, reference }], root, env });
}

const ANSWERED: [vault: VaultName, reference: string | null, calls: string[][], answer: string][] = [
  ['op', 'op://Work/Some item/field', [['read', '--no-newline', 'op://Work/Some item/field']], value],
  ['op', 'op://Work/Item/section/field', [['read', '--no-newline', 'op://Work/Item/section/field']], value],
  [
    'sops',
    'sops:values.json#database.password',
    [['decrypt', '--output-type', 'json', join(root, 'values.json')]],
    JSON.stringify({ database: { password: value } }),
  ],
  [
    'doppler',
    null,
    [['secrets', 'download', '--no-file', '--format', 'json', '--no-fallback', '--scope', root]],
    JSON.stringify({ [NAME]: value, OTHER: 'x' }),
  ],
  [
    'vault',
    'vault:secret/app#key',
    [['kv', 'get', '-format=json', 'secret/app']],
    JSON.stringify({ data: { data: { key: value } } }),
  ],
  [
    'vault',
    'vault:kv/app#key',
    [['kv', 'get', '-format=json', 'kv/app']],
    JSON.stringify({ data: { key: value } }),
  ],
  [
    'aws',
    'aws:prod/db#password',
    [['secretsmanager', 'get-secret-value', '--secret-id=prod/db', '--output=json', '--no-cli-pager']],
    JSON.stringify({ SecretString: JSON.stringify({ password: value }) }),
  ],
  [
    'aws',
    'aws:arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-b',
    [
      [
        'secretsmanager',
        'get-secret-value',
        '--secret-id=arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-b',
        '--output=json',
        '--no-cli-pager',
      ],
    ],
    JSON.stringify({ SecretString: value }),
  ],
  [
    'gcp',
    'gcp:some-project/some-id',
    [['secrets', 'versions', 'access', 'latest', '--secret=some-id', '--quiet', '--project=some-project']],
    `${value}\n`,
  ],
  [
    'azure',
    'azure:some-vault/some-id',
    [
      [
        ...['keyvault', 'secret', 'show', '--vault-name=some-vault', '--name=some-id'],
        ...['--output=json', '--only-show-errors'],
      ],
    ],
    JSON.stringify({ value }),
  ],
  ['infisical', null, [['export', '--format=json', '--silent']], JSON.stringify([{ key: NAME, value }])],
  [
    'bws',
    null,
    [['secret', 'list', '--output', 'json', '--color', 'no']],
    JSON.stringify([{ key: NAME, value }]),
  ],
];

for (const [vault, reference, calls, answer] of ANSWERED) {
  vaults(`${vault} is asked for ${reference ?? 'all that it has'}`, async () => {
    const standIn = new StandIn(VAULTS[vault].program, printing(answer));
    const { values, problems } = await ask(vault, reference, [standIn.folder]);
    assert.equal(standIn.calls, calls);
    assert.ok(values.length === 1 && values[0]?.value === value);
    assert.equal(
      values.map(({ name, from }) => [name, from]),
      [[NAME, vault]],
    );
    assert.equal(problems, []);
  });
}

vaults('of a project in a reference: asked for that, too', async () => {
  const standIn = new StandIn('doppler', printing(JSON.stringify({ OTHER: value })));
  const { values } = await ask('doppler', 'doppler:shop/prod/OTHER', [standIn.folder]);
  assert.equal(standIn.calls[1]?.slice(-2), ['--project=shop', '--config=prod']);
  assert.ok(values.length === 1 && values[0]?.value === value);
  const bws = new StandIn('bws', printing(JSON.stringify({ value })));
  await ask('bws', `bws:${ID}`, [bws.folder]);
  assert.equal(bws.calls[1]?.slice(0, 3), ['secret', 'get', ID]);
});

/** From a hostile repository: an option, a file, a command, a way out of a place. */
const REFUSED: [vault: VaultName, reference: string][] = [
  ['op', '--help'],
  ['op', 'op://--account/item/field'],
  ['op', 'op://vault/item'],
  ['op', 'op://vault/../item/field'],
  ['op', 'op://vault/item/field\n'],
  ['op', 'op://vault/item/$(id)'],
  ['op', ' op://vault/item/field'],
  ['sops', 'sops:../outside.json#key'],
  ['sops', 'sops:/etc/passwd#key'],
  ['sops', 'sops:-i#key'],
  ['sops', 'sops:hostile.json#key'],
  ['sops', 'sops:link.json#key'],
  ['sops', 'sops:absent.json#key'],
  ['vault', 'vault:-address=https://example.com/x#key'],
  ['vault', 'vault:secret/../../sys#key'],
  ['aws', 'aws:file:///etc/passwd'],
  ['aws', 'aws:--debug'],
  ['gcp', 'gcp:--project'],
  ['azure', 'azure:@file/name'],
  ['azure', 'azure:vault/@file'],
];

for (const [vault, reference] of REFUSED) {
  vaults(`${vault} is never asked for ${JSON.stringify(reference)}`, async () => {
    const standIn = new StandIn(VAULTS[vault].program, printing(value));
    const { values, problems } = await ask(vault, reference, [standIn.folder]);
    assert.equal([standIn.calls, values.length], [[], 0]);
    assert.match(problems[0]?.reason ?? '', /no name of the schema has a source/);
  });
}

for (const [what, script, reason] of [
  ['fails', 'echo no >&2; exit 1', /op failed; sign in/],
  ['is killed', 'kill -9 $$', /op failed/],
  ['prints without end', 'yes', /more than a megabyte/],
  ['does not end', 'sleep 60', /did not answer within 10 seconds/],
] as const) {
  vaults(`a program that ${what} is a problem that is told`, async () => {
    const { values, problems } = await ask('op', 'op://a/b/c', [
      new StandIn('op', script).folder,
      '/usr/bin',
      '/bin',
    ]);
    assert.is(values.length, 0);
    assert.match(problems[0]?.reason ?? '', reason);
  });
}

vaults('an answer that is not what was expected is a problem, and is not repeated', async () => {
  for (const answer of [value, '[]', '{"data":1}', '']) {
    const { values, problems } = await ask('vault', 'vault:a/b#c', [
      new StandIn('vault', printing(answer)).folder,
    ]);
    assert.is(values.length, 0);
    assert.ok(!JSON.stringify(problems).includes(value));
  }
});

vaults('a program is looked for in absolute folders outside the project only', async () => {
  const inside = new StandIn('op', printing(value), join(root, 'bin'));
  const linked = scratch();
  symlinkSync(join(root, 'bin'), join(linked, 'bin'));
  const pointing = scratch();
  symlinkSync(join(root, 'bin', 'op'), join(pointing, 'op'));
  for (const folders of [[inside.folder], ['bin'], ['.'], [''], [root], [join(linked, 'bin')], [pointing]]) {
    const { problems } = await ask('op', 'op://a/b/c', folders);
    assert.match(problems[0]?.reason ?? '', /op is not on PATH/);
  }
  assert.equal(inside.calls, []);
});

vaults('a program is given its own variables, and no others', async () => {
  const standIn = new StandIn('op', printing(value));
  await ask('op', 'op://a/b/c', [standIn.folder]);
  const own = standIn.variables.filter((name) => !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name));
  assert.equal(own.sort(), ['HOME', 'OP_ONE', 'PATH']);
});

vaults('there is one of each', () => {
  assert.equal(VAULT_NAMES, ['op', 'sops', 'doppler', 'vault', 'aws', 'gcp', 'azure', 'infisical', 'bws']);
});

vaults.run();
