/** Objects asked for a few at a time: Git stays busy, and memory holds a few of them only. */
const AHEAD = 8;

/**
 * Each item with the object that it names, in order.
 * @param read asks for the object of an item.
 * @throws whatever `items` or `read` throws.
 */
export async function* askAhead<Item, Found>(
  items: AsyncIterable<Item>,
  read: (item: Item) => Promise<Found>,
): AsyncIterable<{ item: Item; object: Found }> {
  const iterator = items[Symbol.asyncIterator]();
  const asked: { item: Item; answer: Promise<Found> }[] = [];
  let isOver = false;
  try {
    while (!isOver || asked.length > 0) {
      while (!isOver && asked.length < AHEAD) {
        const next = await iterator.next();
        if (next.done) {
          isOver = true;
        } else {
          const answer = read(next.value);
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
