/** What the attributes of a repository say of its files. */
import type { ByteString } from '../types.js';
import { splitNulList } from './nul-list.js';
import { runGit } from './run.js';

/**
 * The value of one attribute for each path, as Git works it out of all attribute files; paths without a value are left out.
 * @param top the top level, absolute.
 * @throws GitError
 */
export async function attributeOf(
  name: string,
  { paths, top }: { paths: readonly ByteString[]; top: string },
): Promise<Map<ByteString, string>> {
  const values = new Map<ByteString, string>();
  if (paths.length === 0) return values;
  const output = await runGit(['check-attr', '-z', '--stdin', name], {
    cwd: top,
    input: Buffer.from(paths.map((path) => `${path}\0`).join(''), 'latin1'),
  });
  const fields = splitNulList(output);
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const value = fields[at + 2] as string;
    if (value !== 'unspecified' && value !== 'unset') values.set(fields[at] as string, value);
  }
  return values;
}
