/** By which file of the project Git ignores a path: what everybody who clones it ignores, too. */
import type { ByteString } from '../types.js';
import { splitNulList } from './nul-list.js';
import { runGit } from './run.js';

const FIELDS = 4; // of each answer: source, line, rule, path

/**
 * Those of `paths` that a `.gitignore` of the project covers. What only this clone or this user ignores
 * (`.git/info/exclude`, `core.excludesFile`) is no answer: nobody else has it.
 * @param paths relative to `top`; they need not exist.
 * @throws GitError
 */
export async function ignoredByProject(paths: readonly ByteString[], top: string): Promise<Set<ByteString>> {
  const ignored = new Set<ByteString>();
  if (paths.length === 0) return ignored;
  const output = await runGit(['check-ignore', '--no-index', '--verbose', '-z', '--stdin'], {
    cwd: top,
    // With `./` before it, no path is read as pathspec magic.
    input: Buffer.from(paths.map((path) => `./${path}\0`).join(''), 'latin1'),
    answers: [1], // none of them is ignored
  });
  const answers = splitNulList(output);
  for (let at = 0; at + FIELDS <= answers.length; at += FIELDS) {
    const [source, , rule, path] = answers.slice(at, at + FIELDS) as [string, string, string, string];
    const isOfProject = /^(?!\/)(?:.*\/)?\.gitignore$/.test(source);
    if (isOfProject && !rule.startsWith('!')) ignored.add(path.slice('./'.length));
  }
  return ignored;
}
