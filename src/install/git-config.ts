/** A block of settings in a file of Git's own configuration: put in as text, and read by Git before it is believed. */
import { isDeepStrictEqual } from 'node:util';
import { KeyfenceError } from '../errors.js';
import { runGit } from '../git/run.js';
import type { ByteString } from '../types.js';
import { CLOSING_LINE, insertBlock, OPENING_LINE, splitLines } from './block.js';
import type { Change } from './change.js';
import { readFileState } from './files.js';
import { separateOrRefuse } from './hook-file.js';
import { ORIGINS, readOrigin } from './script.js';

export interface Section {
  /** As it stands between the brackets. */
  name: string;
  settings: readonly (readonly [name: string, value: string])[];
}

/** What names the command that wrote the block, such as "keyfence init". */
export interface ConfigFile {
  path: string;
  why: string;
  writtenBy: string;
  takenAwayBy: string;
}

/** @throws KeyfenceError where the file cannot take the block, or Git would read more or less in it than was meant. */
export async function planSettings(file: ConfigFile, sections: readonly Section[]): Promise<Change> {
  const state = readFileState(file.path);
  const change = { path: file.path, why: file.why, isExecutable: false, withDirectory: false };
  const refusal = (reason: string) =>
    new KeyfenceError(
      `${file.path}: keyfence does not add its settings to this file: ${reason}`,
      `make it a regular file that Git can read, then run ${file.writtenBy} again`,
    );
  if (state.kind === 'other') throw refusal(`it is ${state.what}`);
  const text = state.kind === 'file' ? state.text : '';
  const { foreign, blocks } = takeSettings(file.path, text);
  const isOurs = blocks[0] === undefined ? state.kind === 'absent' : readOrigin(blocks[0]) === 'file';
  const lines = compose(file, sections, isOurs ? ORIGINS.file : ORIGINS.lines);
  if (
    blocks.length === 1 &&
    isDeepStrictEqual(
      splitLines(blocks[0] ?? '').map(({ text }) => text),
      lines,
    )
  ) {
    return { ...change, before: text, after: text };
  }
  const lineEnd = foreign.includes('\r\n') ? '\r\n' : '\n';
  const after = insertBlock(foreign, { at: foreign.length, lines, lineEnd });
  const [there, added, all] = await Promise.all([foreign, lines.join('\n'), after].map(readByGit));
  if (there === null || all === null || all !== there + added) throw refusal('Git does not read it');
  return { ...change, before: state.kind === 'file' ? state.text : null, after };
}

/** Null where the file holds no block of ours. @throws KeyfenceError where marker lines do not pair up. */
export function planSettingsRemoval({ path, why }: Pick<ConfigFile, 'path' | 'why'>): Change | null {
  const state = readFileState(path);
  if (state.kind !== 'file') return null;
  const { foreign, blocks } = takeSettings(path, state.text);
  if (blocks[0] === undefined) return null;
  const isAllOurs = foreign === '' && readOrigin(blocks[0]) === 'file';
  const change = { path, why, isExecutable: false, withDirectory: false };
  return { ...change, before: state.text, after: isAllOurs ? null : foreign };
}

function compose(file: ConfigFile, sections: readonly Section[], origin: string): ByteString[] {
  return [
    OPENING_LINE,
    `# \`${file.writtenBy}\` ${origin}, \`${file.takenAwayBy}\` takes that away.`,
    ...sections.flatMap(({ name, settings }) => [
      `[${name}]`,
      ...settings.map(([key, value]) => `\t${key} = ${quote(value)}`),
    ]),
    CLOSING_LINE,
  ];
}

/**
 * As `separateBlocks`, but `git config` may have put a setting of the user's own under a header of ours: that setting stays,
 * with the header.
 */
function takeSettings(path: string, text: ByteString): { foreign: ByteString; blocks: ByteString[] } {
  const parts = separateOrRefuse(path, text);
  const kept = parts.blocks.map(foreignIn).join('');
  const isCut = parts.foreign !== '' && !parts.foreign.endsWith('\n');
  return { ...parts, foreign: parts.foreign + (kept !== '' && isCut ? '\n' : '') + kept };
}

function foreignIn(block: ByteString): ByteString {
  let header = '';
  let foreign = '';
  for (const line of splitLines(block)) {
    const text = line.text.trim();
    const whole = block.slice(line.start, line.end);
    if (text.startsWith('[')) header = whole;
    else if (text !== '' && !text.startsWith('#') && !OURS.test(text)) {
      foreign += header + whole;
      header = '';
    }
  }
  return foreign;
}

/** The settings that keyfence makes, as it makes them: with the value in quotes. */
const OURS = /^(?:hooksPath|command|event) = "/;

function quote(value: string): ByteString {
  const bytes = Buffer.from(value, 'utf8').toString('latin1');
  return `"${bytes.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** What Git reads in a text, in order; null where it cannot. */
async function readByGit(text: ByteString): Promise<ByteString | null> {
  try {
    const input = Buffer.from(text, 'latin1');
    const list = await runGit(['config', '--no-includes', '--file', '-', '--list', '-z'], { input });
    return list.toString('latin1');
  } catch {
    return null;
  }
}
