/** Whether the vault files of Ansible are encrypted. */
import { isEncrypted } from '../../detect/file-names/encryption.js';
import { isPlainValue } from '../../detect/file-names/literal-values.js';
import { isReference } from '../../detect/file-names/references.js';
import { readSubject } from '../../detect/file-names/subject.js';
import { baseName } from '../../project/view.js';
import { toText } from '../../sources/read-file.js';
import type { ByteString } from '../../types.js';
import { type Answer, fail, type Line, notApplicable, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { quotePath } from '../quote-word.js';
import { readWhole } from '../whole-file.js';
import { type LeafDocument, readLeafDocuments } from './yaml-leaves.js';

/** What only projects of Ansible have. */
const ANSIBLE = /(?:^|\/)(?:ansible\.cfg|group_vars\/.+|host_vars\/.+|roles\/[^/]+\/tasks\/main\.ya?ml)$/;
const VARIABLES = /(?:^|\/)(?:group_vars|host_vars|vars|defaults)\/.+$/;
const VAULT_NAME = /^(?:vault|.*[._-]vault|vault[._-].*|secrets?)(?:\.ya?ml)?$/;
const YAML = /\.ya?ml$/;

export const ansibleVaultFiles: Line = {
  id: 'ansible-vault-files',
  point: 'encryption',
  title: 'Vault files of Ansible are encrypted',
  look,
};

function look(project: PolicyProject): Answer {
  if (!project.files.some((file) => ANSIBLE.test(file))) return notApplicable('no project of Ansible');
  const problems: Problem[] = [];
  let encrypted = 0;
  for (const file of project.files.filter((one) => VARIABLES.test(one) || isVaultFile(one))) {
    const whole = readWhole(project, file);
    if (whole.kind === 'unread') problems.push(whole.problem);
    if (whole.kind !== 'read') continue;
    const text = whole.bytes.toString('utf8');
    const isWhole = text.trimStart().startsWith('$ANSIBLE_VAULT;');
    const found = isWhole ? damaged(file, whole.bytes) : plainValues(file, text);
    if (isWhole || text.includes('!vault')) encrypted++;
    problems.push(...found);
  }
  if (problems.length > 0) return fail(`${encrypted} encrypted by Ansible Vault`, problems);
  return encrypted === 0
    ? notApplicable('no vault file of Ansible')
    : pass(`${encrypted} encrypted by Ansible Vault`);
}

function isVaultFile(file: ByteString): boolean {
  return (
    VAULT_NAME.test(baseName(file)) &&
    (YAML.test(file) || VARIABLES.test(file)) &&
    !file.startsWith('.github/')
  );
}

function damaged(file: ByteString, bytes: Buffer): Problem[] {
  if (isEncrypted(readSubject(file, bytes))) return [];
  return [problemIn(file, null, 'it begins as a vault, and holds more than that')];
}

/** In a vault file every value; in other variables those that are called `vault_...`, as Ansible's own advice has it. */
function plainValues(file: ByteString, text: string): Problem[] {
  const isVault = isVaultFile(file);
  if (!isVault && !text.includes('vault_')) return [];
  const documents = readLeafDocuments(text);
  if (documents === null)
    return isVault ? [problemIn(file, null, 'it is not encrypted, and cannot be read')] : [];
  // A Secret of Kubernetes may have the name of a vault; it has a line of its own.
  if (documents.some(isManifest)) return [];
  const leaves = documents.flatMap((one) => one.leaves);
  const plain = leaves.find(
    ({ path, value, isText }) =>
      isText &&
      !value.startsWith('!vault') &&
      !isPlainValue(value) &&
      !isReference(value) &&
      (isVault || path.some((key) => key.startsWith('vault_'))),
  );
  if (plain === undefined) return [];
  return [
    problemIn(
      file,
      plain.line,
      isVault ? 'a vault file that is not encrypted' : 'a plain value of a vault variable',
    ),
  ];
}

function isManifest({ leaves }: LeafDocument): boolean {
  const keys = new Set(leaves.map(({ path }) => path.join('.')));
  return keys.has('kind') && keys.has('apiVersion');
}

function problemIn(file: ByteString, line: number | null, says: string): Problem {
  const remedy = `ansible-vault encrypt ${quotePath(toText(file))}, and rotate what it held if it was ever pushed`;
  return { file, line, says, remedy };
}
