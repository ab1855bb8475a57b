/** What the programs of scripts do with what they are given, as far as secrets may come out of them again. */
import type { Word } from './script.js';

/** They write their words. */
export const WRITERS = new Set(
  'echo printf print write-host write-output write-information write-warning write-error write-verbose'.split(
    ' ',
  ),
);

/** They write what they read, from their input or from the files they name. */
export const READERS = new Set(
  'cat tee head tail sort uniq nl column less more tac bat grep egrep fgrep rg get-content gc type'.split(
    ' ',
  ),
);

/** The same in another spelling, or a part of it: no runner masks that. */
export const CHANGERS = new Set(
  `base64 base32 basenc xxd od hexdump rev tr cut fold fmt sed awk gawk jq yq gzip gunzip zcat bzip2 xz iconv paste split-string
  convertfrom-json convertto-json uuencode`.split(/\s+/),
);

/** They run the command that stands behind them. */
const CARRIERS = new Set(
  'sudo command exec builtin nohup xargs timeout stdbuf nice unbuffer then'.split(' '),
);

/** They read a script from the word behind `-c`. */
export const SHELLS = new Set('sh bash dash zsh ksh'.split(' '));

/** The programs that list every variable with its value, by the words with which they do. */
export function listsVariables(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  const isBare = rest.every((word) => /^-/.test(word));
  if (program === 'env') return isBare && !rest.some((word) => /^(?:-i|--ignore-environment|-)$/.test(word));
  if (program === 'printenv') return isBare;
  if (program === 'set') return rest.length === 0;
  if (program === 'export') return rest.length === 0 || (rest.length === 1 && rest[0] === '-p');
  if (program === 'declare' || program === 'typeset')
    return rest.length === 0 || (rest.length === 1 && /^-[px]+$/.test(rest[0] as string));
  return /^(?:get-childitem|gci|dir|ls)$/.test(program) && /^env:/i.test(rest[0] ?? '');
}

/** Whether what comes behind a list of variables shows names alone. */
export function keepsNames(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  const all = rest.join(' ');
  if (program === 'cut') return /-d\s?=/.test(all) && /-f\s?1(?!\d|[,-])/.test(all);
  if (program === 'sed') return /=\.\*(?:\$|\/)/.test(all);
  return (program === 'awk' || program === 'gawk') && /-F\s?=/.test(all) && /print \D?1\b/.test(all);
}

/** Whether a search writes nothing of what it reads. */
export function isQuiet(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  if (!/^(?:[ef]?grep|rg)$/.test(program)) return false;
  return rest.some((word) => /^-[A-Za-z]*[qcl]|^--(?:quiet|silent|count)$/.test(word));
}

/** `set -x`, `set -euxo pipefail`, `set -o xtrace`, `bash -x script`: true; `set +x`: false; null for anything else. */
export function tracing(words: readonly string[]): boolean | null {
  const [program = '', ...rest] = words;
  if (program !== 'set' && !SHELLS.has(program)) return null;
  const options = rest.slice(0, 6);
  if (options.some((word) => /^-[A-Za-z]*x[A-Za-z]*$/.test(word))) return true;
  const named = options.indexOf('xtrace');
  if (named > 0) return (options[named - 1] as string).startsWith('-');
  return options.some((word) => /^\+[A-Za-z]*x/.test(word)) ? false : null;
}

/** What a line of JavaScript or Python writes of the environment: `print(os.environ["A"])`; all of it for the name null. */
export function writtenByCode(code: string): { name: string | null } | null {
  const found =
    /\b(?:console\.\w{1,9}|process\.stdout\.write)\(\s{0,9}(?:JSON\.stringify\(\s{0,9})?process\.env(?:\.(\w{1,99})|\[["'](\w{1,99})["']\])?/.exec(
      code,
    ) ??
    /\bprint\(\s{0,9}(?:dict\(|json\.dumps\(dict\()?\s{0,9}os\.(?:environ(?:\[["'](\w{1,99})["']\]|\.get\(["'](\w{1,99})["'])?|getenv\(["'](\w{1,99})["'])/.exec(
      code,
    );
  if (found === null) return null;
  return { name: found[1] ?? found[2] ?? found[3] ?? null };
}

/** The words from the program that is really run. */
export function carried(words: readonly Word[]): readonly Word[] {
  let at = 0;
  for (let steps = 0; steps < 8; steps++) {
    const program = programOf(words[at]?.text ?? '');
    const isEnv = program === 'env' && words.slice(at + 1).some(({ text }) => !/^-|^\w+=/.test(text));
    if (!CARRIERS.has(program) && !isEnv) break;
    const next = words.findIndex(({ text }, position) => position > at && !/^-|^\d+[smh]?$|^\w+=/.test(text));
    if (next < 0) break;
    at = next;
  }
  return words.slice(at);
}

export function programOf(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1).toLowerCase();
}

/**
 * Whether a search lets none of these names through: `env | grep NODE`.
 * @param words the program and what stands behind it. @param names those of secrets.
 */
export function dropsNames([program = '', ...rest]: readonly string[], names: readonly string[]): boolean {
  if (!/^(?:[ef]?grep|rg)$/.test(program) || rest.some((word) => /^-[A-Za-z]*v/.test(word))) return false;
  const sought = rest.find((word) => !word.startsWith('-')) ?? '';
  const words = sought.split(/\\?\|/).map((word) => word.replace(/^[\^(]+|[=)]+$/g, '').toLowerCase());
  const isPlain = words.every((word) => /^\w+$/.test(word));
  return isPlain && !names.some((name) => words.some((word) => name.toLowerCase().includes(word)));
}
