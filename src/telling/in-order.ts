/** Does things one after the other, in the order in which they were asked for. */

/** At once where nothing before them is being waited for. */
export class InOrder {
  /** How many are not done yet. */
  waiting = 0;
  private last: Promise<void> | null = null;

  /** After a step that failed no further one is done; `settled` throws then. */
  do(step: () => void | Promise<void>): void {
    const begun = this.last === null ? step() : this.last.then(step);
    if (begun instanceof Promise) this.follow(begun);
  }

  /** Waits for all of them. @throws what a step threw. */
  async settled(): Promise<void> {
    while (this.last !== null) await this.last;
  }

  private follow(step: Promise<void>): void {
    this.waiting++;
    this.last = step;
    step.then(
      () => {
        this.waiting--;
        if (this.last === step) this.last = null;
      },
      () => {}, // whoever waits for all of them is told
    );
  }
}
