/** `keyfence rotate` through the real bin: what holds the old value, which value that is, and the day in the schema. */
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { today } from '../../src/config/day.js';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { runBin } from '../support/scanned.js';
import { holders, kept, LAID_OUT, project, rotate, SCHEMA, token } from './rotated.js';

const rotation = suite('keyfence rotate');

const config = (value: string) =>
  `${JSON.stringify({ mcpServers: { github: { env: { GITHUB_TOKEN: value } } } }, null, 2)}\n`;

rotation('a whole rotation: from a value that stands everywhere to the day in the schema', () => {
  const [before, after] = [token(), token()];
  const secrets = [before, after];
  const repository = project();
  repository.stage({ 'src/a.ts': `// first\nconst key = '${before}';\n` });
  repository.commit();
  repository.write({
    '.env': `GITHUB_TOKEN=${before}\n`,
    '.mcp.json': config(before),
    'web/.env.local': `GITHUB_TOKEN="${before}"\n`,
  });

  const first = rotate(repository, ['GITHUB_TOKEN'], { secrets, env: { GITHUB_TOKEN: before } });
  assert.equal([first.status, first.situation, first.names], [1, 'leaked', ['GITHUB_TOKEN']]);
  assert.equal(holders(first), [
    'client .mcp.json:5',
    'env-file .env:1',
    'env-file web/.env.local:1',
    'file src/a.ts:2',
    'shell GITHUB_TOKEN',
  ]);
  assert.equal(kept(first), ['src/a.ts:2']);
  const [old = { fingerprint: '' }] = first.old;
  const command = ['rotate', 'GITHUB_TOKEN', '--old', old.fingerprint, '--done'];
  assert.equal(first.steps.at(-1)?.actions.at(-1)?.command.at(-1), `keyfence ${command.join(' ')}`);

  // Half of it: the shell that is still open, and the source.
  repository.write({
    '.env': `GITHUB_TOKEN=${after}\n`,
    '.mcp.json': config('${GITHUB_TOKEN}'),
    'web/.env.local': `GITHUB_TOKEN="${after}"\n`,
  });
  const half = rotate(repository, command.slice(1), { secrets, env: { GITHUB_TOKEN: before } });
  assert.equal([half.status, half.recorded?.outcome], [1, 'held']);
  assert.equal(holders(half), ['file src/a.ts:2', 'shell GITHUB_TOKEN']);
  assert.is(readFileSync(join(repository.top, SCHEMA), 'utf8'), LAID_OUT);

  repository.stage({ 'src/a.ts': `// first\nconst key = process.env.GITHUB_TOKEN;\n` }).commit();
  const done = rotate(repository, command.slice(1), { secrets, env: { GITHUB_TOKEN: after } });
  assert.equal([done.status, done.situation, done.recorded?.outcome], [0, 'said', 'written']);
  assert.equal([holders(done), kept(done)], [[], ['src/a.ts:2']]);
  assert.match(done.stderr, /history keeps it: it has to be revoked/);
  const written = readFileSync(join(repository.top, SCHEMA), 'utf8');
  const entry = '"source": "op://Dev/GitHub bot/token"';
  assert.is(written, LAID_OUT.replace(entry, `${entry}, "last_rotated": "${today()}"`));
  assert.is(rotate(repository, command.slice(1), { secrets }).recorded?.outcome, 'unchanged');
});

rotation('a quarterly one: the value in its env file is the old one, and with --done the new one', () => {
  const repository = project();
  repository.commit();
  repository.write({ '.env': `GITHUB_TOKEN=${token()}\n` });
  const first = rotate(repository, ['GITHUB_TOKEN']);
  assert.equal([first.status, first.situation, holders(first)], [1, 'here', ['env-file .env:1']]);
  const done = rotate(repository, ['GITHUB_TOKEN', '--done']);
  assert.equal([done.status, done.situation, done.recorded?.outcome], [0, 'done', 'written']);
  const still = rotate(repository, ['GITHUB_TOKEN', '--old', first.old[0]?.fingerprint ?? '', '--done']);
  assert.equal([still.status, still.recorded?.outcome], [1, 'held']);
});

