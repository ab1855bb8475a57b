/** The typed words, checked before anything reads them: an unknown one names the nearest valid word, and is not repeated. */
import { UsageError } from '../errors.js';
import { nearest } from '../nearest.js';
import { type ReportRequest, readReportWords } from './report-words.js';

const SCAN_OPTIONS = [
  'format',
  'output',
  'confidence',
  'quiet',
  'verbose',
  'strict',
  'known-values',
  'no-known-values',
  'known-values-from',
];
const OPTIONS: Record<string, readonly string[]> = {
  scan: [
    ...SCAN_OPTIONS,
    ...['staged', 'include-ignored', 'range', 'since', 'stdin-name', 'exceptions-from'],
    ...['history', 'all', 'unreachable', 'cache', 'no-cache', 'shard'],
  ],
  'pre-commit': SCAN_OPTIONS,
  'pre-push': [...SCAN_OPTIONS, 'exceptions-from'],
  'commit-msg': SCAN_OPTIONS,
  ci: [...SCAN_OPTIONS, 'exceptions-from', 'base', 'head', 'deepen', 'cache'],
  allow: ['reason', 'until', 'file', 'last', 'skip'],
  baseline: ['confidence', 'prune', 'dry-run'],
  audit: ['json'],
  patterns: ['provider', 'category', 'json', 'valid-sample'],
  env: ['for', 'file', 'env-file', 'production', 'environment', 'in', 'json'],
  check: ['fix', 'yes', 'only', 'user-configs', 'json', 'verbose'],
  redact: ['known-values-from'],
  merge: ['format', 'output', 'quiet', 'verbose'],
  init: ['hook-manager', 'dry-run', 'import', 'yes', 'global', 'json', 'hooks-only'],
  uninstall: ['dry-run', 'global', 'json'],
  doctor: ['json', 'verbose', 'bare-path', 'no-bare-path', 'timeout'],
  rotate: ['old', 'done', 'yes', 'user-configs', 'cache', 'no-cache', 'json'],
};
const COMMANDS = Object.keys(OPTIONS);
/** The options that stand alone: with a value they would be read as off. */
const SWITCHES = [
  'quiet',
  'verbose',
  'strict',
  'known-values',
  'no-known-values',
  'cache',
  'no-cache',
  'staged',
  'include-ignored',
  'dry-run',
  'yes',
  'global',
  'prune',
  'json',
  'valid-sample',
  'last',
  'deepen',
  'production',
  'help',
  'version',
  'bare-path',
  'no-bare-path',
  'fix',
  'done',
  'user-configs',
];
/** The commands that take words of their own, which may look like anything behind a `--`. */
const TAKE_PATHS = ['scan', 'pre-commit', 'pre-push', 'commit-msg', 'patterns', 'env', 'redact', 'merge'];

export interface TypedWords {
  /** The command and what follows it, ready for yargs. */
  words: string[];
  /** What stood behind `--`: paths, whatever they look like. */
  paths: string[];
  /** Whether standard input is to be scanned: a `-` before any `--`. yargs would drop it. */
  stdin: boolean;
  /** The reports that were asked for, null for none: yargs would lose which --output stood behind which --format. */
  reports: readonly ReportRequest[] | null;
}

/** @throws UsageError where a command or an option is unknown. */
export function readTypedWords(typed: readonly string[]): TypedWords {
  const end = typed.indexOf('--');
  const whole = nameCommand(end < 0 ? [...typed] : typed.slice(0, end));
  const takesReports = OPTIONS[whole[0] as string]?.includes('format') === true;
  const { words: named, reports } = takesReports ? readReportWords(whole) : { words: whole, reports: null };
  const stdin = named[0] === 'scan' && named.includes('-');
  const words = stdin ? named.filter((word) => word !== '-') : named;
  const paths = end < 0 ? [] : typed.slice(end + 1);
  const command = words[0] as string;
  for (const word of words) if (word.startsWith('-')) checkOption(word, OPTIONS[command] ?? []);
  if (paths.length > 0 && !TAKE_PATHS.includes(command)) {
    throw new UsageError('this command takes no paths', 'see keyfence --help');
  }
  return { words, paths, stdin, reports };
}

/** The words with the command they leave out: a bare option means `scan`, except those about keyfence itself. */
function nameCommand(words: string[]): string[] {
  const [first, ...rest] = words;
  if (first === '--help' || first === '-h' || first === '--version') return [first];
  if (first === undefined || first.startsWith('-')) return ['scan', ...words];
  if (first === 'help') {
    if (rest[0] === undefined) return ['--help'];
    return [knownCommand(rest[0]), '--help'];
  }
  return [knownCommand(first), ...rest];
}

function knownCommand(word: string): string {
  if (COMMANDS.includes(word)) return word;
  const commands = [...COMMANDS, 'help'];
  const near = word === '' ? null : nearest(word, commands);
  throw new UsageError(
    'unknown command',
    near
      ? `did you mean keyfence ${near}?`
      : `commands: ${commands.join(', ')}; to scan a path: keyfence scan PATH`,
  );
}

function checkOption(word: string, options: readonly string[]): void {
  if (word === '-h') return;
  const name = word.replace(/^--?/, '').split('=')[0] as string;
  const known = [...options, 'help', 'version'];
  if (!word.startsWith('--') || !known.includes(name)) {
    const near = nearest(name, known);
    throw new UsageError('unknown option', near ? `did you mean --${near}?` : 'see keyfence --help');
  }
  if (word.includes('=') && SWITCHES.includes(name)) {
    throw new UsageError(`--${name} takes no value`, `give --${name} alone, or leave it out`);
  }
}
