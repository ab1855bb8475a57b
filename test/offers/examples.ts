/** The files that a page of the documentation shows: each fenced block whose first comment is a file's name. */
import { readFileSync } from 'node:fs';

export interface Example {
  /** As the page calls it. */
  name: string;
  text: string;
}

const BLOCK = /^```(?:yaml|sh)\n([\s\S]*?)^```$/gm;
const NAME = /^# (\S+)$/m;

/** @param page the page, from the top of this repository. */
export function readExamples(page: string): Example[] {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
  return [...text.matchAll(BLOCK)].map((block) => {
    const content = block[1] as string;
    const name = NAME.exec(content)?.[1];
    if (name === undefined) throw new Error(`${page}: a block that does not begin with the name of its file`);
    return { name, text: content };
  });
}

/** Every call of keyfence in a text: its command and the options it is given. */
export function callsIn(text: string): { command: string; options: string[] }[] {
  return [...text.matchAll(/\bkeyfence(?:@[\d.]+)? (ci|scan|merge)\b([^|&>\n]*)/g)].map((call) => ({
    command: call[1] as string,
    options: (call[2] as string).match(/--[a-z-]+/g) ?? [],
  }));
}
