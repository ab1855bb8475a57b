/** What a check tells. */

/** Where in the file, what is so, and what to do. None of it holds text of the file but names. */
export interface Told {
  where: string;
  what: string;
  remedy: string;
}

/** The outcome of a check. */
export interface Checked {
  /** How many patterns were compiled, and how many texts were tried. */
  patterns: number;
  samples: number;
  nearMisses: number;
  /** What is wrong, and what is only worth knowing. */
  faults: Told[];
  notes: Told[];
}
