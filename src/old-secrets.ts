/** Which matches are old: the same scan finds the same secret in the same path of a parent, or in a path that the change deletes. */
import type { JudgedMatch } from './judge/resolve.js';
import type { Chunk, DeletedPaths, Match, Parent } from './types.js';

export class OldSecrets {
  private readonly detect: (chunk: Chunk) => Promise<Match[]>;
  private readonly deleted = new Map<DeletedPaths, Promise<Set<string>>>();

  /** @param detect the detection that new chunks get too. */
  constructor(detect: (chunk: Chunk) => Promise<Match[]>) {
    this.detect = detect;
  }

  /** Those of `judged` that no parent had; each old one is counted. Old texts are only read when there is something to tell. */
  async withoutOld(
    judged: readonly JudgedMatch[],
    parents: readonly Parent[],
    count: (reason: string) => void,
  ): Promise<JudgedMatch[]> {
    let fresh = [...judged];
    // The deleted paths last: there can be many, and most often there is nothing left to ask them.
    for (const parent of parents) fresh = await this.not(fresh, () => this.inSamePath(parent));
    for (const parent of parents) fresh = await this.not(fresh, () => this.inDeletedPaths(parent.deleted));
    for (let old = judged.length - fresh.length; old > 0; old--) count('already-committed');
    return fresh;
  }

  private async not(judged: JudgedMatch[], secrets: () => Promise<Set<string>>): Promise<JudgedMatch[]> {
    if (judged.length === 0) return judged;
    const old = await secrets();
    return judged.filter(({ match }) => !old.has(identify(match)));
  }

  private async inSamePath(parent: Parent): Promise<Set<string>> {
    const chunk = await parent.samePath();
    return new Set(chunk ? (await this.detect(chunk)).map(identify) : []);
  }

  private inDeletedPaths(paths: DeletedPaths): Promise<Set<string>> {
    const known = this.deleted.get(paths);
    if (known) return known;
    const secrets = this.collect(paths);
    this.deleted.set(paths, secrets);
    return secrets;
  }

  private async collect(paths: DeletedPaths): Promise<Set<string>> {
    const secrets = new Set<string>();
    for await (const chunk of paths.chunks()) {
      for (const match of await this.detect(chunk)) secrets.add(identify(match));
    }
    return secrets;
  }
}

/** A private key that is indented, or whose line ends become CRLF, is the same key. */
function identify(match: Match): string {
  return match.secret.reveal().replace(/[ \t\r\n]+/g, '');
}
