/** Whose a secret is in a long history with many refs. */
import { spawnSync } from 'node:child_process';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { attributionOf, blobAt } from './git-said.js';

const attribution = suite('whose a secret is, in a long history');

attribution('in a long history with more than 32 refs', async () => {
  const repository = new Repository();
  const stream = Array.from({ length: 3000 }, (_, at) => {
    const file = at === 1000 ? 'M 100644 inline a\ndata 6\nsecret\n' : at === 2000 ? 'D a\n' : '';
    const tag = at % 50 === 0 ? `reset refs/tags/t${at}\nfrom :${at + 1}\n\n` : '';
    const commit = `commit refs/heads/main\nmark :${at + 1}\ncommitter A <a@b> ${1_700_000_000 + at} +0000\ndata 0\n`;
    return `${commit}${file}\n${tag}`;
  });
  const { top: cwd, env } = repository;
  assert.is(spawnSync('git', ['fast-import', '--quiet'], { cwd, env, input: stream.join('') }).status, 0);
  const oid = blobAt(repository, 'main~1999:a');
  const told = await attributionOf(repository, [{ oid, path: 'a' }]);
  assert.equal(
    [told.first?.commit.oid, told.last?.commit.oid],
    [blobAt(repository, 'main~1999'), blobAt(repository, 'main~1000')],
  );
  const tags = (from: number, to: number) =>
    Array.from({ length: 60 }, (_, at) => at * 50)
      .filter((at) => at >= from && at < to)
      .map((at) => `refs/tags/t${at}`);
  assert.equal(told.refs, [...tags(1000, 3000), 'refs/heads/main'].sort());
  assert.equal(told.tips, tags(1000, 2000).sort());
});

attribution.run();
