/** Work that now and then has to wait for something, and is done at once where it has not. */

/** Yields what has to be waited for; returns the result. */
export type Steps<Result> = Generator<Promise<unknown>, Result>;

/** For use in other steps, with `yield*`. @returns what the promise becomes. */
export function* waitFor<Value>(promise: Promise<Value>): Steps<Value> {
  const settled: { value?: Value } = {};
  yield promise.then((value) => {
    settled.value = value;
  });
  return settled.value as Value;
}

/** @returns the result itself where nothing had to be waited for. */
export function runSteps<Result>(steps: Steps<Result>): Result | Promise<Result> {
  const first = steps.next();
  return first.done ? first.value : goOn(steps, first.value);
}

async function goOn<Result>(steps: Steps<Result>, first: Promise<unknown>): Promise<Result> {
  await first;
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    await next.value;
  }
}
