/** Which matches are old: the same scan finds the same secret in the same path of a parent, or in a path that the change deletes. */
import type { Chunk, DeletedPaths, Match, Parent } from '../types.js';

export class OldSecrets {
  private readonly matchesIn: (chunk: Chunk) => AsyncIterable<Match>;
  private readonly samePath = new WeakMap<Parent, Promise<Set<string>>>();
  private readonly deleted = new WeakMap<DeletedPaths, Promise<Set<string>>>();

  /** @param matchesIn the detection that new chunks get too. */
  constructor(matchesIn: (chunk: Chunk) => AsyncIterable<Match>) {
    this.matchesIn = matchesIn;
  }

  /**
   * Those of `found` that no parent had; each old one is counted. Old texts are only read when there is something to
   * tell, and once for each `Parent`.
   */
  async withoutOld<T>(
    found: readonly T[],
    options: {
      parents: readonly Parent[];
      matchOf: (one: T) => Match;
      count: (reason: string) => void;
    },
  ): Promise<T[]> {
    const { parents, matchOf, count } = options;
    let fresh = [...found];
    const keepNew = async (secrets: () => Promise<Set<string>>) => {
      if (fresh.length === 0) return;
      const old = await secrets();
      fresh = fresh.filter((one) => !old.has(identify(matchOf(one))));
    };
    // The deleted paths last: there can be many, and most often there is nothing left to ask them.
    for (const parent of parents) await keepNew(() => this.inSamePath(parent));
    for (const parent of parents) await keepNew(() => this.inDeletedPaths(parent.deleted));
    for (let old = found.length - fresh.length; old > 0; old--) count('already-committed');
    return fresh;
  }

  private inSamePath(parent: Parent): Promise<Set<string>> {
    const known = this.samePath.get(parent);
    if (known) return known;
    const secrets = parent.samePath().then((chunk) => this.collect(chunk ? [chunk] : []));
    this.samePath.set(parent, secrets);
    return secrets;
  }

  private inDeletedPaths(paths: DeletedPaths): Promise<Set<string>> {
    const known = this.deleted.get(paths);
    if (known) return known;
    const secrets = this.collect(paths.chunks());
    this.deleted.set(paths, secrets);
    return secrets;
  }

  private async collect(chunks: Iterable<Chunk> | AsyncIterable<Chunk>): Promise<Set<string>> {
    const secrets = new Set<string>();
    for await (const chunk of chunks) {
      for await (const match of this.matchesIn(chunk)) secrets.add(identify(match));
    }
    return secrets;
  }
}

/** A private key that is indented, or whose line ends become CRLF, is the same key. */
function identify(match: Match): string {
  return match.secret.reveal().replace(/[ \t\r\n]+/g, '');
}
