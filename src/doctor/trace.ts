/** Which hooks Git started and how each ended: read from Git's own trace (trace2, since Git 2.22), not guessed from words. */
import { readFileSync } from 'node:fs';

export interface StartedHook {
  hook: string;
  /** What was run: a path, or the command of a hook from the configuration. */
  command: string;
  /** Null where it did not end by itself. */
  exitCode: number | null;
}

const LARGEST = 64 * 1024 * 1024; // bytes; Git processes that a hook starts write into the same file

/** @param file where `GIT_TRACE2_EVENT` pointed. The hooks of the first Git alone; none where there is no such file. */
export function readStartedHooks(file: string): StartedHook[] {
  const started = new Map<number, StartedHook>();
  for (const line of readTrace(file)) {
    const event = parse(line);
    // Those of a Git inside of a hook have the session of the outer one before their own.
    if (event === null || typeof event.sid !== 'string' || event.sid.includes('/')) continue;
    const id = event.child_id;
    if (typeof id !== 'number') continue;
    if (event.event === 'child_start' && typeof event.hook_name === 'string') {
      const [command] = Array.isArray(event.argv) ? event.argv : [];
      started.set(id, { hook: event.hook_name, command: String(command ?? ''), exitCode: null });
    }
    const ended = started.get(id);
    if (event.event === 'child_exit' && ended && typeof event.code === 'number') ended.exitCode = event.code;
  }
  return [...started.values()];
}

function readTrace(file: string): string[] {
  try {
    const text = readFileSync(file);
    return text.length > LARGEST ? [] : text.toString('utf8').split('\n');
  } catch {
    return []; // Git never came so far as to write it
  }
}

function parse(line: string): Record<string, unknown> | null {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null; // a line that is cut
  }
}
