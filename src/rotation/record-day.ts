/** Writes the day of a rotation into the schema; every other byte of it stays as it is. */

import { KeyfenceError } from '../errors.js';
import type { Change } from '../install/change.js';
import { setValue } from '../json/set-value.js';
import type { PolicyProject } from '../policy/project.js';
import { absolute } from '../project/view.js';
import { readSchema } from '../schema/read-schema.js';
import type { ByteString } from '../types.js';

const MARK = '\ufeff';

/**
 * @param names the variables that were rotated.
 * @param near a folder from the top level: of several schemas that have a name, the nearest above it counts.
 * @returns the changes, a file each; none where the day stands there already.
 * @throws KeyfenceError where no schema has the names, or several do and none is nearer.
 */
export function recordDay(
  project: PolicyProject,
  { names, day, near }: { names: readonly string[]; day: string; near: ByteString },
): { changes: Change[]; files: ByteString[] } {
  if (names.length === 0) {
    throw new KeyfenceError(
      'no schema has a name for it, so no day can be noted',
      'leave out --done, or add its name to secrets/schema.json',
    );
  }
  const files = [...new Set(names.map((name) => schemaOf(project, { name, near })))];
  const changes = files.map((file) => changeOf(project, { file, names, day }));
  return { files, changes: changes.filter(({ before, after }) => before !== after) };
}

function schemaOf(
  { schemas }: PolicyProject,
  { name, near }: { name: string; near: ByteString },
): ByteString {
  const having = schemas.filter(({ entries }) => entries.some(({ variable }) => variable === name));
  const above = having.filter(({ file }) => `${near}/`.startsWith(rootOf(file)));
  const [best] = above.toSorted((a, b) => rootOf(b.file).length - rootOf(a.file).length);
  const only = best ?? (having.length === 1 ? having[0] : undefined);
  if (only) return only.file;
  throw new KeyfenceError(
    having.length === 0
      ? 'no schema has that name, so no day can be noted'
      : 'several schemas have that name',
    having.length === 0
      ? 'add the name to secrets/schema.json'
      : 'run it in the folder of the one that is meant; nothing was written',
  );
}

/** The folder for which a schema holds, with a slash; empty for the top level. */
function rootOf(file: ByteString): ByteString {
  return file.endsWith('secrets/schema.json') ? file.slice(0, -'secrets/schema.json'.length) : '';
}

function changeOf(
  project: PolicyProject,
  { file, names, day }: { file: ByteString; names: readonly string[]; day: string },
): Change {
  const bytes = project.read(file) ?? Buffer.alloc(0);
  const before = bytes.toString('latin1');
  const source = bytes.toString('utf8');
  const mark = source.startsWith(MARK) ? MARK : '';
  let text = source.slice(mark.length);
  for (const { section, group, variable } of readSchema(bytes, file)) {
    if (names.includes(variable)) text = setValue(text, [section, group, variable, 'last_rotated'], day);
  }
  const after = Buffer.from(mark + text, 'utf8').toString('latin1');
  const isSame = Buffer.from(source, 'utf8').equals(bytes);
  if (!isSame)
    throw new KeyfenceError('the schema is not UTF-8', 'write last_rotated by hand; nothing was written');
  return {
    path: absolute(project, file),
    before,
    after,
    why: 'the day of the rotation',
    isExecutable: false,
    withDirectory: false,
  };
}
