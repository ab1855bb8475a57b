/** The part of the command line that installs the hooks and takes them away; what it runs is loaded only then. */
import type { Argv } from 'yargs';
import type { ExitCode } from '../exit-codes.js';
import { MANAGER_NAMES } from '../install/manager.js';
import { assetPath } from '../package/assets.js';
import { noWords } from './no-words.js';
import { readWord } from './read-word.js';

const GLOBAL = {
  type: 'boolean',
  describe: 'for every repository of yours: in your own Git configuration',
} as const;
const JSON_REPORT = {
  type: 'boolean',
  describe: 'say for programs what was written; nothing is asked',
} as const;
const DRY_RUN = { type: 'boolean', describe: 'show what would be written, write nothing' } as const;

/** @param told `print`: is given each line of the report; `done`: is told the exit code. */
export function describeInstall(
  yargs: Argv,
  { print, done }: { print: (line: string) => void; done: (code: ExitCode) => void },
): Argv {
  return yargs
    .command(
      'init',
      'install the hooks, with the manager of hooks that the project uses',
      (command) =>
        command
          .option('hook-manager', {
            type: 'string',
            describe: `${MANAGER_NAMES.join(', ')}; found by itself if left out`,
          })
          .option('import', {
            type: 'string',
            describe: 'first carry over what gitleaks, detect-secrets, secretlint or trufflehog was told',
          })
          .option('global', GLOBAL)
          .option('dry-run', DRY_RUN)
          .option('hooks-only', {
            type: 'boolean',
            describe: 'offer nothing else: no .gitignore lines, schema or CI job',
          })
          .option('json', JSON_REPORT)
          .option('yes', { type: 'boolean', describe: 'write without asking; a script is never asked' })
          .check(noWords),
      async (typed) => {
        const { initWithImport } = await import('./init-with-import.js');
        const code = await initWithImport(typed.import, {
          cwd: process.cwd(),
          hookManager: readWord(typed.hookManager, 'hook-manager', MANAGER_NAMES, undefined),
          dryRun: typed.dryRun === true,
          yes: typed.yes === true,
          withOffers: typed.hooksOnly !== true && typed.global !== true,
          isGlobal: typed.global === true,
          json: typed.json === true,
          bin: assetPath('cli.cjs'),
          node: process.execPath,
          print,
        });
        done(code);
      },
    )
    .command(
      'uninstall',
      'remove what init installed',
      (command) =>
        command
          .option('global', GLOBAL)
          .option('dry-run', DRY_RUN)
          .option('json', JSON_REPORT)
          .check(noWords),
      async (typed) => {
        const { runUninstall } = await import('./uninstall.js');
        done(
          await runUninstall({
            cwd: process.cwd(),
            dryRun: typed.dryRun === true,
            isGlobal: typed.global === true,
            json: typed.json === true,
            print,
          }),
        );
      },
    );
}
