/** A stream of Git's as records, each ended by one byte; read as it comes, with back-pressure. */
import type { Readable } from 'node:stream';
import { KeyfenceError } from '../errors.js';
import type { ByteString } from '../types.js';

/**
 * The records, without the byte that ends them.
 * @param end the ending byte: "\0" or "\n".
 * @throws KeyfenceError where the stream ends in the middle of one: never a shorter list.
 */
export async function* recordsOf(stream: Readable, end: '\0' | '\n'): AsyncIterable<ByteString> {
  let begun = '';
  for await (const data of stream as AsyncIterable<Buffer>) {
    const records = (begun + data.toString('latin1')).split(end);
    begun = records.pop() as string;
    yield* records;
  }
  if (begun !== '') {
    throw new KeyfenceError(
      'Git printed a list that ends in the middle',
      'run keyfence again; nothing was passed as clean',
    );
  }
}
