/** Where secrets stand in words: variables that hold them, and expressions that the runner writes into the script. */
import type { Word } from './script.js';

/** What a word, or what a command writes, holds of secrets. */
export interface Taint {
  /** Of the variables or secrets. Empty where no name is known. */
  names: readonly string[];
  /** Whether it is a part or another spelling of the secret, which no runner masks. */
  isReshaped: boolean;
}

/** `$NAME`, `${NAME…}`, `$env:NAME`, `%NAME%`. */
const VARIABLE = /\$\{([#!]?)(\w{1,99})([^}]{0,200})\}|\$env:(\w+)|\$(\w+)|%(\w+)%/gi;
/** What stands in a script in the place of an expression: its number. */
const EXPRESSION = /\u0001(\d+)\u0002/g;

/** The sign that stands for an expression of the runner's. */
export function expressionSign(position: number): string {
  return `\u0001${position}\u0002`;
}

/** The names of the variables whose values a text holds. */
export function variablesIn(text: string): { name: string; isReshaped: boolean }[] {
  return [...text.matchAll(VARIABLE)].flatMap((match) => {
    const [, sign = '', braced, rest = '', windows, plain, percent] = match;
    if (sign === '#' || /^:?\+/.test(rest)) return []; // its length; another text where it is set
    const name = braced ?? windows ?? plain ?? percent ?? '';
    return [{ name, isReshaped: /^(?::[\d -]|[#%/^,@])/.test(rest) }];
  });
}

/** The numbers of the expressions in a text. */
export function expressionsOf({ text }: Word): number[] {
  return [...text.matchAll(EXPRESSION)].map(([, position]) => Number(position));
}

export function join(taints: readonly (Taint | null)[]): Taint | null {
  const all = taints.filter((one) => one !== null);
  if (all.length === 0) return null;
  return {
    names: [...new Set(all.flatMap(({ names }) => names))],
    isReshaped: all.some(({ isReshaped }) => isReshaped),
  };
}
