/** Where the texts of one pattern are found by another, and which of the two is reported. */
import type { Pattern } from '../types.js';
import type { OwnPattern } from './own-patterns.js';
import type { Outcome } from './trial.js';

/** How many texts are tried, of a format of the file and of each other one. */
export const TRIED = { own: 10, other: 3 };

/** How a pattern of the file fared against another, by the texts of which of the two it was. */
export interface Meeting {
  own: OwnPattern;
  other: Pattern;
  ownTexts: { won: number; lost: number; lostUnreported: number };
  otherTexts: { won: number; lost: number };
}

export class Meetings {
  private readonly all = new Map<OwnPattern, Map<Pattern, Meeting>>();

  /** Of a text that is made of the format of `own`. */
  addOwnText(own: OwnPattern, { seen, matching }: Outcome): void {
    const isReported = seen.some(({ pattern }) => pattern === own.pattern);
    for (const other of othersIn(matching, own.pattern)) {
      const winner = seen.find(({ pattern }) => pattern === other);
      const { ownTexts } = this.meetingOf(own, other);
      if (isReported) ownTexts.won++;
      else if (winner) ownTexts.lost++;
      if (!isReported && winner?.confidence === 'low') ownTexts.lostUnreported++;
    }
  }

  /** Of a text that is made of another format, and that `own` matches, too. */
  addOtherText(own: OwnPattern, { planted, seen }: Outcome): void {
    const { otherTexts } = this.meetingOf(own, planted.pattern);
    if (seen.some(({ pattern }) => pattern === own.pattern)) otherTexts.won++;
    else otherTexts.lost++;
  }

  [Symbol.iterator](): Iterator<Meeting> {
    return [...this.all.values()].flatMap((others) => [...others.values()])[Symbol.iterator]();
  }

  private meetingOf(own: OwnPattern, other: Pattern): Meeting {
    const others = this.all.get(own) ?? new Map<Pattern, Meeting>();
    this.all.set(own, others);
    const meeting = others.get(other) ?? {
      own,
      other,
      ownTexts: { won: 0, lost: 0, lostUnreported: 0 },
      otherTexts: { won: 0, lost: 0 },
    };
    others.set(other, meeting);
    return meeting;
  }
}

/** Every other pattern once. What is known by its name and looks alone meets everything, and always loses. */
function othersIn(matching: readonly Pattern[], own: Pattern): Set<Pattern> {
  return new Set(matching.filter((one) => one !== own && one.structure !== 'generic-credential'));
}
