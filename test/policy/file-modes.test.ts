/** Secret files of the working tree that other users can read. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { judgeModes, readableByOthers } from '../../src/policy/file-modes/readable-by-others.js';
import { viewPolicyProject } from '../../src/policy/project.js';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';
import { answered } from './answered.js';

const modes = suite('modes of secret files');

const env = () => `GITHUB_TOKEN=${sample('github-personal-access-token')}\n`;

function withModes(
  files: Record<string, [content: string, mode: number]>,
  ignore = '.env*\nkeys/\n',
): Repository {
  const repository = new Repository().stage({ '.gitignore': ignore });
  for (const [path, [content, mode]] of Object.entries(files)) {
    repository.write({ [path]: content });
    chmodSync(join(repository.top, path), mode);
  }
  return repository;
}

modes('an ignored .env that everybody can read: the very command that mends it', async () => {
  const repository = withModes({ '.env': [env(), 0o644], 'web app/.env.local': [env(), 0o640] });
  const { outcome, problems, remedies } = await answered(repository, readableByOthers);
  assert.is(outcome, 'fail');
  assert.equal(problems, [
    '.env mode 644: every user of this machine can read it',
    'web app/.env.local mode 640: its group can read it',
  ]);
  assert.equal(remedies, ['chmod 600 .env', "chmod 600 'web app/.env.local'"]);
  for (const remedy of remedies) repository.run('sh', ['-c', remedy ?? '']);
  assert.is((await answered(repository, readableByOthers)).outcome, 'pass');
});

modes('the .dev.vars of Cloudflare Workers is an env file, too', async () => {
  const repository = withModes({ '.dev.vars': [env(), 0o644] }, '.dev.vars\n');
  const { problems } = await answered(repository, readableByOthers);
  assert.equal(problems, ['.dev.vars mode 644: every user of this machine can read it']);
});

modes('private keys, untracked or ignored; others may read what is public or has no secret', async () => {
  const key = `-----BEGIN OPENSSH ${'PRIVATE'} KEY-----\n${asSecret(randomText(64))}\n`;
  const repository = withModes({
    'keys/id_ed25519': [key, 0o604],
    id_rsa: [key, 0o666],
    'keys/id_ed25519.pub': ['ssh-ed25519 AAAA a@b\n', 0o644],
    '.env.example': ['GITHUB_TOKEN=\n', 0o644],
    'readme.md': ['words\n', 0o644],
  });
  const { problems } = await answered(repository, readableByOthers);
  assert.equal(problems.sort(), [
    'id_rsa mode 666: every user of this machine can read or change it',
    'keys/id_ed25519 mode 604: every user of this machine can read it',
  ]);
});

modes('nothing of packages is looked at, and no project needs to have a secret file', async () => {
  const repository = withModes({ 'node_modules/a/.env': [env(), 0o644] }, 'node_modules\n');
  assert.is((await answered(repository, readableByOthers)).outcome, 'not-applicable');
});

modes('on Windows modes say nothing', async () => {
  const repository = withModes({ '.env': [env(), 0o644] });
  const answer = await judgeModes(await viewPolicyProject(repository.top), 'win32');
  assert.is(answer.outcome, 'not-applicable');
});

modes.run();