rotation('afterwards: the value here is new, and those that history has are old', () => {
  const [before, after] = [token(), token()];
  const repository = project().stage({ 'a.txt': `see ${before}\n` });
  repository.commit();
  repository.git('rm', '-q', 'a.txt');
  repository.commit();
  repository.write({ '.env': `GITHUB_TOKEN=${after}\n` });
  const told = rotate(repository, ['GITHUB_TOKEN']);
  assert.equal([told.status, told.situation, holders(told), kept(told)], [1, 'replaced', [], ['a.txt:1']]);
  assert.equal(
    told.current.map((one) => one.holders.length),
    [1],
  );
  const done = rotate(repository, ['GITHUB_TOKEN', '--done', '--yes']);
  assert.equal([done.status, done.recorded?.outcome], [0, 'written']);
});

rotation('different values here: only a person knows which is new', () => {
  const [one, two] = [token(), token()];
  const repository = project();
  repository.commit();
  repository.write({ '.env': `GITHUB_TOKEN=${one}\n` });
  const env = { GITHUB_TOKEN: two };
  const told = rotate(repository, ['GITHUB_TOKEN', '--done'], { env, secrets: [one, two] });
  assert.equal([told.status, told.situation, told.recorded?.outcome], [1, 'several', 'held']);
  const old = told.old.find(({ holders: [first] }) => first?.kind === 'shell')?.fingerprint ?? '';
  const said = rotate(repository, ['GITHUB_TOKEN', '--old', old, '--done'], { env });
  assert.equal([said.situation, holders(said)], ['said', ['shell GITHUB_TOKEN']]);
  assert.is(rotate(repository, ['GITHUB_TOKEN', '--old', old, '--done']).recorded?.outcome, 'written');
});

rotation('a value without any format, wherever it stands', () => {
  const value = asSecret(randomText(26));
  const repository = project().stage({
    'a.txt': `see ${value}\n`,
    'b.json': `{"x":"${Buffer.from(value).toString('base64')}"}\n`,
  });
  repository.commit();
  repository.write({ '.env': `APP_KEY='${value}'\n` });
  const told = rotate(repository, ['APP_KEY'], { secrets: [value] });
  assert.equal(holders(told), ['env-file .env:1', 'file a.txt:1', 'file b.json:1']);
  assert.equal(kept(told), ['a.txt:1']);
});

rotation('by its fingerprint, or the beginning of it', () => {
  const value = token();
  const repository = project().stage({ 'a.txt': `see ${value}\n` });
  repository.commit('a commit');
  repository.write({ '.env': `GITHUB_TOKEN=${value}\n` });
  const { fingerprint } = rotate(repository, ['GITHUB_TOKEN']).old[0] ?? { fingerprint: '' };
  for (const word of [fingerprint, fingerprint.slice(0, 12)]) {
    const told = rotate(repository, [word], { secrets: [value] });
    assert.equal([told.status, told.situation, told.names], [1, 'said', ['GITHUB_TOKEN']]);
    assert.equal(holders(told), ['env-file .env:1', 'file a.txt:1']);
  }
});

rotation('one that only another branch has, in a commit message, and that no schema names', () => {
  const value = token();
  const repository = new Repository().stage({ 'a.txt': 'x\n' });
  repository.commit();
  repository.git('checkout', '-q', '-b', 'other');
  repository.commit(`words ${value}`);
  repository.git('checkout', '-q', 'main');
  const report = repository.report('scan', '--history', '--all');
  const told = rotate(repository, [report.findings[0]?.fingerprint ?? ''], { secrets: [value] });
  assert.equal([told.status, told.names, holders(told)], [1, [], []]);
  assert.equal(kept(told), ['(commit message):1']);
  const links = told.steps.flatMap(({ actions }) => actions.flatMap(({ link }) => link ?? []));
  assert.ok(links.includes('https://github.com/settings/tokens'));
  const ran = runBin(repository, ['rotate', report.findings[0]?.fingerprint ?? '', '--done']);
  assert.is(ran.status, 2);
  assert.match(ran.stderr, /no schema has a name for it/);
});

