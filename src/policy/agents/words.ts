/** How places of a config are told: by server and key, and of these only what reads as words. */
import { readsAsWords } from '../../schema/schema-form.js';
import type { Finding } from '../../types.js';
import type { Problem } from '../line.js';
import type { AgentConfig } from './agent-config.js';
import type { Place } from './server.js';

const KINDS: Readonly<Record<Place['kind'], string>> = {
  env: 'the variable',
  header: 'the header',
  argument: 'the option',
  url: 'the address',
  setting: 'the setting',
  name: 'the field',
};

/** `server github: the header Authorization`. */
export function tellPlace({ server, kind, key }: Place): string {
  const of = server === null ? '' : `server ${shown(server) ?? '*'}: `;
  const name = key === null ? null : shown(key);
  if (kind === 'argument' && name === null) return `${of}an argument`;
  return `${of}${KINDS[kind]}${kind === 'url' || name === null ? '' : ` ${name}`}`;
}

/** `GitHub personal access token (classic), ghp_...`. */
export function tellSecret({ verdict, title, masked }: Finding): string {
  if (verdict === 'generic') return 'what looks like a secret';
  if (verdict === 'known-value') return 'a value of the environment';
  return masked === '…' ? title : `${title}, ${masked.replace('…', '...')}`;
}

/** A name that was read; null where it does not read as one. */
export function shown(name: string): string | null {
  return readsAsWords(name.replace(/^--?/, '')) ? name : null;
}

/** What is said of a config that could not be read. */
export function tellUnread({ file, client, unread }: AgentConfig): Problem[] {
  if (unread === null) return [];
  return [
    {
      file,
      line: unread.line,
      says: `the config of ${client.title} cannot be read: ${unread.says}`,
      remedy: 'mend it: what is in it was not looked at',
    },
  ];
}

/** `3 configs of Claude Code and Cursor`. */
export function tellConfigs(configs: readonly AgentConfig[]): string {
  const titles = [...new Set(configs.map(({ client }) => client.title))];
  const last = titles.pop() ?? '';
  const of = titles.length === 0 ? last : `${titles.join(', ')} and ${last}`;
  return `${configs.length} ${configs.length === 1 ? 'config' : 'configs'} of ${of}`;
}

/** `2 problems in 3 configs of Claude Code and Cursor`. */
export function tellProblems(problems: readonly Problem[], configs: readonly AgentConfig[]): string {
  return `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in ${tellConfigs(configs)}`;
}
