/** Finds a place among ascending numbers. */

/** The index of the last of the first `count` numbers that is not above `wanted`; 0 where all are. */
export function lastUpTo(numbers: ArrayLike<number>, wanted: number, count = numbers.length): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] as number) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
