/** What keeps a text from being read as JSON. */

/** `expected` is a fixed sentence; `place` is `line 3, column 7`, empty where the file as a whole is meant. */
export class JsonProblem extends Error {
  readonly place: string;
  readonly expected: string;
  /** Keys and positions that lead there, where there are any. */
  readonly path: string[];
  constructor(place: string, expected: string, path: string[] = []) {
    super(expected);
    this.place = place;
    this.expected = expected;
    this.path = path;
  }
}
