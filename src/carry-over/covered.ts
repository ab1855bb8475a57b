/** Which of today's findings a foreign decision is about. */
import { createHash } from 'node:crypto';
import type { Engine } from '../detect/regex.js';
import type { Finding, Matcher } from '../types.js';
import type { Located, Project } from './project.js';
import type { Target } from './types.js';

const AROUND = 16; // bytes beside a secret that another scanner may count in
const LONGEST = 400; // bytes of a secret whose parts are tried
const LONGEST_REGEX = 1000; // characters

/** A regex of the user's, for either engine; null where they do not read it. */
export function compileForeign(source: string, engine: Engine): Matcher | null {
  if (source.length > LONGEST_REGEX || !/^[\x20-\x7e]+$/.test(source)) return null;
  try {
    return engine.compile(source, { anchored: false });
  } catch {
    return null;
  }
}

/** The findings whose secret, or the text around it, a regex matches. */
export function matchedBy(matcher: Matcher, target: Target, project: Project): Finding[] {
  const covers = ({ secret, line, column }: Located) => {
    const found = matcher.find(target === 'secret' ? secret : line);
    if (found === null || target !== 'around') return found !== null;
    return found.start < column + secret.length && found.end > column;
  };
  return [...project.located()].filter(covers).map(({ finding }) => finding);
}

/** The findings whose secret holds a word. */
export function holdingWord(word: string, project: Project): Finding[] {
  const lower = Buffer.from(word.toLowerCase(), 'utf8').toString('latin1');
  const located = [...project.located()].filter(({ secret }) => secret.toLowerCase().includes(lower));
  return located.map(({ finding }) => finding);
}

/**
 * The findings in a file whose secret has that SHA-1, or has nearly the same bytes: another scanner may see it a little
 * longer or shorter. A hash of a small part (of `ghp` alone) says nothing of the rest.
 */
export function hashedTo(sha1: string, file: string, project: Project): Finding[] {
  const isHashed = (text: string) =>
    createHash('sha1').update(Buffer.from(text, 'latin1')).digest('hex') === sha1;
  const located = [...project.located(file)].filter((one) => {
    if (isHashed(one.secret)) return true;
    if (one.secret.length > LONGEST) return false;
    for (const text of nearlySame(one)) if (isHashed(text)) return true;
    return false;
  });
  return located.map(({ finding }) => finding);
}

function* nearlySame({ secret, line, column }: Located): Iterable<string> {
  const end = column + secret.length;
  const inside = Math.floor(secret.length / 4);
  for (let from = Math.max(0, column - AROUND); from <= column + inside; from++) {
    const first = Math.max(end - inside, from + Math.ceil((secret.length * 3) / 4));
    for (let until = first; until <= Math.min(line.length, end + AROUND); until++) {
      yield line.slice(from, until);
    }
  }
}
