/** Where the texts of one pattern are found by another: which of the two is reported, and whether that does harm. */
import type { Pattern } from '../types.js';
import type { FileKind, OwnPattern } from './own-patterns.js';
import type { Told } from './told.js';
import type { Outcome } from './trial.js';

/** How many texts of each other format are tried. */
export const OTHER_SAMPLES = 3;

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

/** What a meeting says; the same of several other patterns is told at once. */
export interface Verdict {
  /** `fault`: something is lost by it. `note`: worth knowing. */
  kind: 'fault' | 'note';
  where: string;
  /** The words around the other's name. */
  before: string;
  name: string;
  after: string;
  remedy: string;
}

const NARROWER = 'make it narrower: more literal text, an exact length or a smaller alphabet';
const NOTHING = 'nothing to do';

/** @param whereOf where a pattern of the same file stands; null for one of the catalog. */
export function judgeMeeting(
  { own, other, ownTexts, otherTexts }: Meeting,
  { kind, whereOf }: { kind: FileKind; whereOf: (pattern: Pattern) => string | null },
): Verdict | null {
  const place = whereOf(other);
  const tell = (as: Verdict['kind'], [before, after]: [string, string], remedy: string): Verdict => {
    return { kind: as, where: own.where, before, name: place ?? other.id, after, remedy };
  };
  // Of two formats that share a few texts, one has to win these.
  const takesOthers = otherTexts.won * 2 > OTHER_SAMPLES && other.provider !== 'Generic';
  if (takesOthers) return tell('fault', ['it takes what is made for ', ', and wins'], NARROWER);
  if (kind === 'schema' && place !== null && isSameFormat(own.pattern, other)) {
    return tell('note', ['it has the format of ', ': a finding names one of them'], NOTHING);
  }
  if (ownTexts.lost > 0 && (kind === 'catalog' || place !== null)) {
    return tell('fault', ['its samples are found as ', ', which wins'], NARROWER);
  }
  if (ownTexts.lostUnreported > 0 && other.checksum === null) {
    return tell(
      'fault',
      ['its samples are found as ', ' of the catalog, which wins: confidence low, so not reported'],
      'give it other literal text, if you can; --confidence low reports them',
    );
  }
  if (kind === 'catalog') return null;
  if (ownTexts.lost + otherTexts.lost > 0) {
    const words: [string, string] = [
      'the catalog knows more of this format, and wins where it matches: ',
      '',
    ];
    return tell('note', words, `${NOTHING}: findings name this variable`);
  }
  return ownTexts.won > 0 ? tell('note', ['it wins over ', ' where both match'], NOTHING) : null;
}

function isSameFormat(own: Pattern, other: Pattern): boolean {
  return own.source === other.source && own.anchor.kind === other.anchor.kind;
}

const MOST_NAMES = 3;

/** Verdicts in words, those that differ by the other's name alone in one. */
export function tellVerdicts(verdicts: readonly Verdict[]): Told[] {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const { where, before, after } = verdict;
    const key = [where, before, after].join('\0');
    groups.set(key, [...(groups.get(key) ?? []), verdict]);
  }
  return [...groups.values()].map((group) => {
    const { where, before, after, remedy } = group[0] as Verdict;
    return { where, what: before + listNames(group.map(({ name }) => name)) + after, remedy };
  });
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}
