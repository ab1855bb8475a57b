/** The part of the command line that checks the project against its policy; what it runs is loaded only then. */
import type { Argv } from 'yargs';
import { UsageError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';

// yargs wraps lines at the width of the terminal.
const USAGE = `$0 check

Goes through the security checklist: secrets in a manager, none hardcoded, .env files out of Git, the schema, the template, the code and CI of one mind, least privilege, rotation, auditing, encryption.`;

const EPILOGUE = `What no program can know is marked "manual": it counts as no pass, and a person has to look. --fix shows what it would write and asks; where nobody can be asked it writes only with --yes. Nothing is run that the project brings, and nothing is sent anywhere.

Exit codes: 0 no line fails; 1 at least one does; 2 that could not be found out (no repository, a broken schema, Git failed).`;

/** @param done is told the exit code. */
export function describeCheck(yargs: Argv, done: (code: ExitCode) => void): Argv {
  return yargs.command(
    'check',
    'go through the security checklist of this project, and mend what is safe to mend',
    (command) =>
      command
        .usage(USAGE)
        .option('fix', { type: 'boolean', describe: 'write what is safe to write, once you have agreed' })
        .option('yes', { type: 'boolean', describe: 'with --fix: write without asking' })
        .option('only', {
          type: 'string',
          array: true,
          describe: 'the lines with these ids alone, as --verbose and --json tell them',
        })
        .option('user-configs', {
          type: 'boolean',
          describe:
            'look at your own files, too: shell start files, and the configs of MCP clients and agents',
        })
        .option('json', { type: 'boolean', describe: 'for programs: version 1 of a contract' })
        .option('verbose', { type: 'boolean', describe: 'every problem, and the ids of the lines' })
        .epilogue(EPILOGUE),
    async ({ _: [, ...more], fix, yes, only, userConfigs, json, verbose }) => {
      if (more.length > 0)
        throw new UsageError('check takes no words of its own', 'see keyfence check --help');
      const { runCheck } = await import('./check.js');
      done(
        await runCheck({
          fix: fix === true,
          yes: yes === true,
          only: (only as string[] | undefined) ?? null,
          userConfigs: userConfigs === true,
          json: json === true,
          verbose: verbose === true,
        }),
      );
    },
  );
}
