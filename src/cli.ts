/** The bin: the fast path for hooks, the command line for the rest, and the one place that turns anything into an exit code. */
import { runCommitMsg } from './commands/commit-msg.js';
import { onOutputLost, streamOf, write } from './commands/output.js';
import { runPreCommit } from './commands/pre-commit.js';
import { runPrePush } from './commands/pre-push.js';
import { runTreeScan } from './commands/scan-tree.js';
import { isKnown } from './errors.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { version } from './package/version.js';
import { display } from './report/display.js';

let isOutputLost = false;
onOutputLost(() => {
  isOutputLost = true;
  process.exitCode = EXIT.failed;
});

// Until the run says otherwise: a promise that never settles must not end as clean.
process.exitCode = EXIT.failed;
run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = isOutputLost ? EXIT.failed : code;
  },
  async (error: unknown) => {
    process.exitCode = EXIT.failed;
    await write('stderr', `keyfence: ${explain(error)}\n`);
  },
);

async function run(words: string[]): Promise<ExitCode> {
  // What hooks run, and people most often, does not load the command-line framework, which costs as much as all the rest.
  const [command = 'scan', ...rest] = words;
  if (command === 'pre-push' && isCallOfGit(rest)) return runPrePush(rest);
  if (!rest.some((word) => word.startsWith('-'))) {
    if (command === 'scan') return runTreeScan(rest);
    if (command === 'pre-commit') return runPreCommit(rest);
    if (command === 'commit-msg' && rest.length === 1) return runCommitMsg(rest[0] as string);
  }
  if (command === '--version' && rest.length === 0) {
    await write('stdout', `${version()}\n`);
    return EXIT.clean;
  }
  // It writes to them by itself, and so do its libraries.
  for (const name of ['stdout', 'stderr'] as const) streamOf(name);
  const { runCommandLine } = await import('./commands/command-line.js');
  return runCommandLine(words);
}

/** Whether the words are a remote's name and URL, and no options: a name such as `--help` must not be taken for one. */
function isCallOfGit([name = '', url = '', ...more]: string[]): boolean {
  const isOption =
    /^--(?:format|output|confidence|quiet|verbose|strict|(?:no-)?known-values|known-values-from)(?:=|$)/.test(
      name,
    );
  const isUrl = url !== '' && !url.startsWith('-');
  return more.length === 0 && (isUrl ? !isOption : url === '' && !name.startsWith('-'));
}

/** A known error in its own words. Of an unknown one only its kind and place: its message could carry a secret. */
function explain(error: unknown): string {
  if (isKnown(error)) {
    return [error.message, ...error.remedy.split('\n')].map(toLine).join('\n  ');
  }
  const { name, message, stack } = error instanceof Error ? error : new Error();
  const places = (stack ?? '')
    .replace(message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return [
    `internal error (${name}); nothing was passed as clean. Please report these lines:`,
    ...places,
  ].join('\n');
}

function toLine(text: string): string {
  return display(Buffer.from(text, 'utf8').toString('latin1'));
}
