/** Whether what git-crypt and transcrypt are to encrypt is encrypted in the index: their filters do nothing where they are not set up. */
import { attributeOf } from '../../git/attributes.js';
import { splitNulList } from '../../git/nul-list.js';
import { ObjectReader } from '../../git/objects.js';
import { runGit } from '../../git/run.js';
import { baseName } from '../../project/view.js';
import type { ByteString } from '../../types.js';
import { type Answer, fail, type Line, notApplicable, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { count } from '../words.js';

const LARGEST = 64 * 1024 * 1024; // bytes of a blob that is held to see its beginning

/** How their files begin (git-crypt, `doc/format`; transcrypt: what `openssl enc -base64` writes of "Salted__"). */
const FILTERS: readonly { name: RegExp; title: string; start: Buffer }[] = [
  { name: /^git-crypt(?:-.+)?$/, title: 'git-crypt', start: Buffer.from('\0GITCRYPT\0', 'latin1') },
  { name: /^crypt$/, title: 'transcrypt', start: Buffer.from('U2FsdGVkX1', 'latin1') },
];
/** These have to be readable, or the filters would not be known. */
const NEVER = new Set(['.gitattributes', '.gitignore']);

export const filteredFiles: Line = {
  id: 'git-crypt-files',
  point: 'encryption',
  title: 'What git-crypt or transcrypt covers is encrypted in Git',
  look,
};

async function look(project: PolicyProject): Promise<Answer> {
  const { top, tracked } = project;
  const filters = await attributeOf('filter', { paths: [...tracked], top });
  const covered = [...filters].flatMap(([file, value]) => {
    const filter = FILTERS.find(({ name }) => name.test(value));
    return filter && !NEVER.has(baseName(file)) ? [{ file, filter }] : [];
  });
  if (covered.length === 0) return notApplicable('no attribute asks for git-crypt or transcrypt');
  const blobs = await blobsOf(top);
  const reader = new ObjectReader(LARGEST, { cwd: top });
  const problems: Problem[] = [];
  try {
    for (const { file, filter } of covered) {
      const oid = blobs.get(file);
      if (oid === undefined) continue;
      const object = await reader.read(oid);
      if (object.kind !== 'found') {
        problems.push({
          file,
          line: null,
          says: 'its content in the index cannot be read',
          remedy: 'git fsck tells more',
        });
      } else if (
        object.bytes.length > 0 &&
        !object.bytes.subarray(0, filter.start.length).equals(filter.start)
      ) {
        problems.push(plain(file, filter.title));
      }
    }
  } finally {
    await reader.close();
  }
  return problems.length > 0
    ? fail(`${count(problems.length, 'file')} of ${covered.length} in plain text`, problems)
    : pass(`${count(covered.length, 'file')}, encrypted in the index`);
}

function plain(file: ByteString, title: string): Problem {
  return {
    file,
    line: null,
    says: `${title} is to encrypt it, and Git has it in plain text`,
    remedy: `set ${title} up here (${title === 'git-crypt' ? 'git-crypt unlock, then git-crypt status -f' : 'transcrypt, then git add --renormalize'}), commit, and rotate what the file held`,
  };
}

/** The regular files of the index, with their objects. */
async function blobsOf(top: string): Promise<Map<ByteString, string>> {
  const output = await runGit(['ls-files', '-s', '-z', '--full-name', '--', ':/'], { cwd: top });
  const blobs = new Map<ByteString, string>();
  for (const record of splitNulList(output)) {
    const tab = record.indexOf('\t');
    const [mode = '', oid = ''] = record.slice(0, tab).split(' ');
    if (mode.startsWith('100')) blobs.set(record.slice(tab + 1), oid);
  }
  return blobs;
}
