/** Small questions to Git, off the hook's path: one answer each, through simple-git. */
import { GitError, KeyfenceError } from '../errors.js';
import { gitEnvironment, SAFE_ARGUMENTS } from './environment.js';

// simple-git refuses settings and variables by which a stranger could make Git run a program. Here every argument is
// fixed, and the variables are the user's own, as they would hold for any Git command.
const OWN_SETTINGS = {
  allowUnsafeAskPass: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeEditor: true,
  allowUnsafeExec: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeGitProxy: true,
  allowUnsafePager: true,
  allowUnsafeSshCommand: true,
  allowUnsafeSubmodule: true,
  allowUnsafeTemplateDir: true,
};

/**
 * Asks Git one thing.
 * @returns what it printed.
 * @throws GitError on a non-zero exit or a signal (simple-git by itself would let some of these pass as an answer),
 *   KeyfenceError where the answer is not UTF-8.
 */
export async function askGit(args: string[], options: { cwd: string }): Promise<string> {
  const { simpleGit } = await import('simple-git');
  const facts = {
    command: args[0] ?? '',
    exitCode: null as number | null,
    signal: null as string | null,
    stderr: '',
  };
  const environment = gitEnvironment() as Record<string, string>;
  const git = simpleGit({
    allowEnvironment: Object.keys(environment),
    baseDir: options.cwd,
    config: SAFE_ARGUMENTS.filter((word) => word !== '-c'),
    unsafe: OWN_SETTINGS,
    errors(error, result) {
      if (result.exitCode === 0 && !error) return undefined;
      facts.exitCode = result.exitCode;
      facts.stderr = Buffer.concat([...result.stdErr]).toString('latin1');
      return error ?? Buffer.from('Git failed');
    },
  });
  let answer: string;
  try {
    answer = await git.env(environment).raw(args);
  } catch (error) {
    throw new GitError(facts, { cause: error });
  }
  if (answer.includes('\ufffd')) {
    throw new KeyfenceError(
      'the path of the repository or of its hooks is not UTF-8, which keyfence init cannot write',
      'copy the files in hooks of the keyfence package by hand',
    );
  }
  return answer;
}
