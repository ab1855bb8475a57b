/**
 * Fetches what a shallow clone lacks: the one place where keyfence talks to the server of a repository, and only when it is
 * told to. For that Git needs the settings by which the clone was made (credentials, ssh, a proxy), so these count here; no
 * hook runs, no program of the server's side is named by the configuration, and no ref changes but one that is named.
 */
import type { ByteString } from '../types.js';
import { gitEnvironment } from './environment.js';
import { runGit } from './run.js';

/** How far back. `all`: all there is, where the clone is shallow. */
export type FetchDepth = { kind: 'from-tips' | 'further'; commits: number } | { kind: 'all' | 'as-is' };

const SETTINGS = [
  'core.hooksPath=/dev/null',
  'fetch.recurseSubmodules=false',
  'fetch.writeCommitGraph=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'protocol.ext.allow=never',
];

const OPTIONS = [
  '--quiet',
  '--no-tags',
  '--no-prune',
  '--no-recurse-submodules',
  '--no-write-fetch-head',
  '--no-auto-maintenance',
  '--no-filter',
  '--refmap=',
  '--upload-pack=git-upload-pack',
];

const PROTOCOLS = 'file:git:http:https:ssh';

/**
 * @param wanted object ids, and refspecs in full ("+refs/heads/main:refs/remotes/origin/main").
 * @throws GitError also where the server does not have one of them.
 */
export async function fetchWanted(
  wanted: readonly ByteString[],
  { remote, depth, cwd }: { remote: ByteString; depth: FetchDepth; cwd: string },
): Promise<void> {
  if (wanted.length === 0) return;
  const words = [
    ...SETTINGS.flatMap((setting) => ['-c', setting]),
    'fetch',
    ...OPTIONS,
    ...depthOptions(depth),
    '--',
    ...[remote, ...wanted].map((name) => Buffer.from(name, 'latin1').toString('utf8')),
  ];
  const env = { ...gitEnvironment(), GIT_ALLOW_PROTOCOL: PROTOCOLS };
  await runGit(words, { cwd, env });
}

function depthOptions(depth: FetchDepth): string[] {
  switch (depth.kind) {
    case 'from-tips':
      return [`--depth=${depth.commits}`];
    case 'further':
      return [`--deepen=${depth.commits}`];
    case 'all':
      return ['--unshallow'];
    case 'as-is':
      return [];
  }
}
