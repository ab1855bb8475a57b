/** `keyfence patterns`: lists the formats of the catalog, shows one, or checks a project's own. */
import { loadCatalog } from '../detect/stored-catalog.js';
import { UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { nearest } from '../nearest.js';
import { countPatterns } from '../report/pattern-facts.js';
import { reportPatternCounts, reportPatternList, reportPatternListJson } from '../report/pattern-list.js';
import type { Pattern } from '../types.js';
import { write } from './output.js';
import { checkOwnPatterns } from './patterns-check.js';
import { showPattern } from './patterns-show.js';
import { readWord } from './read-word.js';

/** As typed. */
export interface PatternsArguments {
  /** What to do, and to what. */
  words: string[];
  provider: unknown;
  category: unknown;
  json: boolean;
  validSample: boolean;
}

const ACTIONS = ['list', 'show', 'check'];
const CATEGORIES = ['api-key', 'database-credential', 'cloud-credential', 'auth-token', 'sensitive-config'];
const SEE = 'see keyfence patterns --help';

/**
 * @returns the exit code.
 * @throws UsageError for words and options that do not go together; none of them is repeated.
 */
export async function runPatterns({ words, ...typed }: PatternsArguments): Promise<ExitCode> {
  const [action = 'list', ...subjects] = words;
  if (!ACTIONS.includes(action)) {
    const near = nearest(action, ACTIONS);
    const remedy = near ? `did you mean keyfence patterns ${near}?` : `list, show ID or check [FILE]; ${SEE}`;
    throw new UsageError('unknown word after patterns', remedy);
  }
  refuseOptions(action, typed);
  if (subjects.length > (action === 'list' ? 0 : 1)) {
    throw new UsageError(`patterns ${action} takes ${action === 'list' ? 'no words' : 'one word'}`, SEE);
  }
  if (action === 'show') return showPattern(subjects[0], typed);
  if (action === 'check') return checkOwnPatterns(subjects[0]);
  return listPatterns(typed);
}

/** An option that would change nothing is a misunderstanding. */
function refuseOptions(
  action: string,
  { provider, category, json, validSample }: Omit<PatternsArguments, 'words'>,
): void {
  const isFiltered = provider !== undefined || category !== undefined;
  if (isFiltered && action !== 'list') {
    throw new UsageError('--provider and --category filter the list', `leave them out of patterns ${action}`);
  }
  if (validSample && action !== 'show') {
    throw new UsageError(
      '--valid-sample goes with a pattern',
      'give its id: keyfence patterns show ID --valid-sample',
    );
  }
  if (json && action === 'check') throw new UsageError('patterns check has no JSON', 'leave out --json');
}

async function listPatterns({
  provider,
  category,
  json,
}: Omit<PatternsArguments, 'words'>): Promise<ExitCode> {
  const wanted = readWord(category, 'category', CATEGORIES, undefined);
  const patterns = loadCatalog().patterns.all();
  const listed = ofProvider(patterns, provider)
    .filter((pattern) => wanted === undefined || pattern.category === wanted)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const counts = countPatterns(listed);
  await write('stdout', json ? reportPatternListJson(listed, counts) : reportPatternList(listed));
  if (!json) await write('stderr', reportPatternCounts(counts));
  return EXIT.clean;
}

function ofProvider(patterns: readonly Pattern[], typed: unknown): Pattern[] {
  if (typed === undefined) return [...patterns];
  if (typeof typed !== 'string' || typed === '') {
    throw new UsageError('--provider: expected a name, or a part of one', 'give it once');
  }
  const lower = typed.toLowerCase();
  const found = patterns.filter(({ provider }) => provider.toLowerCase().includes(lower));
  if (found.length > 0) return found;
  const providers = new Map(patterns.map(({ provider }) => [provider.toLowerCase(), provider]));
  const near = nearest(lower, [...providers.keys()]);
  throw new UsageError(
    'no provider of the catalog has such a name',
    near ? `did you mean --provider "${providers.get(near)}"?` : 'keyfence patterns lists them all',
  );
}
