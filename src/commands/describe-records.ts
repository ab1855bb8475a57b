/** The part of the command line that keeps the record of what was let pass; what it runs is loaded only then. */
import type { Argv } from 'yargs';
import type { ExitCode } from '../exit-codes.js';
import type { Confidence } from '../types.js';
import { noWords } from './no-words.js';
import { readWord } from './read-word.js';

/** @param done is told the exit code. */
export function describeRecords(yargs: Argv, done: (code: ExitCode) => void): Argv {
  return yargs
    .command(
      'baseline',
      'record what is found today, so that only new findings block: writes .keyfence-baseline',
      (command) =>
        command
          .option('prune', {
            type: 'boolean',
            describe: 'only remove entries whose secret is gone; nothing is added',
          })
          .option('confidence', {
            type: 'string',
            describe:
              'lowest confidence to record: high, medium (unless .keyfence.json says otherwise) or low',
          })
          .option('dry-run', { type: 'boolean', describe: 'say what would be written, write nothing' })
          .check(noWords),
      async ({ prune, confidence, dryRun }) => {
        const { runBaseline } = await import('./baseline.js');
        const lowest = readWord(confidence, 'confidence', ['high', 'medium', 'low'], undefined);
        const options = {
          confidence: (lowest as Confidence) ?? null,
          prune: prune === true,
          dryRun: dryRun === true,
        };
        done(await runBaseline({ cwd: process.cwd(), ...options }));
      },
    )
    .command(
      'audit',
      'who let what pass, when, why and until when: from the history and the log of skipped hooks',
      (command) =>
        command
          .option('json', { type: 'boolean', describe: 'for programs: version 1 of a contract' })
          .check(noWords),
      async ({ json }) => {
        const { runAudit } = await import('./audit.js');
        done(await runAudit({ cwd: process.cwd(), json: json === true }));
      },
    );
}
