/** Whether files that SOPS encrypts, or that `.sops.yaml` says it should, are encrypted in every value. */
import { readDotenvLeaves } from '../../detect/file-names/dotenv-leaves.js';
import { isLiteralCredential } from '../../detect/file-names/literal-values.js';
import { isReference } from '../../detect/file-names/references.js';
import { toText } from '../../sources/read-file.js';
import type { ByteString } from '../../types.js';
import { type Answer, fail, type Line, notApplicable, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { quotePath } from '../quote-word.js';
import { readWhole } from '../whole-file.js';
import { readCreationRules } from './creation-rules.js';
import { RULE_NAMES, type RuleName, readRule, type SopsRule } from './sops-rules.js';
import { type PathLeaf, readLeafDocuments } from './yaml-leaves.js';

const SETTINGS_FILE = /\.(?:ya?ml|json|env|ini)$|(?:^|\/)\.env(?:\.[^/]*)?$/;
const ENCRYPTED = /^ENC\[AES256_GCM,/;

export const sopsFiles: Line = {
  id: 'sops-files',
  point: 'encryption',
  title: 'SOPS files are encrypted in every value',
  look,
};

function look(project: PolicyProject): Answer {
  const rules = readCreationRules(project);
  const problems = [...rules.problems];
  let encrypted = 0;
  for (const file of project.files.filter((one) => SETTINGS_FILE.test(one))) {
    const whole = readWhole(project, file);
    const rule = rules.ruleFor(file);
    if (whole.kind === 'unread' && rule !== null) problems.push(whole.problem);
    if (whole.kind !== 'read') continue;
    const text = whole.bytes.toString('utf8');
    const hasMetadata = text.includes('sops') && text.includes('ENC[AES256_GCM,');
    if (!hasMetadata && rule === null) continue;
    const leaves = leavesOf(file, text);
    const metadata = leaves?.filter(isMetadata) ?? [];
    if (leaves === null) {
      problems.push(problemIn(file, null, 'this file of SOPS cannot be read'));
    } else if (metadata.some(({ value }) => ENCRYPTED.test(value))) {
      encrypted++;
      problems.push(...plainValues(file, leaves, readRule(settingsIn(metadata))));
    } else if (rule !== null && isMeantFor(rule, file, leaves)) {
      problems.push({
        ...problemIn(file, null, 'a rule of .sops.yaml covers it, and it is not encrypted'),
        remedy: `sops encrypt --in-place ${quotePath(toText(file))}, and rotate what it held if it was ever pushed`,
      });
    }
  }
  if (problems.length > 0) return fail(`${encrypted} encrypted by SOPS`, problems);
  if (encrypted === 0 && !rules.isThere) return notApplicable('no file of SOPS, and no .sops.yaml');
  return pass(`${encrypted} encrypted by SOPS, in every value that its rules name`);
}

function problemIn(file: ByteString, line: number | null, says: string): Problem {
  return { file, line, says, remedy: 'encrypt it with sops, and rotate what it held if it was ever pushed' };
}

function leavesOf(file: ByteString, text: string): PathLeaf[] | null {
  if (/\.(?:ya?ml|json)$/.test(file)) return readLeafDocuments(text)?.flatMap(({ leaves }) => leaves) ?? null;
  const plain = text.replace(/^\[[^\]\n]*\][ \t]*$/gm, ''); // sections of an INI file
  const leaves = readDotenvLeaves(plain);
  if (leaves === null) return null;
  const lines = text.split('\n');
  return leaves.map(({ name, value }) => ({
    path: [name],
    value,
    line: lines.findIndex((line) => line.trimStart().startsWith(name)) + 1,
    isText: true,
  }));
}

function isMetadata({ path: [top = ''] }: PathLeaf): boolean {
  return top === 'sops' || top.startsWith('sops_');
}

function settingsIn(metadata: readonly PathLeaf[]): Partial<Record<RuleName, string>> {
  const settings: Partial<Record<RuleName, string>> = {};
  for (const { path, value } of metadata) {
    const name = path.join('_').replace(/^sops_/, '');
    const rule = RULE_NAMES.find((one) => one === name);
    if (rule && value !== '') settings[rule] = value;
  }
  return settings;
}

/** SOPS encrypts numbers and switches, too; it leaves empty values and nulls as they are. */
function plainValues(file: ByteString, leaves: readonly PathLeaf[], rule: SopsRule): Problem[] {
  return leaves.flatMap((leaf) => {
    const { path, value, line } = leaf;
    if (isMetadata(leaf) || value === '' || value === 'null' || value === '~' || ENCRYPTED.test(value))
      return [];
    const name = path.at(-1) ?? '';
    const isCovered = rule.covers(path);
    if (isCovered) return [problemIn(file, line, 'a value that SOPS has to encrypt is plain')];
    if (!isLiteralCredential({ name, value })) return [];
    const why = isCovered === null ? 'in a file whose rule cannot be read' : 'which its rule leaves readable';
    return [problemIn(file, line, `a plain value that looks like a credential, ${why}`)];
  });
}

const SECRET_NAME = /secret|credential|password|vault|\.enc\.|\.sops\./i;

/** Rules often cover every YAML file, settings among them: those that hold what a rule is for are meant. */
function isMeantFor(rule: SopsRule, file: ByteString, leaves: readonly PathLeaf[]): boolean {
  const plain = leaves.filter(
    ({ path, value, isText }) => isText && value !== '' && !isReference(value) && rule.covers(path) !== false,
  );
  const isSecret =
    SECRET_NAME.test(file) || leaves.some(({ path, value }) => path.join() === 'kind' && value === 'Secret');
  if (isSecret) return plain.length > 0;
  return plain.some(({ path, value }) => isLiteralCredential({ name: path.at(-1) ?? '', value }));
}
