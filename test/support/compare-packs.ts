/** Compares what keyfence reads from the packs of a repository with what Git says that it has. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { PackStore } from '../../src/git/packs/pack-store.js';
import { objectsOf, readAll, SMALL_LIMITS } from './packs.js';
import { Repository, scratch } from './repository.js';

/** A repository of its own with the same objects. */
export function copyOf(repository: Repository): Repository {
  const top = join(scratch(), 'copy');
  cpSync(repository.top, top, { recursive: true });
  return new Repository({ top });
}

/** Fails where an object of the repository is not read as Git reads it, or not once. */
export async function compare(
  repository: Repository,
  { cwd = repository.top, expected = objectsOf(repository) } = {},
): Promise<void> {
  const store = await PackStore.open(cwd, SMALL_LIMITS);
  const read = new Map<string, number>();
  for (const { oid, object } of readAll(store)) {
    const { type, text } = expected.get(oid) ?? {};
    assert.ok(object.kind === 'text' && text?.equals(object.text), oid);
    assert.is(object.type, type);
    read.set(oid, (read.get(oid) ?? 0) + 1);
  }
  assert.equal([...read.keys()].sort(), [...expected.keys()].sort());
  const step = Math.ceil(expected.size / 300);
  for (const [i, [oid, { text, type }]] of [...expected].entries()) {
    if (i % step > 0) continue;
    const object = store.readObject(oid);
    assert.ok(object?.kind === 'found' && object.type === type && object.bytes.equals(text), oid);
  }
  store.close();
}