rotation(
  'names that share a format are told, and a value of the other name is not taken for this one',
  () => {
    const [mine, other] = [token(), token()];
    const names = { GITHUB_TOKEN: { format: 'ghp_...' }, DEPLOY_TOKEN: { format: 'ghp_...' } };
    const repository = project(JSON.stringify({ required: { github: names } }));
    repository.commit();
    repository.write({ '.env': `GITHUB_TOKEN=${mine}\nDEPLOY_TOKEN=${other}\n` });
    for (const [name, line] of [
      ['GITHUB_TOKEN', 1],
      ['DEPLOY_TOKEN', 2],
    ] as const) {
      const told = rotate(repository, [name]);
      assert.equal([told.situation, holders(told)], ['here', [`env-file .env:${line}`]]);
      assert.equal(
        told.alike,
        Object.keys(names).filter((one) => one !== name),
      );
    }
  },
);

rotation('the user’s own files only when asked', () => {
  const value = token();
  const repository = project();
  repository.commit();
  const home = new Repository({ top: repository.env.HOME as string });
  home.write({ '.zshrc': `# mine\nexport GITHUB_TOKEN=${value}\n`, '.claude.json': config(value) });
  const env = { GITHUB_TOKEN: value };
  assert.equal(holders(rotate(repository, ['GITHUB_TOKEN'], { env })), ['shell GITHUB_TOKEN']);
  const told = rotate(repository, ['GITHUB_TOKEN', '--user-configs'], { env, secrets: [value] });
  assert.equal(holders(told), ['shell GITHUB_TOKEN', 'user-file ~/.claude.json:5', 'user-file ~/.zshrc:2']);
});

rotation('a variable of the shell that no schema knows, and a tracked env file', () => {
  const value = token();
  const repository = project().stage({ 'api/.env': `GITHUB_TOKEN=${value}\n` });
  repository.commit();
  const env = { CI_JOB_KEY: value, PATH_TO_IT: '/usr/lib', 'npm_config_//x/:_key': 'a\nb' };
  const told = rotate(repository, ['GITHUB_TOKEN'], { env, secrets: [value] });
  assert.equal([told.situation, holders(told)], ['leaked', ['env-file api/.env:1', 'shell CI_JOB_KEY']]);
  assert.is(told.old[0]?.holders.find(({ kind }) => kind === 'env-file')?.home, false);
});

rotation('what cannot be read makes it incomplete, and nothing is written', () => {
  const repository = project().stage({ 'a.bin': 'x\n' });
  repository.commit();
  repository.write({ '.env': `GITHUB_TOKEN=${token()}\n`, 'locked.txt': 'x\n' });
  chmodSync(join(repository.top, 'locked.txt'), 0);
  if (process.getuid?.() === 0) {
    // Root reads everything; a commit that lacks an object is unreadable for anybody.
    const oid = repository.git('rev-parse', 'HEAD:a.bin').trim();
    repository.run('rm', ['-f', join(repository.top, '.git/objects', oid.slice(0, 2), oid.slice(2))]);
  }
  const told = rotate(repository, ['GITHUB_TOKEN', '--done', '--no-cache']);
  assert.equal([told.status, told.complete, told.recorded?.outcome], [3, false, 'incomplete']);
  assert.ok(told.unread.length > 0);
});

rotation('no commit yet, no value anywhere: the steps all the same', () => {
  const told = rotate(project(), ['APP_KEY']);
  assert.equal([told.status, told.situation, told.old, told.held], [0, 'unseen', [], false]);
  assert.equal(
    told.steps.map(({ name }) => name),
    ['create', 'store', 'ci', 'host', 'revoke'],
  );
});

rotation('an ignored .dev.vars is an env file', () => {
  const secret = asSecret(randomText(32));
  const repository = project();
  repository.stage({ '.gitignore': '.env*\n.dev.vars*\n' }).commit();
  repository.write({ 'worker/.dev.vars': `GITHUB_TOKEN=${secret}\n` });
  const said = rotate(repository, ['GITHUB_TOKEN'], { secrets: [secret] });
  assert.equal(holders(said), ['env-file worker/.dev.vars:1']);
});

rotation('a value that is too short to be looked for is said to be', () => {
  const repository = project().write({ '.env': `APP_KEY=${asSecret(randomText(7))}\n` });
  assert.is(rotate(repository, ['APP_KEY']).untraceable, true);
});

rotation.run();
