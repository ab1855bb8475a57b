/** The line: no env file in the history holds a value that has not been rotated since. */
import { hasText } from '../../git/commit-changes.js';
import { listCommits } from '../../git/commit-listing.js';
import { ObjectReader } from '../../git/objects.js';
import { isShallow } from '../../git/place.js';
import { listTreeFiles } from '../../git/tree-files.js';
import { parseWritten } from '../../git/written-objects.js';
import { findTips, type Tips } from '../../history/tips.js';
import { createScanner, type Scanner } from '../../scanner.js';
import type { ByteString } from '../../types.js';
import { type Answer, fail, type Line, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { count, listed, shellPath } from '../words.js';
import { isLocalEnvFile, isOpen } from './names.js';
import { namesInUse, plainComments } from './rotated.js';

const LARGEST = 2 * 1024 * 1024; // bytes; of a larger one it is not known what it holds
const PATHS = ['.env', '.env.*', '.dev.vars', '.dev.vars.*'].map((name) => `:(top,glob)**/${name}`);

export const envFilesInHistory: Line = {
  id: 'env-files-in-history',
  point: 'ignored',
  title: 'No commit of any ref holds an env file whose values are in use',
  look,
};

/** One version of an env file, and when it was committed last. */
interface Version {
  path: ByteString;
  oid: string;
  /** The commit; empty for a tree that no commit is known for. */
  commit: string;
  /** In seconds since 1970; null where the commit is not to be had. */
  time: number | null;
}

interface Tools {
  reader: ObjectReader;
  scanner: Scanner;
  project: PolicyProject;
}

async function look(project: PolicyProject): Promise<Answer> {
  const reader = new ObjectReader(LARGEST, { cwd: project.top });
  try {
    const tips = await findTips({ cwd: project.top, all: true, refs: [], unreachable: false }, reader);
    const versions = await findVersions(tips, reader, project.top);
    const tools = { reader, scanner: createScanner({ knownValues: false }), project };
    const problems = [...unseen(tips, await isShallow(project.top))];
    const paths = [...new Set(versions.map(({ path }) => path))].sort();
    for (const path of paths) {
      const own = versions.filter((version) => version.path === path);
      const problem = await problemOf(own, tools);
      if (problem !== null) problems.push(problem);
    }
    if (problems.length > 0) return fail(saysOf(paths, problems), problems);
    return pass(
      paths.length === 0
        ? 'there is none'
        : `what ${count(paths.length, 'file')} held is rotated, encrypted or no secret`,
    );
  } finally {
    await reader.close();
  }
}

function saysOf(paths: readonly ByteString[], problems: readonly Problem[]): string {
  const files = problems.filter(({ file }) => file !== null).length;
  return files === 0
    ? 'not all of the history could be seen'
    : `${files} of ${count(paths.length, 'file')} may be in use`;
}

function* unseen({ skips }: Tips, isCut: boolean): Iterable<Problem> {
  const missing = { file: null, line: null };
  if (isCut) {
    const says = 'this clone is shallow: what came before is not here';
    yield { ...missing, says, remedy: 'git fetch --unshallow' };
  }
  for (const { reason } of skips) {
    yield { ...missing, says: `not all refs could be followed: ${reason}`, remedy: 'git fsck' };
  }
}

async function findVersions(tips: Tips, reader: ObjectReader, cwd: string): Promise<Version[]> {
  const versions = new Map<string, Version>();
  const add = (version: Version) => {
    const key = `${version.oid} ${version.path}`;
    const known = versions.get(key);
    const isLater = known && known.time !== null && (version.time === null || version.time > known.time);
    if (!known || isLater) versions.set(key, version);
  };
  for await (const { oid, changes } of listCommits({ tips: tips.commits, excluded: [] }, cwd, {
    paths: PATHS,
  })) {
    const own = changes.filter((change) => hasText(change) && isLocalEnvFile(change.path));
    if (own.length === 0) continue;
    const time = await timeOf(oid, reader);
    for (const change of own) add({ path: change.path, oid: change.oid, commit: oid, time });
  }
  for (const { oid } of tips.loose.filter(({ type }) => type === 'tree')) {
    for await (const file of listTreeFiles(oid, cwd)) {
      if (isLocalEnvFile(file.path)) add({ path: file.path, oid: file.oid, commit: '', time: null });
    }
  }
  return [...versions.values()];
}

async function timeOf(commit: string, reader: ObjectReader): Promise<number | null> {
  const object = await reader.read(commit);
  return object.kind === 'found' ? parseWritten(commit, object.bytes).time : null;
}

/** Null where each version is encrypted, or all that it held is rotated. */
async function problemOf(
  versions: readonly Version[],
  { reader, scanner, project }: Tools,
): Promise<Problem | null> {
  const [{ path }] = versions as [Version];
  const names = new Set<string>();
  let isUnread = false;
  let isNameless = false;
  let shown: string | null = null;
  for (const { oid, commit, time } of versions) {
    const object = await reader.read(oid);
    const text = object.kind === 'found' ? object.bytes : null;
    if (!isOpen(path, text)) continue;
    const inUse = namesInUse(text, { time, declared: project.declared });
    const hasComment = text !== null && (await holdsSecret(plainComments(text), scanner));
    isUnread ||= inUse === null;
    isNameless ||= hasComment;
    for (const name of inUse ?? []) names.add(name);
    if (inUse === null || inUse.length > 0 || hasComment) shown ??= commit.slice(0, 12);
  }
  if (shown === null) return null;
  const held = names.size > 0 ? `, which held ${listed([...names].sort())}` : '';
  const nameless = isNameless ? '; a comment in it has a secret' : '';
  const unread = isUnread ? '; not every version of it can be read' : '';
  return {
    file: path,
    line: null,
    says: `committed in ${shown}${held}${nameless}${unread}`,
    remedy: remedyFor(path, names.size > 0 && !isNameless && !isUnread),
  };
}

async function holdsSecret(text: Buffer, scanner: Scanner): Promise<boolean> {
  if (text.length === 0) return false;
  const { findings } = await scanner.scanText(text);
  return findings.length > 0;
}

function remedyFor(path: ByteString, isRotatable: boolean): string {
  const word = shellPath(path);
  const rewrite =
    word === null
      ? 'take it out of every commit (git filter-repo --invert-paths)'
      : `take it out of every commit: git filter-repo --invert-paths --path ${word}`;
  return isRotatable
    ? `keyfence rotate NAME for each of these, which notes the day as last_rotated in the schema (what is no secret: declare it there with "sensitive": false); or rotate and ${rewrite}`
    : `rotate what it held (keyfence scan --history --all shows it), and ${rewrite}`;
}
