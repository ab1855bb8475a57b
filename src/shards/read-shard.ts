/** Reads which part of a scan is asked for: as it was typed, or as a batch system says it. */
import { UsageError } from '../errors.js';
import type { Shard } from '../types.js';
import { BATCH_SYSTEMS, type BatchSystem } from './batch-systems.js';

const MOST = 100_000; // shards
const FORM = '--shard 2/8, or --shard auto where a batch system says which part this is, or --shard auto/8';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param typed `2/8`; `auto`; or `auto/8` where the batch system does not tell how many there are.
 * @throws UsageError for anything else, and where the variables do not say it, or say two things.
 */
export function readShard(typed: string, environment: Environment): Shard {
  const [which = '', given, ...more] = typed.split('/');
  const count = given === undefined ? null : readNumber(given);
  if (more.length > 0 || (given !== undefined && count === null)) throw wrongForm();
  if (which === 'auto') return checked(fromEnvironment(environment, count), '--shard auto');
  const index = readNumber(which);
  if (index === null || count === null) throw wrongForm();
  return checked({ index, count }, '--shard');
}

function wrongForm(): UsageError {
  return new UsageError('--shard: expected a part and how many there are', FORM);
}

function checked({ index, count }: Shard, where: string): Shard {
  if (count >= 1 && count <= MOST && index >= 1 && index <= count) return { index, count };
  throw new UsageError(
    `${where}: expected parts from 1 to how many there are, at most ${MOST}; this would be ${index}/${count}`,
    FORM,
  );
}

/** @param count as it was given; else the system must tell. */
function fromEnvironment(environment: Environment, count: number | null): Shard {
  const present = BATCH_SYSTEMS.filter(({ index }) => (environment[index] ?? '') !== '');
  const [first, ...others] = present;
  if (first === undefined) {
    throw new UsageError('--shard auto: no variable of a batch system is set here', FORM);
  }
  const shard = readSystem(first, environment, count);
  for (const other of others) {
    const second = readSystem(other, environment, count);
    if (second.index === shard.index && second.count === shard.count) continue;
    throw new UsageError(
      `--shard auto: ${first.name} (${first.index}) and ${other.name} (${other.index}) say different things`,
      'say which part this is: --shard i/n',
    );
  }
  return shard;
}

function readSystem(system: BatchSystem, environment: Environment, given: number | null): Shard {
  const number = (variable: string) => {
    const value = readNumber(environment[variable] ?? '');
    if (value !== null) return value;
    throw new UsageError(`--shard auto: ${variable} (${system.name}): expected a number`, FORM);
  };
  const told = system.count === null ? null : number(system.count);
  const count = told ?? given;
  if (count === null) {
    throw new UsageError(
      `--shard auto: ${system.name} tells which part this is (${system.index}), and not how many there are`,
      'say how many: --shard auto/8',
    );
  }
  if (given !== null && told !== null && given !== told) {
    throw new UsageError(
      `--shard auto/${given}: ${system.name} says that there are ${told} (${system.count})`,
      'leave out the number, or say which part this is: --shard i/n',
    );
  }
  const { first } = system;
  const start = typeof first === 'number' ? first : number(first.variable);
  const distance = number(system.index) - start;
  const step = system.step !== undefined && environment[system.step] ? number(system.step) : 1;
  const hasGaps = system.last !== undefined && number(system.last) - start !== (count - 1) * step;
  if (hasGaps || step < 1 || distance % step !== 0) {
    throw new UsageError(
      `--shard auto: the numbers of this ${system.name} array have gaps`,
      'give them without gaps (1-8), or say which part this is: --shard i/n',
    );
  }
  return { index: 1 + distance / step, count };
}

/** Null for anything but digits. */
function readNumber(text: string): number | null {
  return /^[0-9]{1,9}$/.test(text) ? Number(text) : null;
}
