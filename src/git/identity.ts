/** Who works here, as Git's configuration says. */
import { splitNulList } from './nul-list.js';
import { runGit } from './run.js';

/**
 * @returns "Name <mail>", one of the two where the other is not set, null where neither is.
 * @throws GitError
 */
export async function whoIs(cwd: string): Promise<string | null> {
  const output = await runGit(['config', '-z', '--get-regexp', '^user\\.(name|email)$'], {
    cwd,
    answers: [1], // neither is set
  });
  const settings = new Map<string, string>();
  for (const setting of splitNulList(output)) {
    const end = setting.indexOf('\n');
    const value = Buffer.from(setting.slice(end + 1), 'latin1')
      .toString('utf8')
      .trim();
    if (end > 0 && value !== '') settings.set(setting.slice(0, end), value);
  }
  const name = settings.get('user.name');
  const mail = settings.get('user.email');
  const parts = [...(name ? [name] : []), ...(mail ? [`<${mail}>`] : [])];
  return parts.length > 0 ? parts.join(' ') : null;
}
