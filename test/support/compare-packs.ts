/** Compares what keyfence reads from the packs of a repository with what Git says that it has. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { openAllPacks } from '../../src/git/packs/find-packs.js';
import { objectsOf, readAll, readObject } from './packs.js';
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
  const opened = await openAllPacks(cwd);
  const read = new Map<string, number>();
  for (const { oid, object } of readAll(opened)) {
    const { type, text } = expected.get(oid) ?? {};
    assert.ok(object.kind === 'text' && text?.equals(object.text), oid);
    assert.is(object.type, type);
    read.set(oid, (read.get(oid) ?? 0) + 1);
  }
  assert.equal([...read.keys()].sort(), [...expected.keys()].sort());
  const step = Math.ceil(expected.size / 300);
  for (const [i, [oid, { text, type }]] of [...expected].entries()) {
    if (i % step > 0) continue;
    const object = readObject(opened, oid);
    assert.ok(object?.kind === 'text' && object.type === type && object.text.equals(text), oid);
  }
  for (const pack of opened) pack.close();
}
