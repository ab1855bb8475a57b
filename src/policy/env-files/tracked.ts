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
      if (!isOpen(path, text)) continue;
      const isHeld = await refusesToRemove(path, { text, reader, project });
      open.push(problemOf(path, { text, isHeld }));
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
  // Without the 0, a path that begins with a digit and a colon would name another one.
  const object = await reader.read(`:0:${path}`);
  return object.kind === 'found' ? object.bytes : null;
}

/** Whether Git keeps what only the index has, unless it is told otherwise: it is neither that of the last commit nor that of the file. */
async function refusesToRemove(
  path: ByteString,
  { text, reader, project }: { text: Buffer | null; reader: ObjectReader; project: PolicyProject },
): Promise<boolean> {
  const file = project.read(path);
  if (text === null || file === null || file.equals(text)) return false;
  const committed = await reader.read(`HEAD:${path}`);
  return committed.kind !== 'found' || !committed.bytes.equals(text);
}

function problemOf(path: ByteString, { text, isHeld }: { text: Buffer | null; isHeld: boolean }): Problem {
  const word = shellPath(path);
  if (word !== null && /=["']?encrypted:/.test(text?.toString('latin1') ?? '')) {
    const says = 'tracked, and dotenvx has not encrypted all of it';
    return { file: path, line: null, says, remedy: `dotenvx encrypt -f ${word} && git add ${word}` };
  }
  // To Git a path is a pattern, unless it is told otherwise.
  const git = /[*?[\\:]/.test(path) ? 'git --literal-pathspecs' : 'git';
  const remove = `${git} rm ${isHeld ? '-f ' : ''}--cached`;
  const remedy = word === null ? `take it out of the index: ${remove}` : `${remove} ${word}`;
  return { file: path, line: null, says: 'tracked, and anybody who has the repository can read it', remedy };
}
