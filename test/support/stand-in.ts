/** Stand-ins for the programs of vaults: they write down how they were called, and answer what they were told to. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from './repository.js';

/** A folder for PATH with one program in it. */
export class StandIn {
  readonly folder: string;
  private readonly place = scratch();

  /** @param script what it does once it has written down its call: lines of sh. */
  constructor(program: string, script: string, folder = scratch()) {
    this.folder = folder;
    const calls = join(this.place, 'calls');
    mkdirSync(folder, { recursive: true });
    const lines = [
      '#!/bin/sh',
      `for word; do printf '%s\\n' "$word" >> '${calls}'; done; echo . >> '${calls}'`,
      `/usr/bin/env > '${join(this.place, 'environment')}'`,
      script,
    ];
    writeFileSync(join(folder, program), `${lines.join('\n')}\n`);
    chmodSync(join(folder, program), 0o755);
  }

  /** The words of each call. */
  get calls(): string[][] {
    const file = join(this.place, 'calls');
    if (!existsSync(file)) return [];
    const calls = readFileSync(file, 'utf8').split('\n.\n').slice(0, -1);
    return calls.map((call) => call.split('\n'));
  }

  /** The names of the variables that it was given. */
  get variables(): string[] {
    const lines = readFileSync(join(this.place, 'environment'), 'utf8').split('\n');
    return lines.filter((line) => line.includes('=')).map((line) => line.split('=')[0] as string);
  }
}

/** A line of sh that prints a text as it is. */
export function printing(text: string): string {
  return `printf '%s' '${text.replaceAll("'", "'\\''")}'`;
}
