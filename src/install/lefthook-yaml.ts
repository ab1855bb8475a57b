/**
 * Puts a command of ours into the YAML of lefthook, line by line: nothing is parsed and written anew, so comments and
 * foreign lines stay as they are. Only plain block style is understood; of anything else the answer is null.
 */
import type { ByteString } from '../types.js';
import { insertBlock, type Line, splitLines } from './block.js';

/** What is to be run: `key: value` lines of the command, without indentation. */
export interface YamlCommand {
  /** Name of the hook, which is a key at the top of the file. */
  hook: string;
  lines: readonly ByteString[];
  opening: readonly ByteString[];
  closing: readonly ByteString[];
}

interface Key extends Line {
  name: string;
  indent: number;
  /** False where something stands behind the colon. */
  isOpen: boolean;
  /** The lines below it, up to the next key of the same level. */
  body: Line[];
}

/** The text with the command in it, in a block of its own; null where the shape of the file is not understood. */
export function addCommand(text: ByteString, command: YamlCommand): ByteString | null {
  const hooks = readHooks(text);
  const spot = hooks && findSpot(hooks, command);
  if (!spot) return null;
  const space = ' '.repeat(measureIndent(spot.lines[0] ?? ''));
  const frame = (lines: readonly ByteString[]) => lines.map((line) => space + line);
  return insertBlock(text, {
    at: spot.at ?? text.length,
    lines: [...frame(command.opening), ...spot.lines, ...frame(command.closing)],
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
  });
}

/** The names of a hook's own settings ("parallel", "commands"); none where the file is not understood. */
export function listSettings(text: ByteString, hook: string): string[] {
  const body = readHooks(text)?.find((key) => key.name === hook)?.body ?? [];
  return readKeys(body)?.map((key) => key.name) ?? [];
}

function readHooks(text: ByteString): Key[] | null {
  const lines = splitLines(text).filter(isContent);
  if (lines[0]?.text.trimEnd() === '---') lines.shift();
  if (lines.some((line) => /^ *\t/.test(line.text) || hasOpenQuote(line.text))) return null;
  if (lines[0] && measureIndent(lines[0].text) > 0) return null;
  return readKeys(lines);
}

/** The lines to write and the offset where (null: at the end); null where the hook is not understood. */
function findSpot(hooks: Key[], command: YamlCommand): { at: number | null; lines: ByteString[] } | null {
  const hook = hooks.find((key) => key.name === command.hook);
  if (!hook) return { at: null, lines: [`${command.hook}:`, '  commands:', ...asMapping(command, 4)] };
  const settings = hook.isOpen ? readKeys(hook.body) : null;
  // What `<<` brings in would be hidden by a key of ours.
  if (settings === null || settings.some((key) => key.name === '<<')) return null;
  const commands = settings.find((key) => key.name === 'commands');
  const jobs = settings.find((key) => key.name === 'jobs');
  if (commands) {
    const names = commands.isOpen ? readKeys(commands.body) : null;
    if (!names?.[0] || names.some((key) => key.name === 'keyfence')) return null;
    return { at: commands.end, lines: asMapping(command, names[0].indent) };
  }
  if (jobs) {
    const first = jobs.isOpen ? jobs.body[0]?.text : undefined;
    if (first === undefined || !isItem(first)) return null;
    return { at: jobs.end, lines: asItem(command, measureIndent(first)) };
  }
  const indent = settings[0]?.indent ?? 2;
  return { at: hook.end, lines: [`${' '.repeat(indent)}commands:`, ...asMapping(command, indent + 2)] };
}

/** The keys of the outermost level of these lines, null where something else stands on that level. */
function readKeys(lines: readonly Line[]): Key[] | null {
  const keys: Key[] = [];
  const level = lines[0] ? measureIndent(lines[0].text) : 0;
  for (const line of lines) {
    const indent = measureIndent(line.text);
    const last = keys.at(-1);
    // A list may stand on the level of its own key.
    if (indent > level || (indent === level && isItem(line.text))) {
      if (!last) return null;
      last.body.push(line);
      continue;
    }
    const match = /^(?:"([^"\\]+)"|'([^']+)'|([\w.$/<][^#"'{}[\]]*?)):(?:[ \t]+(.*))?$/.exec(
      line.text.slice(indent),
    );
    if (indent < level || !match) return null;
    const name = match[1] ?? match[2] ?? match[3] ?? '';
    const value = (match[4] ?? '').trim();
    keys.push({ ...line, name, indent, isOpen: value === '' || value.startsWith('#'), body: [] });
  }
  return keys;
}

function asMapping(command: YamlCommand, indent: number): ByteString[] {
  const space = ' '.repeat(indent);
  return [`${space}keyfence:`, ...command.lines.map((line) => `${space}  ${line}`)];
}

function asItem(command: YamlCommand, indent: number): ByteString[] {
  const space = ' '.repeat(indent);
  return [`${space}- name: keyfence`, ...command.lines.map((line) => `${space}  ${line}`)];
}

function isContent(line: Line): boolean {
  const text = line.text.trim();
  return text !== '' && !text.startsWith('#');
}

function isItem(text: ByteString): boolean {
  return /^ *-(?: |$)/.test(text);
}

function measureIndent(text: ByteString): number {
  let indent = 0;
  while (text[indent] === ' ') indent++;
  return indent;
}

/** A quoted value that goes on in the next line may hold anything at any indentation: not worth understanding. */
function hasOpenQuote(text: ByteString): boolean {
  const start = /^\s*(?:- +)*(?:[\w.$-]+: +)?(["'])/.exec(text);
  return start?.[1] !== undefined && text.indexOf(start[1], start[0].length) === -1;
}
