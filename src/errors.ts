/** The errors a person is told about in one or two lines: what and where, then what to do next. */

// Each bundle has a copy of these classes, so a known error is told by this mark and not by its class.
const KNOWN = Symbol.for('keyfence.error');

/** Whether an error is one of these, from whichever bundle. */
export function isKnown(error: unknown): error is KeyfenceError {
  return typeof error === 'object' && error !== null && KNOWN in error;
}

/**
 * A known failure. `message` says what and where, `remedy` what to do next; neither ever holds text of a scanned file,
 * of a configuration value or of another program's output.
 */
export class KeyfenceError extends Error {
  override readonly name: string = 'KeyfenceError';
  readonly [KNOWN] = true;
  readonly remedy: string;
  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.remedy = remedy;
  }
}

/** Git could not be started, ended with a non-zero exit or was killed. The facts are fields, never parsed from text. */
export class GitError extends KeyfenceError {
  override readonly name = 'GitError';
  /** The Git subcommand, such as "diff". */
  readonly command: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** What Git wrote on stderr. It can hold a secret (a remote's URL): never print it as it is. */
  readonly stderr: string;
  constructor(
    facts: { command: string; exitCode: number | null; signal: string | null; stderr: string },
    options?: ErrorOptions,
  ) {
    const ending = facts.signal
      ? `was killed by ${facts.signal}`
      : facts.exitCode === null
        ? 'could not be started'
        : `failed with exit code ${facts.exitCode}`;
    super(
      messageFor(facts.stderr) ?? `git ${facts.command} ${ending}`,
      remedyFor(facts.stderr, facts.exitCode),
      options,
    );
    this.command = facts.command;
    this.exitCode = facts.exitCode;
    this.signal = facts.signal;
    this.stderr = facts.stderr;
  }
}

/** What is plain from Git's words, said in ours. */
function messageFor(stderr: string): string | null {
  return /not a git repository \(or any /.test(stderr) ? 'this is no Git repository' : null;
}

/** Only fixed sentences: Git's own words can carry a URL with a password. */
function remedyFor(stderr: string, exitCode: number | null): string {
  if (exitCode === null) return 'install Git and make sure it is on PATH';
  if (stderr.includes('dubious ownership')) {
    return 'the repository belongs to another user: add it to safe.directory (git config --global --add safe.directory PATH)';
  }
  if (stderr.includes('not a git repository')) return 'run keyfence inside a Git repository';
  return 'run the same Git command by hand to see its message; nothing was passed as clean';
}

/** The command line was wrong. */
export class UsageError extends KeyfenceError {
  override readonly name = 'UsageError';
}
