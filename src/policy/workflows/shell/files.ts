/** The files that a script writes and reads: which of them hold secrets, and which are the runner's. */
import { isTemplateName } from '../../../environment/template-values.js';
import type { Leaks, Output, Way } from './leaks.js';
import type { Word } from './script.js';
import { type Taint, variablesIn } from './taint.js';

/** Files that the runner reads when the step is done. */
const OF_RUNNER: ReadonlyMap<string, Way> = new Map([
  ['GITHUB_OUTPUT', 'output'],
  ['GITHUB_STEP_SUMMARY', 'summary'],
  ['GITHUB_ENV', 'environment'],
]);
const UNKNOWN: Taint = { names: [], isReshaped: false };

export class Files {
  private readonly written: Set<string>;
  private readonly leaks: Leaks;
  private readonly harmless = new Set<string>();

  /** @param written those that got secrets before, which is added to. */
  constructor(written: Set<string>, leaks: Leaks) {
    this.written = written;
    this.leaks = leaks;
  }

  write({ text }: Word, outputs: readonly Output[]): void {
    if (outputs.length === 0 || text === '/dev/null' || text === '$null') return;
    const way = /^\/dev\/(?:stdout|stderr|tty)$/.test(text) ? 'log' : wayOf(text);
    if (way === null) {
      if (!text.startsWith('-')) this.written.add(text);
      return;
    }
    // The runner shows the environment of every later step; a secret as it is stands there masked.
    const shown = way === 'environment' ? outputs.filter(({ isReshaped }) => isReshaped) : outputs;
    for (const output of shown) this.leaks.add(way, output);
  }

  /** What reading a file gives: one that got a secret, or a `.env` that no template was copied to. */
  taintOf({ text }: Word): Taint | null {
    if (this.written.has(text)) return UNKNOWN;
    const name = nameOf(text);
    const isEnvFile = /^\.env(?:\.[\w.-]+)?$/.test(name) && !isTemplateName(name);
    return isEnvFile && !this.harmless.has(text) ? UNKNOWN : null;
  }

  /** @param files the words behind `cp`. */
  copied(files: readonly string[]): void {
    const to = files.at(-1);
    if (to !== undefined && files.length > 1 && files.some((file) => isTemplateName(nameOf(file))))
      this.harmless.add(to);
  }
}

/** How what is written to that file leaves the script; null where it stays a file. */
export function wayOf(text: string): Way | null {
  const [variable] = variablesIn(text);
  return (variable && OF_RUNNER.get(variable.name)) ?? null;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
