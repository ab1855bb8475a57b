/** Whether Secrets of Kubernetes lie in the project only sealed, encrypted or as references. */
import { isPlaceholder } from '../../detect/file-names/placeholders.js';
import { isReference } from '../../detect/file-names/references.js';
import { isOfTests } from '../../project/names/code-files.js';
import type { ByteString } from '../../types.js';
import { type Answer, fail, type Line, notApplicable, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { readWhole } from '../whole-file.js';
import { type PathLeaf, readLeafDocuments } from './yaml-leaves.js';

const MANIFEST = /\.(?:ya?ml|json)$/;
const SECRET_KIND = /\bkind["']?:[ \t]*["']?(?:Sealed)?Secret\b/;
const REMEDY =
  'seal it (kubeseal), encrypt it (sops), or let an external-secrets store fill it; then rotate the value, as history keeps it';

export const kubernetesSecrets: Line = {
  id: 'kubernetes-secrets',
  point: 'encryption',
  title: 'Kubernetes Secrets are sealed or encrypted',
  look,
};

function look(project: PolicyProject): Answer {
  const problems: Problem[] = [];
  let sound = 0;
  for (const file of project.files.filter((one) => MANIFEST.test(one) && !isOfTests(one))) {
    const whole = readWhole(project, file);
    // JSON of that size is data.
    if (whole.kind === 'unread' && !file.endsWith('.json')) problems.push(whole.problem);
    if (whole.kind !== 'read') continue;
    const text = whole.bytes.toString('utf8');
    if (!text.includes('Secret') || !SECRET_KIND.test(text)) continue;
    const { plain, others } = secretsIn(file, text);
    problems.push(...plain);
    sound += others;
  }
  if (problems.length > 0) return fail(`${sound} sealed, encrypted or by reference`, problems);
  return sound === 0
    ? notApplicable('no Secret of Kubernetes')
    : pass(`${sound} sealed, encrypted or by reference`);
}

function secretsIn(file: ByteString, text: string): { plain: Problem[]; others: number } {
  const documents = readLeafDocuments(text) ?? readLeafDocuments(withoutTemplates(text));
  if (documents === null) {
    return {
      plain: [{ file, line: null, says: 'a Secret that cannot be read as YAML', remedy: 'mend it' }],
      others: 0,
    };
  }
  const plain: Problem[] = [];
  let others = 0;
  for (const { leaves } of documents) {
    for (const { kind, own } of manifestsIn(leaves)) {
      if (kind === 'SealedSecret') others++;
      if (kind !== 'Secret') continue;
      const first = own.find(isPlainValue);
      if (first === undefined) others++;
      else
        plain.push({
          file,
          line: first.line,
          says: 'a Secret with plain values (Base64 is no encryption)',
          remedy: REMEDY,
        });
    }
  }
  return { plain, others };
}

/** A document is one manifest, or a List with one in each of its `items`. */
function manifestsIn(leaves: readonly PathLeaf[]): { kind: string; own: PathLeaf[] }[] {
  const inItems = leaves
    .filter(({ path }) => path[0] === 'items')
    .map((leaf) => ({ ...leaf, path: leaf.path.slice(1) }));
  const outside = leaves.filter(({ path }) => path[0] !== 'items');
  const items: PathLeaf[][] = [];
  const seen = new Set<string>();
  for (const leaf of inItems) {
    // What stands in lists is read in its order, and a second `kind` begins the next one.
    const isNext = items.length === 0 || (leaf.path.length === 1 && seen.has(leaf.path[0] as string));
    if (isNext) seen.clear();
    if (isNext) items.push([]);
    if (leaf.path.length === 1) seen.add(leaf.path[0] as string);
    items.at(-1)?.push(leaf);
  }
  return [outside, ...items].map((own) => ({
    kind: own.find(({ path }) => path.length === 1 && path[0] === 'kind')?.value ?? '',
    own,
  }));
}

function isPlainValue({ path, value }: PathLeaf): boolean {
  if (path.length < 2 || (path[0] !== 'data' && path[0] !== 'stringData') || value.trim() === '')
    return false;
  const text = path[0] === 'data' ? decoded(value) : value;
  return ![value, text].some(
    (one) => one.startsWith('ENC[') || one.startsWith('<path:') || isReference(one) || isPlaceholder(one),
  );
}

function decoded(value: string): string {
  return Buffer.from(value, 'base64').toString('utf8');
}

/** A chart's template is YAML as soon as its actions are texts; a line that is nothing but one goes. */
function withoutTemplates(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const start = line.indexOf('{{');
      const end = line.lastIndexOf('}}');
      if (start < 0 || end < start) return line;
      if (line.slice(0, start).trim() === '' && line.slice(end + 2).trim() === '') return '';
      return `${line.slice(0, start).replace(/["']$/, '')}"{{ template }}"`;
    })
    .join('\n');
}
