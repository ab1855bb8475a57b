/** Whole processes against each other: in turns, so that a machine that slows down slows all of them; medians. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from '../support/repository.js';

/** A program that takes part. */
export interface Contestant {
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** A file with what it reads from standard input; null for nothing. */
  input: string | null;
  /** The exit codes that mean it did its work. */
  exits: number[];
}

/** What one run cost. */
export interface Run {
  milliseconds: number;
  /** Of the processor, user and system; null where the machine does not tell. */
  processorMilliseconds: number | null;
  peakMegabytes: number | null;
}

/** What a contestant cost in all its runs. */
export interface Timed {
  name: string;
  /** The median of the runs; null where not even one ended in time. */
  milliseconds: number | null;
  /** The mean of the runs. */
  processorMilliseconds: number | null;
  /** The highest of the runs. */
  peakMegabytes: number | null;
  runs: number;
}

export interface Contest {
  rounds: number;
  /** How long one run may take, in seconds. */
  patience: number;
  /** `peak` runs each under GNU time, which costs a millisecond. */
  memory: 'peak' | 'none';
}

const GNU_TIME = '/usr/bin/time';
const LONG = 30_000; // milliseconds
const TICK = 10; // milliseconds in which Linux tells the time of processes

/** Each contestant warms up once, which is not counted, unless that took half a minute: then it is the only run. */
export async function compare(contestants: readonly Contestant[], contest: Contest): Promise<Timed[]> {
  const all = new Map<Contestant, Run[]>();
  const slow = new Set<Contestant>();
  for (const contestant of contestants) {
    const run = await runOnce(contestant, contest);
    const isSlow = run === null || run.milliseconds > LONG;
    if (isSlow) slow.add(contestant);
    all.set(contestant, isSlow && run !== null ? [run] : []);
  }
  for (let round = 0; round < contest.rounds; round++) {
    for (const contestant of contestants.filter((one) => !slow.has(one))) {
      const run = await runOnce(contestant, contest);
      if (run !== null) all.get(contestant)?.push(run);
    }
  }
  return [...all].map(([{ name }, runs]) => ({ name, ...summed(runs) }));
}

function summed(runs: readonly Run[]): Omit<Timed, 'name'> {
  const known = (numbers: (number | null)[]) => numbers.filter((number) => number !== null);
  const processor = known(runs.map((run) => run.processorMilliseconds));
  const peaks = known(runs.map((run) => run.peakMegabytes));
  return {
    milliseconds: runs.length === 0 ? null : median(runs.map((run) => run.milliseconds)),
    processorMilliseconds:
      processor.length === 0 ? null : processor.reduce((sum, one) => sum + one) / processor.length,
    peakMegabytes: peaks.length === 0 ? null : Math.max(...peaks),
    runs: runs.length,
  };
}

/** The middle one, or the mean of the two in the middle; there is at least one. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]] as [number, number];
  return (low + high) / 2;
}

/**
 * @returns null where it took longer than it may.
 * @throws where it cannot be started, or ends with another exit code than those that mean success.
 */
export async function runOnce(contestant: Contestant, contest: Contest): Promise<Run | null> {
  const withPeak = contest.memory === 'peak' && existsSync(GNU_TIME);
  const usage = join(scratchFolder(), 'usage');
  const words = [contestant.command, ...contestant.args];
  if (withPeak) words.unshift(GNU_TIME, '-q', '-f', '%M', '-o', usage);
  const input = contestant.input === null ? null : openSync(contestant.input, 'r');
  const before = childrenTime();
  const started = performance.now();
  const child = spawn(words[0] as string, words.slice(1), {
    cwd: contestant.cwd,
    env: contestant.env,
    detached: true, // a group of its own, which can be ended as a whole
    stdio: [input ?? 'ignore', 'ignore', 'ignore'],
  });
  const status = await ended(child, contest.patience);
  const milliseconds = performance.now() - started;
  const after = childrenTime();
  if (input !== null) closeSync(input);
  if (status === null) return null;
  if (!contestant.exits.includes(status)) throw new Error(`${contestant.name} ended with ${status}`);
  const peakMegabytes = withPeak ? Math.round(Number(readFileSync(usage, 'utf8')) / 1024) : null;
  rmSync(usage, { force: true });
  return {
    milliseconds,
    processorMilliseconds: before === null || after === null ? null : after - before,
    peakMegabytes,
  };
}

/** @returns the exit code; null where patience ran out and it was ended. */
function ended(child: ChildProcess, patience: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const clock = setTimeout(() => {
      isLate = true;
      process.kill(-(child.pid as number), 'SIGKILL');
    }, patience * 1000);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(clock);
      if (isLate) resolve(null);
      else if (code === null) reject(new Error(`ended by ${signal}`));
      else resolve(code);
    });
  });
}

/** The processor time of all children that have ended, in milliseconds; null where there is no /proc. */
function childrenTime(): number | null {
  if (!existsSync('/proc/self/stat')) return null;
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ')[1]?.split(' ') as string[];
  return (Number(fields[13]) + Number(fields[14])) * TICK;
}

let folder: string | null = null;
function scratchFolder(): string {
  folder ??= scratch();
  return folder;
}
