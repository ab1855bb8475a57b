/** Many objects, some at a time: Git stays busy, and memory holds few of them. */

const AT_ONCE = 64;

/**
 * Each item with what reading it gives, in order.
 * @throws whatever `read` throws.
 */
export async function* readSome<Item, Result>(
  items: readonly Item[],
  read: (item: Item) => Promise<Result>,
): AsyncIterable<[Item, Result]> {
  for (let first = 0; first < items.length; first += AT_ONCE) {
    const some = items.slice(first, first + AT_ONCE);
    yield* await Promise.all(some.map(async (item): Promise<[Item, Result]> => [item, await read(item)]));
  }
}
