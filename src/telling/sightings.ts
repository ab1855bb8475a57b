/** In a scan of a history: one entry for each secret, however often it was copied, and all the places where it stands. */
import type {
  ByteString,
  Finding,
  FindingHistory,
  HistoryParts,
  Origin,
  Sighting,
  TextPlace,
} from '../types.js';

interface Entry {
  finding: Finding;
  places: TextPlace[];
}

export class Sightings {
  private readonly entries = new Map<string, Entry>();

  /**
   * Takes in a finding.
   * @returns whether it is the first of its secret, and so the one that is told.
   */
  note(finding: Finding, origin: Origin): boolean {
    if (origin.kind !== 'commit' && origin.kind !== 'words') return true;
    // What is let through in one place must not hide where it is not.
    const key = `${finding.fingerprint} ${finding.status}`;
    const place = { origin, line: finding.line };
    const entry = this.entries.get(key);
    if (entry) entry.places.push(place);
    else this.entries.set(key, { finding, places: [place] });
    return entry === undefined;
  }

  /** Tells of each entry where it stands. @param mask takes secrets out of text that is shown. */
  async attribute(
    ask: (secrets: readonly (readonly TextPlace[])[]) => Promise<FindingHistory[]>,
    mask: (text: ByteString) => ByteString,
  ): Promise<void> {
    const entries = [...this.entries.values()];
    const told = entries.length === 0 ? [] : await ask(entries.map(({ places }) => places));
    for (const [index, { finding }] of entries.entries()) {
      finding.history = masked(told[index] as FindingHistory, mask);
    }
  }
}

function masked(history: FindingHistory, mask: (text: ByteString) => ByteString): FindingHistory {
  const shown = (one: Sighting): Sighting => ({
    commit: { ...one.commit, author: mask(one.commit.author) },
    file: mask(one.file),
    line: one.line,
  });
  const { first, last, refs, parts } = history;
  return {
    ...history,
    first: first && shown(first),
    last: last && shown(last),
    refs: refs.map(mask),
    ...(parts ? { parts: maskedParts(parts, shown) } : {}),
  };
}

function maskedParts({ files, words }: HistoryParts, shown: (one: Sighting) => Sighting): HistoryParts {
  return {
    files: files && { ...files, first: shown(files.first), last: shown(files.last) },
    words: words && { first: shown(words.first), last: shown(words.last) },
  };
}
