/** The variables that scripts hand to the E2B CLI, and those that a template's Dockerfile bakes into its image. */
import { parse as parseToml } from 'smol-toml';
import type { ByteString } from '../types.js';
import { fieldOf } from '../vaults/vault.js';
import type { GivenName } from './e2b-code.js';

const CLI = /(?:^|[\s;&|"'/])e2b\s/;
const OPTION = '--env';
/** Behind the option: a quote, perhaps one that JSON escapes, and the name. */
const PAIR = /(?:=|\s{1,40})(?:\\?["'])?([A-Za-z_]\w{0,199})=(?:\\?["'])?([^\s"'\\]{0,4096})/y;
const REFERENCE = /[$%<{]/;

/** `e2b sandbox … --env NAME=value`. */
export function namesInScript(text: ByteString): GivenName[] {
  const names: GivenName[] = [];
  for (const { line, at } of logicalLines(text)) {
    const start = line.search(CLI);
    if (start < 0) continue;
    for (
      let found = line.indexOf(OPTION, start);
      found >= 0;
      found = line.indexOf(OPTION, found + OPTION.length)
    ) {
      PAIR.lastIndex = found + OPTION.length;
      const pair = PAIR.exec(line);
      if (pair === null) continue;
      const value = pair[2] as string;
      names.push({ name: pair[1] as string, at: at + found, literal: REFERENCE.test(value) ? null : value });
    }
  }
  return names;
}

const ENVIRONMENT = /^\s*ENV\s+/i;
const ASSIGNED = /([A-Za-z_]\w{0,199})=("(?:[^"\\]|\\.)*"|'[^']*'|\S*)/g;
const BARE = /^([A-Za-z_]\w{0,199})\s+(.*)$/;

/** `ENV NAME=value OTHER="value"`, and `ENV NAME value`. A build argument is baked in like any other value. */
export function namesInDockerfile(text: ByteString): GivenName[] {
  return logicalLines(text).flatMap(({ line, at }) => {
    const start = ENVIRONMENT.exec(line);
    if (start === null) return [];
    const rest = line.slice(start[0].length);
    const bare = BARE.exec(rest);
    if (bare !== null) return [{ name: bare[1] as string, at, literal: (bare[2] as string).trim() }];
    return [...rest.matchAll(ASSIGNED)].map((found) => ({
      name: found[1] as string,
      at,
      literal: (found[2] as string).replace(/^(["'])(.*)\1$/, '$2'),
    }));
  });
}

/** The Dockerfile that an `e2b.toml` names, from its own folder; null where it names none, or is broken. */
export function dockerfileOf(toml: Buffer): string | null {
  try {
    const name = fieldOf(parseToml(toml.toString('utf8')), 'dockerfile');
    return typeof name === 'string' ? name.replace(/^\.\//, '') : null;
  } catch {
    return null;
  }
}

/** Lines, with those joined that end in a backslash; `at` is the offset of the first one. */
function logicalLines(text: ByteString): { line: string; at: number }[] {
  const lines: { line: string; at: number }[] = [];
  let at = 0;
  let isOpen = false;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\r$/, '');
    const continues = line.endsWith('\\');
    const own = continues ? `${line.slice(0, -1)}  ` : line; // as long as it was
    const last = lines.at(-1);
    if (isOpen && last !== undefined) last.line += own;
    else lines.push({ line: own, at });
    isOpen = continues;
    at += raw.length + 1;
  }
  return lines;
}
