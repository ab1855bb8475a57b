/** For commands that take options only. */
import { UsageError } from '../errors.js';

/** A check of yargs. @throws UsageError where anything but options was typed; never repeats it. */
export function noWords(typed: Record<string, unknown>): true {
  if ((typed._ as unknown[]).length === 1) return true;
  throw new UsageError('this command takes no arguments', 'see keyfence --help');
}
