/** Objects asked for a few at a time: Git stays busy, and memory holds a few of them only. */
import type { GitObject, ObjectReader } from '../git/objects.js';

const AHEAD = 8;

/**
 * Each item with the object that it names, in order.
 * @throws GitError, and whatever `items` throws.
 */
export async function* askAhead<T extends { oid: string }>(
  items: AsyncIterable<T>,
  reader: ObjectReader,
): AsyncIterable<{ item: T; object: GitObject }> {
  const iterator = items[Symbol.asyncIterator]();
  const asked: { item: T; answer: Promise<GitObject> }[] = [];
  let isOver = false;
  try {
    while (!isOver || asked.length > 0) {
      while (!isOver && asked.length < AHEAD) {
        const next = await iterator.next();
        if (next.done) {
          isOver = true;
        } else {
          const answer = reader.read(next.value.oid);
          answer.catch(() => {}); // the await below reports it
          asked.push({ item: next.value, answer });
        }
      }
      const first = asked.shift();
      if (first) yield { item: first.item, object: await first.answer };
    }
  } finally {
    await iterator.return?.();
  }
}
