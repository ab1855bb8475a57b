/** The greatest of any range of numbers, in as many steps as their count has binary digits. */

export class RangeMaximum {
  private readonly size: number;
  private readonly tree: Uint32Array;

  constructor(numbers: Uint32Array) {
    this.size = numbers.length;
    this.tree = new Uint32Array(this.size * 2);
    this.tree.set(numbers, this.size);
    for (let node = this.size - 1; node > 0; node--) {
      this.tree[node] = Math.max(this.at(node * 2), this.at(node * 2 + 1));
    }
  }

  /** @param range `from` to below `to`; of an empty one it is 0. */
  of(from: number, to: number): number {
    let greatest = 0;
    let left = from + this.size;
    let right = to + this.size;
    for (; left < right; left >>>= 1, right >>>= 1) {
      if (left & 1) greatest = Math.max(greatest, this.at(left++));
      if (right & 1) greatest = Math.max(greatest, this.at(--right));
    }
    return greatest;
  }

  private at(node: number): number {
    return this.tree[node] as number;
  }
}
