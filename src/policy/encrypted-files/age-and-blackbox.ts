/** Whether files that are called encrypted are: those of age, and those that BlackBox keeps. */
import { isEncrypted } from '../../detect/file-names/encryption.js';
import { readSubject } from '../../detect/file-names/subject.js';
import { folderOf } from '../../schema/merge-schemas.js';
import { toText } from '../../sources/read-file.js';
import type { ByteString } from '../../types.js';
import { type Answer, fail, type Line, notApplicable, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { quotePath } from '../quote-word.js';
import { readWhole } from '../whole-file.js';
import { count } from '../words.js';

const AGE = /\.age$/;
const BLACKBOX_LIST = /(?:^|\/)(?:\.blackbox|keyrings\/live)\/blackbox-files\.txt$/;

export const ageAndBlackbox: Line = {
  id: 'age-files',
  point: 'encryption',
  title: 'Files of age and BlackBox are encrypted',
  look,
};

function look(project: PolicyProject): Answer {
  const { files } = project;
  const problems: Problem[] = [];
  const ageFiles = files.filter((file) => AGE.test(file));
  for (const file of ageFiles) {
    const whole = readWhole(project, file);
    if (whole.kind === 'unread') problems.push(whole.problem);
    if (whole.kind === 'read' && whole.bytes.length > 0 && !isEncrypted(readSubject(file, whole.bytes))) {
      const remedy = 'encrypt it with age, and rotate what it held if it was ever pushed';
      problems.push({ file, line: null, says: 'it is called a file of age, and is not encrypted', remedy });
    }
  }
  const kept = files.filter((file) => BLACKBOX_LIST.test(file)).flatMap((list) => namesIn(project, list));
  for (const file of kept.filter((one) => project.tracked.has(one))) {
    problems.push({
      file,
      line: null,
      says: 'BlackBox keeps it encrypted, and Git tracks it in plain text, too',
      remedy: `git rm --cached -- ${quotePath(toText(file))}, and rotate what it held`,
    });
  }
  const all = ageFiles.length + kept.length;
  const says = `${count(all, 'file')} of age or BlackBox`;
  if (problems.length > 0) return fail(says, problems);
  return all === 0 ? notApplicable('no file of age or BlackBox') : pass(says);
}

/** The files that a list of BlackBox names, from the top level. */
function namesIn({ read }: PolicyProject, list: ByteString): ByteString[] {
  const root = list.replace(BLACKBOX_LIST, '');
  const text = read(list)?.toString('latin1') ?? '';
  const names = text.split('\n').map((line) => line.trim().replace(/^\.\//, ''));
  return names
    .filter((name) => name !== '')
    .map((name) => (folderOf(`${root}/x`) === '' ? name : `${root}/${name}`));
}
