/** How much of one config is looked at: aliases of aliases make a small file endless. */

const MOST = 100_000; // values and groups of them

/** Thrown where a config has more. */
export class TooMuchInside extends Error {
  constructor() {
    super(`expected at most ${MOST} values`);
  }
}

export class Budget {
  private left = MOST;

  /** @throws TooMuchInside */
  spend(): void {
    if (this.left-- <= 0) throw new TooMuchInside();
  }
}
