/** The index, and what is named besides: files that are not staged are scanned whole, from the working tree. */
import type { ByteString, Chunk, Parent, Skip, Source } from '../types.js';
import { openStaged } from './staged.js';
import { openTree } from './tree.js';

export interface StagedAndNamedOptions {
  cwd: string;
  /** Files and folders, as typed. What is staged of them counts as it is staged. */
  paths: readonly string[];
}

/**
 * @throws KeyfenceError where a path cannot be found and no deletion of it is staged; in a bare repository.
 * @throws GitError
 */
export async function openStagedAndNamed(options: StagedAndNamedOptions): Promise<Source> {
  const staged = await openStaged(options);
  try {
    const named = await openTree({ ...options, includeIgnored: false, staged: staged.paths });
    return new StagedAndNamed(staged, named);
  } catch (error) {
    await staged.close().catch(() => {});
    throw error;
  }
}

class StagedAndNamed implements Source {
  readonly name = 'staged';
  readonly counted = { named: 0 };
  private readonly staged: Source;
  private readonly named: Source;

  constructor(staged: Source, named: Source) {
    this.staged = staged;
    this.named = named;
  }

  get skipped(): readonly Skip[] {
    return [...this.staged.skipped, ...this.named.skipped];
  }

  get expected(): Source['expected'] {
    const [staged, named] = [this.staged.expected, this.named.expected];
    const add = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);
    return { files: add(staged.files, named.files), bytes: add(staged.bytes, named.bytes) };
  }

  async *chunks(): AsyncIterable<Chunk> {
    yield* this.staged.chunks();
    for await (const chunk of this.named.chunks()) {
      this.counted.named++;
      yield chunk;
    }
  }

  parents(chunk: Chunk): Parent[] {
    return (chunk.origin.kind === 'index' ? this.staged : this.named).parents(chunk);
  }

  /** From the index, which is what will be committed; outside of the repository there is only the file itself. */
  readFile(path: ByteString): Promise<Buffer | null> {
    return (path.startsWith('/') ? this.named : this.staged).readFile(path);
  }

  async close(): Promise<void> {
    await Promise.all([this.staged.close(), this.named.close()]);
  }
}
