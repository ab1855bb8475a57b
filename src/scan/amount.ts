/** How much has been scanned: counted as it comes, and told. */
import type { Chunk } from '../types.js';
import type { ScanOptions } from './options.js';

export class Amount {
  files = 0;
  bytes = 0;
  /** While packs are searched, that is what tells how far it is; a few words are scanned before. */
  isSearching = false;
  private readonly options: Pick<ScanOptions, 'source' | 'onProgress'>;

  constructor(options: Pick<ScanOptions, 'source' | 'onProgress'>) {
    this.options = options;
  }

  /** The chunk; what follows its beginning is counted as it comes. */
  counted(chunk: Chunk): Chunk {
    const { rest } = chunk;
    if (rest === null) return chunk;
    const amount = this;
    return {
      ...chunk,
      rest: (async function* () {
        for await (const data of rest) {
          amount.bytes += data.length;
          yield data;
          await amount.tell();
        }
      })(),
    };
  }

  async tell(): Promise<void> {
    const { source, onProgress } = this.options;
    if (this.isSearching) return;
    await onProgress({ files: this.files, bytes: this.bytes, expected: source.expected });
  }
}
