/** Whether secret files of the working tree can be read by other users of this machine. */
import { lstatSync } from 'node:fs';
import { createFileGuard, type FileGuard, type GuardedName } from '../../detect/file-names.js';
import { isEnvFileName } from '../../environment/collect.js';
import { listIgnored } from '../../git/ignored-files.js';
import { readAsset } from '../../package/assets.js';
import { isOfTests } from '../../project/names/code-files.js';
import { baseName } from '../../project/view.js';
import { joinBytes, toBytes, toText } from '../../sources/read-file.js';
import type { ByteString } from '../../types.js';
import { type Answer, fail, type Line, notApplicable, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { quotePath } from '../quote-word.js';
import { readWhole } from '../whole-file.js';
import { count } from '../words.js';

const OTHERS = 0o077;
/** Ignored files are asked for by these names only: there can be any number of others. */
const GLOBS =
  `.env* .dev.vars* *.pem *.key *.p12 *.pfx *.jks *.keystore *.kdbx *.tfvars id_rsa id_dsa id_ecdsa id_ed25519 .npmrc .netrc
  .pgpass .pypirc .htpasswd kubeconfig *kubeconfig*.y*ml credentials credentials*.json *service-account*.json
  *serviceaccount*.json secrets.y*ml secrets.json`
    .split(/\s+/)
    .map((name) => `**/${name}`);

export const readableByOthers: Line = {
  id: 'file-modes',
  point: 'storage',
  title: 'No other user of the machine can read secret files',
  look: (project) => judgeModes(project, process.platform),
};

/** @param platform as Node calls it: on Windows modes say nothing. */
export async function judgeModes(project: PolicyProject, platform: NodeJS.Platform): Promise<Answer> {
  if (platform === 'win32') return notApplicable('files have no modes on Windows');
  const names = JSON.parse(readAsset('file-names.json').toString('utf8')) as GuardedName[];
  const guard = createFileGuard(names);
  const ignored = await listIgnored(GLOBS, project.top);
  // What Git tracks for tests is in every clone: its mode here keeps it from nobody.
  const own = project.files.filter((file) => !(project.tracked.has(file) && isOfTests(file)));
  const problems: Problem[] = [];
  let found = 0;
  for (const file of [...new Set([...own, ...ignored])]) {
    if (!isEnvFileName(baseName(file)) && guard.match(file) === null) continue;
    const mode = modeOf(project, file);
    if (mode === null || !isSecret(project, guard, file)) continue;
    found++;
    if ((mode & OTHERS) !== 0) problems.push(problemOf(file, mode));
  }
  if (problems.length > 0) return fail(`${count(found, 'secret file')} in the working tree`, problems);
  if (found === 0) return notApplicable('no secret file in the working tree');
  return pass(`${count(found, 'secret file')} in the working tree, for their owner alone`);
}

/** Of a regular file; null for anything else, and where nothing is. */
function modeOf({ top }: PolicyProject, file: ByteString): number | null {
  const path = Buffer.from(joinBytes(toBytes(top), file), 'latin1');
  const status = lstatSync(path, { throwIfNoEntry: false });
  return status?.isFile() ? status.mode & 0o777 : null;
}

/** What is encrypted, public or without a secret by its content may be read by anybody; what cannot be read may not. */
function isSecret(project: PolicyProject, guard: FileGuard, file: ByteString): boolean {
  const whole = readWhole(project, file);
  if (whole.kind !== 'read') return whole.kind === 'unread';
  if (whole.bytes.length === 0) return false;
  const entry = guard.judge(file, whole.bytes);
  return entry !== null && (entry.severity === 'critical' || entry.severity === 'high');
}

function problemOf(file: ByteString, mode: number): Problem {
  const whom = (mode & 0o007) === 0 ? 'its group' : 'every user of this machine';
  const can = (mode & 0o022) === 0 ? 'can read it' : 'can read or change it';
  return {
    file,
    line: null,
    says: `mode ${mode.toString(8).padStart(3, '0')}: ${whom} ${can}`,
    remedy: `chmod 600 ${quotePath(toText(file))}`,
  };
}
