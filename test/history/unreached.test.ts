/** What is no part of a history, and in the object store all the same. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Repository } from '../support/repository.js';
import { begun, birthsTold, blobAt, blobsTold, commitAside, read, store } from './git-said.js';

const unreached = suite('what no history reaches');

const KEPT = 'kept\n';

/** What nothing but the object store or a log keeps. */
const UNREACHABLE: Record<string, (repository: Repository) => void> = {
  'a commit that was undone': (repository) => {
    repository.stage({ a: KEPT }).commit();
    repository.git('reset', '-q', '--hard', 'HEAD~1');
  },
  'a stash that was dropped': (repository) => {
    repository.write({ a: KEPT }).git('stash', '-q');
    repository.git('stash', 'drop', '-q');
  },
  'a file that was staged and never committed': (repository) => {
    repository.stage({ a: KEPT });
    repository.git('reset', '-q', '--hard');
  },
};
for (const [where, lose] of Object.entries(UNREACHABLE)) {
  unreached(`${where}: no part of --all, but of --unreachable`, async () => {
    const repository = begun();
    lose(repository);
    const kept = store(repository, KEPT);
    assert.not.ok(blobsTold(await read(repository)).includes(kept));
    assert.ok(blobsTold(await read(repository, { unreachable: true })).includes(kept));
  });
}

unreached(
  '--unreachable: what a log still names has its commit and its path; of the rest the words are named',
  async () => {
    const repository = begun();
    const undone = repository.stage({ b: 'undone\n' }).commit();
    const blob = blobAt(repository, 'HEAD:b');
    repository.git('reset', '-q', '--hard', 'HEAD~1');
    const lost = commitAside(repository, 'lost\n');
    repository.git('tag', '-a', '-m', 'words', 'gone');
    const tag = repository.git('rev-parse', 'gone').trim();
    repository.git('tag', '-d', 'gone');
    const told = await read(repository, { unreachable: true });
    assert.equal(birthsTold(told, blob), [`${undone} 100644 b`]);
    assert.equal(birthsTold(told, store(repository, 'lost\n')), ['no commit 100644 aside']);
    assert.equal(told.words, { commits: [lost], tags: [tag] });
  },
);

unreached(
  '--unreachable: a blob that was only staged, or whose commits are gone in part, has no path',
  async () => {
    const repository = begun();
    const base = repository.git('rev-parse', 'HEAD').trim();
    const gone = commitAside(repository, 'gone\n');
    const tree = repository.git('rev-parse', `${gone}^{tree}`).trim();
    const stored = repository.git('commit-tree', '-p', gone, '-m', 'on top', tree).trim();
    rmSync(join(repository.top, '.git/objects', gone.slice(0, 2), gone.slice(2)));
    const told = await read(repository, { unreachable: true });
    assert.equal(told.words, { commits: [stored], tags: [] });
    assert.ok(told.table.commits.find(base) >= 0);
    const [birth, ...more] = birthsTold(told, store(repository, 'gone\n'));
    assert.equal([birth, more], ['no commit 100644 (unreachable blob)', []]);
  },
);

unreached.run();
