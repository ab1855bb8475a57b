/** Git where it warns of what it leaves out, goes on, and exits with 0. */
import type { ByteString } from '../types.js';
import { startGit } from './run.js';

const WARNINGS_LIMIT = 1024 * 1024; // bytes of Git's stderr that are kept

/**
 * Runs Git to its end.
 * @returns what it printed, and its words on stderr: never to be shown as they are.
 * @throws GitError
 */
export async function runGitWarned(
  args: readonly string[],
  cwd: string,
): Promise<{ output: Buffer; warnings: ByteString }> {
  const { child, ended } = startGit(args, { cwd });
  const output: Buffer[] = [];
  let warnings = '';
  child.stdout?.on('data', (data: Buffer) => output.push(data));
  child.stderr?.on('data', (data: Buffer) => {
    if (warnings.length < WARNINGS_LIMIT) warnings += data.toString('latin1');
  });
  child.stdin?.end();
  await ended;
  return { output: Buffer.concat(output), warnings };
}
