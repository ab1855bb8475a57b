/** Whether a step keeps files for others in which a secret was written. */
import type { ByteString } from '../../../types.js';
import type { Problem } from '../../line.js';
import type { Step } from '../github.js';
import { textOf, valueUnder, type YamlNode } from '../yaml-tree.js';

const UPLOADS = /^actions\/(?:upload-artifact|upload-pages-artifact|cache(?:\/save)?)$/;
const REMEDY = 'name only what the build made, and keep files with secrets out of its folder';

/** @param written the files that got secrets in the job. */
export function uploads(
  file: ByteString,
  { uses, with: inputs }: Step,
  written: ReadonlySet<string>,
): Problem[] {
  if (uses === null || !UPLOADS.test(uses)) return [];
  const path = inputs.find(({ key }) => key === 'path');
  const isHiddenToo = inputs.some(
    ({ key, value }) => key === 'include-hidden-files' && textOf(value) === 'true',
  );
  const paths = (textOf(path?.value ?? null) ?? '').split('\n');
  return kept(paths, written, { isHiddenToo }) && path
    ? [{ file, line: path.line, says: SAYS, remedy: REMEDY }]
    : [];
}

/** The same of GitLab's `artifacts`. */
export function keptArtifacts(
  file: ByteString,
  artifacts: YamlNode | null,
  written: ReadonlySet<string>,
): Problem[] {
  const paths = valueUnder(artifacts, 'paths');
  const variables = valueUnder(valueUnder(artifacts, 'reports'), 'dotenv');
  const all = [paths, variables].flatMap((node) => (node?.kind === 'list' ? node.items : node ? [node] : []));
  return all
    .filter((node) => kept([textOf(node) ?? ''], written, { isHiddenToo: true }))
    .map(({ line }) => ({ file, line, says: SAYS, remedy: REMEDY }));
}

const SAYS = 'this keeps a file in which a secret was written, for everybody who can see the run';

function kept(
  paths: readonly string[],
  written: ReadonlySet<string>,
  { isHiddenToo }: { isHiddenToo: boolean },
): boolean {
  const plain = paths.map(plainPath).filter((path) => path !== '');
  const hasEnvFile = plain.some((path) =>
    /(?:^|\/)\.env(?:\.(?:local|production|prod|staging|development))?$/.test(path),
  );
  const files = [...written].map(plainPath);
  return hasEnvFile || files.some((one) => plain.some((path) => covers(path, one, { isHiddenToo })));
}

function covers(path: string, file: string, { isHiddenToo }: { isHiddenToo: boolean }): boolean {
  if (path === file) return true;
  const folder = path.replace(/\/?\*{1,2}(?:\/\*)?$/, '');
  const isInside = folder === '.' || folder === '' ? !/^[/~$]/.test(file) : file.startsWith(`${folder}/`);
  const rest = folder === '.' || folder === '' ? file : file.slice(folder.length + 1);
  return isInside && (isHiddenToo || !/(?:^|\/)\./.test(rest));
}

function plainPath(path: string): string {
  return (
    path
      .trim()
      .replace(/^(?:\.\/|\$\{\{\s*github\.workspace\s*\}\}\/|\$\{?GITHUB_WORKSPACE\}?\/)/, '')
      .replace(/(.)\/$/, '$1') || (path.trim() === './' ? '.' : '')
  );
}
