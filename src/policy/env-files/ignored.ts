/** The line: Git ignores env files in every folder that has one or a template of one. */
import { isEnvFileName } from '../../environment/collect.js';
import { isTemplateName } from '../../environment/template-values.js';
import { GitError } from '../../errors.js';
import { ignoredByProject } from '../../git/ignore-sources.js';
import { listIgnored } from '../../git/ignored-files.js';
import { ENV_GLOBS, type Ignoring, planIgnoring } from '../../offers/gitignore-offer.js';
import { baseName } from '../../project/view.js';
import { folderOf } from '../../schema/merge-schemas.js';
import type { ByteString } from '../../types.js';
import { type Answer, fail, type Line, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { count, listed } from '../words.js';
import { isLocalEnvFile, isOpen } from './names.js';

export const envFilesIgnored: Line = {
  id: 'env-files-ignored',
  point: 'ignored',
  title: 'Git ignores env files, in every folder that has one or a template of one',
  look,
};

async function look(project: PolicyProject): Promise<Answer> {
  const ignoring = await planIgnoring(project);
  const folders = await foldersWithEnvFiles(project);
  const present = presentFiles(project);
  const asked = folders.map((folder) => {
    const usual = ignoring.names.map((name) => (folder === '' ? name : `${folder}/${name}`));
    return {
      folder,
      paths: [...new Set([...usual, ...present.filter((path) => folderOf(path) === folder)])],
    };
  });
  const ignored = await ignoredOf(
    asked.map(({ paths }) => paths),
    project.top,
  );
  const problems = asked.flatMap(({ folder, paths }) => {
    const open = paths.filter((path) => !ignored.has(path)).map(baseName);
    return open.length > 0 ? [problemOf(folder, open)] : [];
  });
  if (problems.length === 0) return pass(`asked of Git for ${count(folders.length, 'folder')}`);
  const changes = ignoring.change === null ? [] : [ignoring.change];
  const says = `not so in ${problems.length} of ${count(folders.length, 'folder')}`;
  return fail(says, problems, { remedy: remedyFor(ignoring), changes });
}

/** The env files that Git would take with the next `git add`; encrypted ones may be meant to be. */
function presentFiles({ files, tracked, read }: PolicyProject): ByteString[] {
  const untracked = files.filter((path) => isLocalEnvFile(path) && !tracked.has(path));
  return untracked.filter((path) => isOpen(path, read(path)));
}

/** Those that the project ignores. What Git does not answer for (a folder that became a link) counts as not ignored. */
async function ignoredOf(groups: readonly ByteString[][], top: string): Promise<Set<ByteString>> {
  try {
    return await ignoredByProject(groups.flat(), top);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
  }
  const ignored = new Set<ByteString>();
  for (const paths of groups) {
    for (const path of await ignoredByProject(paths, top).catch(() => [])) ignored.add(path);
  }
  return ignored;
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
