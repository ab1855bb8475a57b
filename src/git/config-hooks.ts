/** Hooks that stand in Git's configuration: commands that Git 2.54 and newer runs beside those in files. */
import type { GitText } from './hooks-path.js';

const SINCE = [2, 54] as const;

export async function hasConfigHooks(git: GitText): Promise<boolean> {
  const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(await git(['version'])) ?? []).slice(1).map(Number);
  return major > SINCE[0] || (major === SINCE[0] && minor >= SINCE[1]);
}

/** Whether the repository itself configures any, other than those that keyfence adds. */
export async function usesConfigHooks(git: GitText): Promise<boolean> {
  const settings = (await git(['config', '-z', '--local', '--list', '--name-only'])).split('\0');
  return settings.some((name) => /^hook\.(?!keyfence-).*\.command$/.test(name));
}
