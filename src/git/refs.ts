/** Refs and remotes, as Git lists them. */
import type { ByteString } from '../types.js';
import { splitNulList } from './nul-list.js';
import { runGit } from './run.js';

const REMOTES = 'refs/remotes/';

export interface Ref {
  oid: string;
  type: string;
  name: ByteString;
}

/**
 * @param folder such as "refs/tags/".
 * @throws GitError
 */
export async function listRefs(folder: string, cwd: string): Promise<Ref[]> {
  const format = '--format=%(objectname) %(objecttype) %(refname)';
  const output = await runGit(['for-each-ref', format, folder], { cwd });
  const lines = output.toString('latin1').split('\n').slice(0, -1); // no name holds a newline
  return lines.map((line) => {
    const [oid, type, name] = line.split(' ');
    if (oid === undefined || type === undefined || !name)
      throw new Error('git for-each-ref: an entry that keyfence cannot read');
    return { oid, type, name };
  });
}

/**
 * What the remote-tracking branches of one remote hold, as object ids.
 * @param remote its name; or a URL, for the remotes that are configured with exactly that one.
 * @returns null where no remote of the configuration is meant.
 * @throws GitError
 */
export async function trackedBranches(remote: ByteString, cwd: string): Promise<string[] | null> {
  const [urls, refs] = await Promise.all([remoteUrls(cwd), listRefs(REMOTES, cwd)]);
  const meant = urls.has(remote)
    ? [remote]
    : [...urls].filter(([, known]) => known.includes(remote)).map(([name]) => name);
  if (meant.length === 0) return null;
  // Of two remotes `a` and `a/b`, the branches below `a/b` say nothing about `a`.
  const names = [...urls.keys()].sort((a, b) => b.length - a.length);
  const ownerOf = (ref: ByteString) => names.find((name) => ref.startsWith(`${REMOTES}${name}/`));
  return commitsOf(refs.filter(({ name }) => meant.includes(ownerOf(name) ?? '')));
}

/** What all remote-tracking branches hold. */
export async function allTrackedBranches(cwd: string): Promise<string[]> {
  return commitsOf(await listRefs(REMOTES, cwd));
}

/**
 * The remote that this clone comes from: `origin`, or the only one; null where there is none, or none of several.
 * @throws GitError
 */
export async function mainRemote(cwd: string): Promise<ByteString | null> {
  const names = [...(await remoteUrls(cwd)).keys()];
  if (names.includes('origin')) return 'origin';
  return names.length === 1 ? (names[0] as ByteString) : null;
}

/**
 * The branch that a remote's HEAD named when it was cloned, without `refs/remotes/` and the remote; null where that is not
 * known.
 * @throws GitError
 */
export async function remoteHead(remote: ByteString, cwd: string): Promise<ByteString | null> {
  const folder = `${REMOTES}${remote}/`;
  const ref = Buffer.from(`${folder}HEAD`, 'latin1').toString('utf8');
  // 128: it is a ref like any other, or its name is none.
  const output = await runGit(['symbolic-ref', '--quiet', ref], { cwd, answers: [1, 128] });
  const name = output.toString('latin1').replace(/\n$/, '');
  return name.startsWith(folder) ? name.slice(folder.length) : null;
}

function commitsOf(refs: readonly Ref[]): string[] {
  return refs.filter(({ type }) => type === 'commit').map(({ oid }) => oid);
}

/** The remotes of the configuration by name, each with its URLs. */
async function remoteUrls(cwd: string): Promise<Map<ByteString, ByteString[]>> {
  const output = await runGit(['config', '-z', '--get-regexp', '^remote\\..*\\.(url|pushurl)$'], {
    cwd,
    answers: [1], // there is none
  });
  const remotes = new Map<ByteString, ByteString[]>();
  for (const entry of splitNulList(output)) {
    const [key = '', ...url] = entry.split('\n');
    const name = key.slice('remote.'.length, key.lastIndexOf('.'));
    remotes.set(name, [...(remotes.get(name) ?? []), url.join('\n')]);
  }
  return remotes;
}
