/** What a case of a generated history works with: where it is written, texts around the secrets, and chance. */
import { createSeededRandom, type Random } from '../../../src/samples/random.js';
import { type Kind, makeText } from '../../bench/corpus/text.js';
import { createWords } from '../../bench/corpus/words.js';
import { patternOf, sample, secretOf } from '../../support/sample.js';
import { type Content, content, HistoryWriter } from '../history-writer.js';
import type { Plant } from '../labels.js';

/** A token that any text around it leaves one. */
export const TOKEN = 'github-personal-access-token';

/** A history's `main` exists already when its cases are written. */
export type Case = (desk: Desk) => void;

export class Desk {
  readonly writer = new HistoryWriter();
  readonly random: Random;
  /** What the shell has where the history is scanned: values of the schema's names. */
  readonly env: Record<string, string> = {};
  private readonly words: ReturnType<typeof createWords>;
  private number = 0;

  constructor(seed: string) {
    this.random = createSeededRandom(seed).int;
    this.words = createWords(this.random);
  }

  /** Whole lines of code or prose, about so many bytes, without a secret. */
  filler(bytes: number, kind: Kind = 'c'): string {
    return makeText(this.words, kind, bytes).toString();
  }

  /** A path that no other file has. */
  path(ending = '.txt'): string {
    this.number++;
    return `src/${this.words.word()}-${this.number}${ending}`;
  }

  /** A secret of a pattern. */
  plant(title: string, options: Partial<Omit<Plant, 'title'>> = {}): Plant {
    const { pattern = TOKEN, shownBy = 'line' } = options;
    const secret = options.secret ?? secretOf(patternOf(pattern), sample(pattern));
    return this.writer.plant({ title, pattern, secret, shownBy });
  }

  /** Commits the versions of one file to `main`, one after the other; null removes it. */
  versions(path: string, versions: readonly (Content | string | null)[]): void {
    for (const one of versions) {
      this.writer.commit('main', { [path]: typeof one === 'string' ? content(one) : one });
    }
  }
}
