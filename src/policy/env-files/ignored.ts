/** The line: Git ignores env files in every folder that has one or a template of one. */
import { isEnvFileName } from '../../environment/collect.js';
import { isTemplateName } from '../../environment/template-values.js';
import { ignoredByProject } from '../../git/ignore-sources.js';
import { listIgnored } from '../../git/ignored-files.js';
import { ENV_GLOBS, type Ignoring, planIgnoring } from '../../offers/gitignore-offer.js';
import { baseName } from '../../project/view.js';
import { folderOf } from '../../schema/merge-schemas.js';
import type { ByteString } from '../../types.js';
import { type Answer, fail, type Line, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { count, listed } from '../words.js';
import { isLocalEnvFile } from './names.js';

export const envFilesIgnored: Line = {
  id: 'env-files-ignored',
  point: 'ignored',
  title: 'Git ignores env files, in every folder that has one or a template of one',
  look,
};

async function look(project: PolicyProject): Promise<Answer> {
  const ignoring = await planIgnoring(project);
  const folders = await foldersWithEnvFiles(project);
  const problems: Problem[] = [];
  const untracked = project.files.filter((path) => isLocalEnvFile(path) && !project.tracked.has(path));
  for (const folder of folders) {
    const present = untracked.filter((path) => folderOf(path) === folder).map(baseName);
    const names = [...new Set([...ignoring.names, ...present])];
    const paths = names.map((name) => (folder === '' ? name : `${folder}/${name}`));
    const ignored = await ignoredByProject(paths, project.top);
    const open = paths.filter((path) => !ignored.has(path)).map(baseName);
    if (open.length > 0) problems.push(problemOf(folder, open));
  }
  if (problems.length === 0) {
    return pass(`asked of Git for ${count(folders.length, 'folder')}`);
  }
  const changes = ignoring.change === null ? [] : [ignoring.change];
  const says = `not so in ${problems.length} of ${count(folders.length, 'folder')}`;
  return fail(says, problems, { remedy: remedyFor(ignoring), changes });
}

function problemOf(folder: ByteString, names: readonly ByteString[]): Problem {
  return {
    file: folder === '' ? './' : `${folder}/`,
    line: null,
    says: `no .gitignore of the project covers ${listed(names, 2)}`,
    remedy: null,
  };
}

function remedyFor({ missing, change }: Ignoring): string {
  const lines = missing.join(' ');
  if (change !== null) return `keyfence check --fix adds to .gitignore: ${lines}`;
  if (missing.length > 0) return `.gitignore cannot be added to: put these lines into it by hand: ${lines}`;
  return 'a .gitignore takes them back (a line with ! before it), in that folder or above it: take that line out';
}

/** The top level, and each folder with an env file or a template, ignored ones included. */
async function foldersWithEnvFiles({ files, top }: PolicyProject): Promise<ByteString[]> {
  const all = [...files, ...(await listIgnored(ENV_GLOBS, top))];
  const isMeant = (path: ByteString) => isEnvFileName(baseName(path)) || isTemplateName(baseName(path));
  return [...new Set(['', ...all.filter(isMeant).map(folderOf)])].sort();
}
