/** How secrets leave a script. */
import type { Taint } from './taint.js';

export type Way = 'log' | 'trace' | 'output' | 'summary' | 'environment';

/** What a command writes of secrets. */
export interface Output extends Taint {
  /** 1-based, in the script. */
  line: number;
  /** Whether every variable is listed. */
  isList: boolean;
}

export interface Leak extends Output {
  way: Way;
}

/** Each once for its line. */
export class Leaks {
  readonly all: Leak[] = [];
  private readonly known = new Set<string>();

  add(way: Way, { names, isReshaped, line, isList }: Output): void {
    const key = `${way} ${line} ${names.join()}`;
    if (this.known.has(key)) return;
    this.known.add(key);
    this.all.push({ way, names, isReshaped, line, isList });
  }
}

/** The output of one line that has such a taint; none without. */
export function outputOf(taint: Taint | null, line: number): Output[] {
  return taint === null ? [] : [{ ...taint, line, isList: false }];
}
