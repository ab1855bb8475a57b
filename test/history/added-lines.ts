/**
 * The other oracle: what the lines that `git log -p` shows as added tell, each line alone. It sees no more than a line, and
 * no message; but what it sees, a scan of the history must find.
 */
import { DEFAULT_LIMITS } from '../../src/decode/budget.js';
import { createDetector } from '../../src/detect/detector.js';
import { indexPatterns } from '../../src/detect/index-patterns.js';
import { loadEngine } from '../../src/detect/regex.js';
import { examine } from '../../src/examine/examine.js';
import { PIECE_SIZE } from '../../src/examine/pieces.js';
import { createFingerprinter } from '../../src/judge/fingerprint.js';
import { reportedIn } from '../../src/telling/reported.js';
import type { Chunk } from '../../src/types.js';
import type { Repository } from '../support/repository.js';
import { catalog } from '../support/sample.js';

/** A secret that some added line shows. */
export interface LineFinding {
  pattern: string;
  fingerprint: string;
  path: string;
}

interface AddedLine {
  path: string;
  text: string;
}

const detector = createDetector([indexPatterns(catalog)], loadEngine());
const fingerprint = createFingerprinter();

/**
 * Each secret of a format of its own (a checksum, a structure, an exact form) once for each path.
 * @param tips words for `git log`: `--all`, or refs.
 */
export async function scanAddedLines(
  repository: Repository,
  tips: readonly string[] = ['--all'],
): Promise<LineFinding[]> {
  const found = new Map<string, LineFinding>();
  for (const { path, text } of addedLines(repository, tips)) {
    const chunk: Chunk = {
      bytes: Buffer.from(text, 'latin1'),
      rest: null,
      origin: { kind: 'stream', path },
    };
    const examination = {
      detector,
      size: PIECE_SIZE,
      limits: DEFAULT_LIMITS,
      count: () => {},
      skip: () => {},
    };
    for await (const examined of examine(chunk, examination)) {
      const believed = reportedIn(examined, path, { confidence: 'high', count: () => {} });
      for (const { match } of believed.map(({ judged }) => judged)) {
        // Of these, what stands around the line makes something else.
        if (match.pattern.anchor.kind === 'assigned' || match.pattern.id.startsWith('private-key')) continue;
        const one = {
          pattern: match.pattern.id,
          fingerprint: await fingerprint(match.secret.reveal(), match.pattern),
          path,
        };
        found.set(Object.values(one).join(' '), one);
      }
    }
  }
  return [...found.values()];
}

/** Every line that a commit adds, seen from each of its parents. */
function* addedLines(repository: Repository, tips: readonly string[]): Iterable<AddedLine> {
  const words = ['-p', '-U0', '-m', '--text', '--no-renames', '--no-ext-diff', '--no-textconv', '--no-color'];
  const env = { GIT_NO_REPLACE_OBJECTS: '1', GIT_GRAFT_FILE: '/dev/null' };
  const { stdout } = repository.run('git', ['log', '--format=', ...words, ...tips], { env });
  let path = '';
  let [removed, added] = [0, 0];
  for (const line of stdout.split('\n')) {
    if (line.startsWith('\\')) continue; // "\ No newline at end of file"
    if (removed > 0 && line.startsWith('-')) removed--;
    else if (added > 0 && line.startsWith('+')) {
      added--;
      yield { path, text: line.slice(1) };
    } else if (line.startsWith('+++ ')) path = unquoted(line.slice(4)).replace(/^b\//, '').replace(/\t$/, '');
    else {
      const [, before, after] = /^@@ -\d+(,\d+)? \+\d+(,\d+)? @@/.exec(line) ?? [null, ',0', ',0'];
      removed = Number(before?.slice(1) ?? 1);
      added = Number(after?.slice(1) ?? 1);
    }
  }
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

/** A path as Git quotes it. */
function unquoted(path: string): string {
  if (!path.startsWith('"')) return path;
  return path
    .slice(1, -1)
    .replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
      code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPES[code] ?? code),
    );
}
