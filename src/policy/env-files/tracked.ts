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
  const open: Problem[] = [];
  const reader = new ObjectReader(LARGEST, { cwd: project.top });
  try {
    for (const path of tracked) {
      const text = await textInIndex(path, reader);
      if (isOpen(path, text)) open.push(problemOf(path, text));
    }
  } finally {
    await reader.close();
  }
  if (open.length === 0) return pass(`${count(tracked.length, 'encrypted file')}`);
  return fail(`Git tracks ${open.length}`, open, {
    remedy: 'commit that, and rotate what they held: it stays in the history',
  });
}

async function textInIndex(path: ByteString, reader: ObjectReader): Promise<Buffer | null> {
  if (path.includes('\n')) return null; // no name of an object holds one
  const object = await reader.read(`:${path}`);
  return object.kind === 'found' ? object.bytes : null;
}

function problemOf(path: ByteString, text: Buffer | null): Problem {
  const word = shellPath(path);
  if (word !== null && /=["']?encrypted:/.test(text?.toString('latin1') ?? '')) {
    const says = 'tracked, and dotenvx has not encrypted all of it';
    return { file: path, line: null, says, remedy: `dotenvx encrypt -f ${word} && git add ${word}` };
  }
  // To Git a path is a pattern, unless it is told otherwise.
  const git = /[*?[\\:]/.test(path) ? 'git --literal-pathspecs' : 'git';
  const remedy = word === null ? 'take it out of the index: git rm --cached' : `${git} rm --cached ${word}`;
  return { file: path, line: null, says: 'tracked, and anybody who has the repository can read it', remedy };
}
