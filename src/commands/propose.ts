/** Shows what would be written, and asks a person at a terminal whether it shall be. */
import { createInterface } from 'node:readline/promises';
import type { Change, Plan } from '../install/change.js';
import type { Proposal } from '../install/index.js';
import { redact } from '../redact/text.js';
import { unifiedDiff } from '../report/diff.js';
import type { ByteString } from '../types.js';
import { shownPath } from './install-words.js';

/**
 * The plan is shown in a dry run, and where a person is asked. Where nobody can be asked, what was typed is the answer.
 * @param options `yes`: write without asking. `showBefore`: what is shown of the text that goes, where not all of it may be.
 */
export function proposeTo(options: {
  dryRun: boolean;
  yes: boolean;
  print: (line: string) => void;
  showBefore?: (change: Change) => ByteString | null;
}): Proposal {
  const { dryRun, yes, print, showBefore = ({ before }) => before } = options;
  return async (plan, topLevel) => {
    const isAsked = !dryRun && !yes && isAtTerminal();
    if (dryRun || isAsked) for (const line of await describeDiff(plan, topLevel, showBefore)) print(line);
    return !isAsked || ask('Write this?');
  };
}

/** What is foreign in a file stands beside the new lines, so secrets are masked in all of it. */
async function describeDiff(
  plan: Plan,
  topLevel: string | null,
  showBefore: (change: Change) => ByteString | null,
): Promise<string[]> {
  const lines: string[] = [];
  for (const change of plan.changes) {
    const name = Buffer.from(await redact(shownPath(change.path, topLevel)), 'utf8').toString('latin1');
    const before = await masked(showBefore(change));
    lines.push(...unifiedDiff({ name, before, after: await masked(change.after) }));
  }
  return lines;
}

/** True for yes, which is what Enter alone says, too. Anything else, the end of the input and Ctrl-C are a no. */
async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const left = new Promise<string>((resolve) => {
      terminal.once('close', () => resolve('no'));
      terminal.once('SIGINT', () => resolve('no'));
    });
    const answer = await Promise.race([terminal.question(`${question} [Y/n] `), left]);
    return ['', 'y', 'yes'].includes(answer.trim().toLowerCase());
  } finally {
    terminal.close();
  }
}

/** Whether there is a person who can be asked. */
export function isAtTerminal(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

async function masked(text: ByteString | null): Promise<ByteString | null> {
  return text === null ? null : (await redact(Buffer.from(text, 'latin1'))).toString('latin1');
}
