/** The line: no env file is tracked. */
import { ObjectReader } from '../../git/objects.js';
import type { ByteString } from '../../types.js';
import { type Answer, fail, type Line, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { count, shellPath } from '../words.js';
import { isLocalEnvFile, isOpen } from './names.js';

const LARGEST = 2 * 1024 * 1024; // bytes; a larger one is taken for one that holds secrets

export const envFilesTracked: Line = {
  id: 'env-files-tracked',
  point: 'ignored',
  title: 'No env file is tracked, unless it is encrypted',
  look,
};

async function look(project: PolicyProject): Promise<Answer> {
  const tracked = [...project.tracked].filter(isLocalEnvFile).sort();
  if (tracked.length === 0) return pass('Git tracks none');
  const open: ByteString[] = [];
  const reader = new ObjectReader(LARGEST, { cwd: project.top });
  try {
    for (const path of tracked) if (isOpen(path, await textInIndex(path, reader))) open.push(path);
  } finally {
    await reader.close();
  }
  if (open.length === 0) return pass(`${count(tracked.length, 'encrypted file')}`);
  return fail(`Git tracks ${open.length}`, open.map(problemOf), {
    remedy: 'commit that, and rotate what they held: it stays in the history',
  });
}

async function textInIndex(path: ByteString, reader: ObjectReader): Promise<Buffer | null> {
  if (path.includes('\n')) return null; // no name of an object holds one
  // Without the 0, a path that begins with a digit and a colon would name another one.
  const object = await reader.read(`:0:${path}`);
  return object.kind === 'found' ? object.bytes : null;
}

function problemOf(path: ByteString): Problem {
  const word = shellPath(path);
  // To Git a path is a pattern, unless it is told otherwise.
  const git = /[*?[\\:]/.test(path) ? 'git --literal-pathspecs' : 'git';
  const remedy = word === null ? 'take it out of the index: git rm --cached' : `${git} rm --cached ${word}`;
  return { file: path, line: null, says: 'tracked, and anybody who has the repository can read it', remedy };
}
