/**
 * The YAML of the pre-commit framework: lines are put into it, and a parser says where, and whether the file then holds
 * what it held and the new entry.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Document, YAMLSeq } from 'yaml';
import type { ByteString } from '../types.js';
import { CLOSING_LINE, insertBlock, OPENING_LINE } from './block.js';
import { COMMANDS, HOOK_NAMES, type HookName } from './manager.js';
import { callKeyfence, type OneLine } from './one-line.js';

const LARGEST = 1024 * 1024; // bytes

/** The hooks of the entry; one that stands for two of Git's is named by the first. */
const HOOKS: readonly { id: string; name: string; hook: HookName }[] = [
  { id: 'keyfence', name: 'keyfence, what is committed', hook: 'pre-commit' },
  { id: 'keyfence-commit-msg', name: 'keyfence, the commit message', hook: 'commit-msg' },
  { id: 'keyfence-pre-push', name: 'keyfence, what is pushed', hook: 'pre-push' },
];

export interface Config {
  /** The keys at the top. */
  keys: string[];
  /** Whether each of our hooks is among those it names, in whichever repository. */
  runsKeyfence: boolean;
}

/** @param text without a block of ours. @returns null where it is no configuration. */
export async function readConfig(text: ByteString): Promise<Config | null> {
  const read = await parse(text);
  if (!read) return null;
  const { repos } = read.data;
  const entries = Array.isArray(repos) ? repos : [];
  const hooks = entries.flatMap((entry) => (Array.isArray(entry?.hooks) ? entry.hooks : []));
  const ids = new Set(hooks.map((hook) => hook?.id));
  return { keys: Object.keys(read.data), runsKeyfence: HOOKS.every(({ id }) => ids.has(id)) };
}

/** The lines of the entry, without indentation; the markers are the first and the last. */
export function composeEntry(found: Omit<OneLine, 'hook'>): ByteString[] {
  return [
    OPENING_LINE,
    '# Stops secrets at every stage. `keyfence init` wrote these lines, `keyfence uninstall` takes them away.',
    '- repo: local',
    '  hooks:',
    ...HOOKS.flatMap(({ id, name, hook }) => [
      `    - id: ${id}`,
      `      name: ${name}`,
      `      entry: sh -c '${callKeyfence({ ...found, hook })}' keyfence`,
      '      language: system',
      `      stages: [${stagesOf(hook).join(', ')}]`,
      // The one file that a message is in is handed over as a name.
      ...(hook === 'commit-msg' ? [] : ['      pass_filenames: false']),
      '      always_run: true',
      '      require_serial: true',
    ]),
    CLOSING_LINE,
  ];
}

/** The text with the entry as the first of its repos; null where that cannot be done, or would change anything else. */
export async function insertEntry(
  text: ByteString,
  lines: readonly ByteString[],
): Promise<ByteString | null> {
  const before = await parse(text);
  const repos = before?.document.get('repos', true) as YAMLSeq | undefined;
  if (!before || !Array.isArray(before.data.repos) || repos?.flow === true || !repos?.range) return null;
  const at = text.lastIndexOf('\n', repos.range[0] - 1) + 1;
  const indent = text.slice(at, repos.range[0]);
  if (!/^ *$/.test(indent)) return null;
  const result = insertBlock(text, {
    at,
    lines: lines.map((line) => indent + line),
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
  });
  const after = await parse(result);
  const [entry, ...others] = (after?.data.repos ?? []) as unknown[];
  const isRight =
    isDeepStrictEqual({ ...after?.data, repos: others }, before.data) &&
    isDeepStrictEqual([entry], (await parse(`repos:\n${lines.join('\n')}\n`))?.data.repos);
  return isRight ? result : null;
}

async function parse(
  text: ByteString,
): Promise<{ document: Document; data: Record<string, unknown> & { repos?: unknown } } | null> {
  if (text.length > LARGEST) return null;
  const { isTooMuchForParser } = await import('../yaml/guard.js');
  if (isTooMuchForParser(text)) return null;
  const { parseDocument } = await import('yaml');
  // Bytes as characters: offsets are those of bytes, and what is compared is the same.
  const document = parseDocument(text);
  if (document.errors.length > 0) return null;
  try {
    const data: unknown = document.toJS();
    const isMapping = typeof data === 'object' && data !== null && !Array.isArray(data);
    return isMapping ? { document, data: data as Record<string, unknown> } : null;
  } catch {
    return null; // more aliases than a person writes
  }
}

function stagesOf(hook: HookName): HookName[] {
  return HOOK_NAMES.filter((other) => COMMANDS[other] === COMMANDS[hook]);
}
