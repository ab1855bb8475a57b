/**
 * The Git configuration of the throw-away repository: what holds in the real one, written down flat. Includes that depend
 * on where a repository lies would not hold in the copy, so what they bring is copied and they themselves are not.
 */
import { splitNulList } from '../../git/nul-list.js';
import { runGit } from '../../git/run.js';
import type { ByteString } from '../../types.js';

export interface Setting {
  /** "system", "global", "local", "worktree" or "command". */
  scope: string;
  /** As Git lists it: section and name in lower case, what stands between them as it is. */
  key: ByteString;
  /** Null where the key stands without one. */
  value: ByteString | null;
}

/**
 * What would lead out of the copy (other folders, remotes), start programs that have nothing to do with hooks, or wait for
 * a person; and what `git init` sets by itself.
 */
const LEFT_OUT = [
  /^core\.(?:worktree|bare|fsmonitor|untrackedcache|splitindex|sparsecheckout|sparsecheckoutcone|repositoryformatversion|safecrlf|hookspath)$/,
  /^(?:extensions|remote|branch|url|filter|submodule|credential|trace2|maintenance|gc|index|protocol|init|lfs)\./,
  /^(?:commit|tag|push)\.gpgsign$/,
  /^include(?:if\..*)?\.path$/s,
];

/** All settings that hold at `cwd`, in the order in which later ones win. @throws GitError */
export async function listSettings(cwd: string): Promise<Setting[]> {
  const words = splitNulList(await runGit(['config', '--list', '-z', '--show-scope', '--includes'], { cwd }));
  const settings: Setting[] = [];
  for (let at = 0; at + 1 < words.length; at += 2) {
    const line = words[at + 1] as string;
    const end = line.indexOf('\n');
    const key = end === -1 ? line : line.slice(0, end);
    settings.push({ scope: words[at] as string, key, value: end === -1 ? null : line.slice(end + 1) });
  }
  return settings;
}

/** The last value of a key; null where it has none. */
export function lastValue(settings: readonly Setting[], key: string): ByteString | null {
  return settings.findLast((setting) => setting.key === key)?.value ?? null;
}

/**
 * The two files that stand for the settings: for a person's (and the machine's) own, and for the repository's.
 * @param further what is added to the repository's, and wins.
 */
export function writeSettings(
  settings: readonly Setting[],
  further: readonly (readonly [key: ByteString, value: ByteString])[],
): { personal: ByteString; repository: ByteString } {
  const kept = settings.filter(({ key }) => !LEFT_OUT.some((pattern) => pattern.test(key)));
  const isPersonal = ({ scope }: Setting) => scope === 'system' || scope === 'global';
  const lines = (all: readonly Setting[]) => all.map(({ key, value }) => write(key, value)).join('');
  return {
    personal: lines(kept.filter(isPersonal)),
    repository:
      lines(kept.filter((setting) => !isPersonal(setting))) +
      further.map(([key, value]) => write(key, value)).join(''),
  };
}

/** A key is `section.name`, or `section.anything at all.name`. */
function write(key: ByteString, value: ByteString | null): ByteString {
  const first = key.indexOf('.');
  const last = key.lastIndexOf('.');
  const section = key.slice(0, first);
  const inner = first === last ? '' : ` ${quote(key.slice(first + 1, last))}`;
  const name = key.slice(last + 1);
  return `[${section}${inner}]\n\t${name}${value === null ? '' : ` = ${quote(value)}`}\n`;
}

function quote(text: ByteString): ByteString {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
}
