/** What the command line of a server holds: options with values in both spellings, headers, and variables. */
import { type ConfigMap, type ConfigNode, textsIn, valuesOf } from './reading/config-node.js';
import { type Around, type Place, placeOf } from './server.js';

interface Argument {
  text: string;
  line: number | null;
}

const SHELLS = /(?:^|[\\/])(?:sh|bash|zsh|dash|fish|ksh|envmcp)(?:\.exe)?$/i;
const WINDOWS_SHELL = /(?:^|[\\/])cmd(?:\.exe)?$/i;
/** It puts variables into the headers that it is given. */
const EXPANDS_BRACES = /^mcp-remote(?:@.*)?$/;
const CONTAINERS = /(?:^|[\\/])(?:docker|podman|nerdctl)(?:\.exe)?$/i;
const OPTION = /^(--?[A-Za-z][\w-]{0,60})(?:=|$)/;
const HEADER_OPTION = /^(?:-H|--headers?)$/;
const ENV_OPTION = /^(?:-e|--env)$/;
const VARIABLE = /^([A-Za-z_]\w{0,99})=/;
const HEADER = /^([A-Za-z][\w-]{0,60}):\s*/;
const NAME = /^[A-Za-z_]\w{0,99}$/;

export function argumentPlaces(server: ConfigMap, around: Around): Place[] {
  const commands = ['command', 'cmd'].flatMap((key) => valuesOf(server, key)).flatMap(words);
  const all = [...commands, ...valuesOf(server, 'args').flatMap((node) => textsIn(node).map(argumentOf))];
  const expands = whatExpands(all.map(({ text }) => text));
  const isContainer = all.some(({ text }) => CONTAINERS.test(text));
  return all.map((one, position) => ({
    ...readArgument(one, all[position - 1]?.text ?? '', { around, isContainer }),
    expands,
  }));
}

/** A command is one text for a shell, too: `npx -y server --key …`. */
function words(node: ConfigNode): Argument[] {
  const texts = textsIn(node).map(argumentOf);
  if (node.kind === 'list') return texts;
  return texts.flatMap(({ text, line }) => text.split(/\s+/).map((word) => ({ text: unquoted(word), line })));
}

function argumentOf({ text, line }: Argument): Argument {
  return { text, line };
}

function unquoted(word: string): string {
  const quote = word[0];
  return word.length > 1 && (quote === '"' || quote === "'") && word.endsWith(quote)
    ? word.slice(1, -1)
    : word;
}

function whatExpands(texts: readonly string[]): Place['expands'] {
  if (texts.some((text) => SHELLS.test(text))) return 'shell';
  if (texts.some((text) => WINDOWS_SHELL.test(text))) return 'percent';
  return texts.some((text) => EXPANDS_BRACES.test(text)) ? 'braces' : null;
}

function readArgument(
  { text, line }: Argument,
  before: string,
  { around, isContainer }: { around: Around; isContainer: boolean },
): Place {
  const [, option = ''] = OPTION.exec(text) ?? [];
  if (option !== '') {
    const value = text.slice(option.length + 1);
    return ofOption({ option, value, line, isContainer, around });
  }
  const [, previous = ''] = OPTION.exec(before) ?? [];
  return ofOption({ option: before === previous ? previous : '', value: text, line, isContainer, around });
}

/** @param one `option`: empty for a value that belongs to none. */
function ofOption(one: {
  option: string;
  value: string;
  line: number | null;
  isContainer: boolean;
  around: Around;
}): Place {
  const { option, value, line, around } = one;
  const header = HEADER.exec(value);
  if (header && (HEADER_OPTION.test(option) || header[1]?.toLowerCase() === 'authorization')) {
    return placeOf(
      'header',
      { key: header[1] as string, value: { text: value.slice(header[0].length), line } },
      around,
    );
  }
  if (one.isContainer && ENV_OPTION.test(option) && NAME.test(value)) {
    return placeOf('name', { key: option, value: { text: value, line } }, around);
  }
  const variable = VARIABLE.exec(value);
  if (variable) {
    const text = value.slice(variable[0].length);
    return placeOf('argument', { key: variable[1] as string, value: { text, line } }, around);
  }
  return placeOf('argument', { key: option === '' ? null : option, value: { text: value, line } }, around);
}
