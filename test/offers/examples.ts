/** The files that the README shows: each fenced block that begins with a comment that is a file's name. */
import { readFileSync } from 'node:fs';

export interface Example {
  /** As the page calls it. */
  name: string;
  text: string;
}

const BLOCK = /^```(?:yaml|sh)\n([\s\S]*?)^```$/gm;
const NAME = /^(?:#!.*\n)?# (\S+\.\w+)$/m;

/** As they stand in the README. */
export function readExamples(): Example[] {
  const text = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  return [...text.matchAll(BLOCK)].flatMap((block) => {
    const content = block[1] as string;
    const name = NAME.exec(content)?.[1];
    return name === undefined ? [] : [{ name, text: content }];
  });
}

/** Every call of keyfence in a text: its command and the options it is given. */
export function callsIn(text: string): { command: string; options: string[] }[] {
  return [...text.matchAll(/\bkeyfence(?:@[\d.]+)? (ci|scan|merge)\b([^|&>\n]*)/g)].map((call) => ({
    command: call[1] as string,
    options: (call[2] as string).match(/--[a-z-]+/g) ?? [],
  }));
}
