/** Whether env files that dotenvx encrypts are encrypted, and the keys to them stay out of Git. */
import { readDotenvLeaves } from '../../detect/file-names/dotenv-leaves.js';
import { isLiteralCredential } from '../../detect/file-names/literal-values.js';
import { isPlaceholder } from '../../detect/file-names/placeholders.js';
import { isReference } from '../../detect/file-names/references.js';
import { ignoredPaths } from '../../git/working-tree.js';
import { baseName } from '../../project/view.js';
import { toText } from '../../sources/read-file.js';
import type { ByteString } from '../../types.js';
import { type Answer, fail, type Line, notApplicable, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { quotePath } from '../quote-word.js';
import { readWhole } from '../whole-file.js';

const ENV_FILE = /^\.env(?:\..+)?$/;
const KEY_FILE = /^\.env\.keys$/;
const ENCRYPTED = /^encrypted:[A-Za-z0-9+/]{16,}={0,2}$/;
const PUBLIC_KEY = /^DOTENV_PUBLIC_KEY/;

export const dotenvxFiles: Line = {
  id: 'dotenvx-files',
  point: 'encryption',
  title: 'dotenvx files are encrypted, and their keys stay out of Git',
  look,
};

async function look(project: PolicyProject): Promise<Answer> {
  const secret = new Set(
    project.declared
      .filter(({ isSensitive }) => isSensitive)
      .flatMap(({ name, aliases }) => [name, ...aliases]),
  );
  const problems: Problem[] = [];
  let encrypted = 0;
  const envFiles = project.files.filter((file) => ENV_FILE.test(baseName(file)));
  for (const file of envFiles.filter((one) => !KEY_FILE.test(baseName(one)))) {
    const whole = readWhole(project, file);
    if (whole.kind === 'unread') problems.push(whole.problem);
    if (whole.kind !== 'read') continue;
    const text = whole.bytes.toString('latin1');
    if (!text.includes('encrypted:') && !text.includes('DOTENV_PUBLIC_KEY')) continue;
    encrypted++;
    problems.push(...plainValues(file, text, secret));
  }
  const keys = envFiles.filter((file) => KEY_FILE.test(baseName(file)));
  const covered = await ignoredPaths(keys, project.top, { untracked: true });
  for (const file of keys.filter((one) => !covered.has(one))) problems.push(keyProblem(project, file));
  if (problems.length > 0) return fail(`${encrypted} encrypted by dotenvx`, problems);
  if (encrypted === 0) return notApplicable('no file of dotenvx');
  return pass(`${encrypted} encrypted by dotenvx, and no key in Git`);
}

function keyProblem({ tracked }: PolicyProject, file: ByteString): Problem {
  const path = quotePath(toText(file));
  const isTracked = tracked.has(file);
  return {
    file,
    line: null,
    says: isTracked
      ? 'Git tracks the private keys: whoever has a clone can decrypt every value'
      : 'the private keys are not ignored: git add takes them',
    remedy: isTracked
      ? `git rm --cached -- ${path}, add .env.keys to .gitignore, then dotenvx rotate and rotate every value`
      : 'add .env.keys to .gitignore',
  };
}

/** Settings may stay readable; what is no setting may not. */
function plainValues(file: ByteString, text: ByteString, secret: ReadonlySet<string>): Problem[] {
  const leaves = readDotenvLeaves(text);
  const remedy = `dotenvx encrypt -f ${quotePath(toText(file))}, and rotate what was plain if it was ever pushed`;
  if (leaves === null) return [{ file, line: null, says: 'this file of dotenvx cannot be read', remedy }];
  const lines = text.split('\n');
  return leaves.flatMap(({ name, value }) => {
    if (ENCRYPTED.test(value) || PUBLIC_KEY.test(name) || value === '') return [];
    const isSecret = secret.has(name) && !isPlaceholder(value) && !isReference(value);
    if (!isSecret && !isLiteralCredential({ name, value })) return [];
    const line =
      lines.findIndex((one) => one.replace(/^\s*(?:#+\s?)?(?:export\s+)?/, '').startsWith(name)) + 1;
    return [{ file, line: line || null, says: 'a plain value among encrypted ones', remedy }];
  });
}
