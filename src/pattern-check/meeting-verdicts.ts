/** What it means that two patterns meet: whether something is lost by it, and what to do. */
import type { Pattern } from '../types.js';
import { type Meeting, TRIED } from './meetings.js';
import type { FileKind } from './own-patterns.js';
import type { Told } from './told.js';

/** A meeting, and whether the other pattern stands in the same file. */
interface Case extends Meeting {
  isInFile: boolean;
}

interface Rule {
  holds(one: Case): boolean;
  /** `fault`: something is lost by it. `note`: worth knowing. */
  kind: 'fault' | 'note';
  /** Around the other's name. */
  words: [before: string, after: string];
  remedy: string;
}

const NARROWER = 'make it narrower: more literal text, an exact length or a smaller alphabet';
const NOTHING = 'nothing to do';
const WINS = ', which wins';

// Of two formats that share a few texts one has to win these: that is no fault.
const isMostOfOwn = (texts: number) => texts * 2 > TRIED.own;
const isMostOfOther = (texts: number) => texts * 2 > TRIED.other;
const isGeneric = ({ other }: Case) => other.provider === 'Generic';

const TAKES: Rule = {
  holds: (one) => isMostOfOther(one.otherTexts.won) && !isGeneric(one),
  kind: 'fault',
  words: ['it takes what is made for ', ', and wins'],
  remedy: NARROWER,
};

// The first rule that holds decides. A project's names may well have a format that the catalog knows, or share one.
const RULES: Record<FileKind, readonly Rule[]> = {
  schema: [
    TAKES,
    {
      holds: ({ own, other, isInFile }) => isInFile && isSameFormat(own.pattern, other),
      kind: 'note',
      words: ['it has the format of ', ': a finding names one of them'],
      remedy: NOTHING,
    },
    {
      holds: ({ ownTexts, isInFile }) => isInFile && ownTexts.lost > 0,
      kind: 'fault',
      words: ['its samples are found as ', WINS],
      remedy: NARROWER,
    },
    {
      // Random samples have no right checksum; true values have.
      holds: ({ ownTexts, other }) => ownTexts.lostUnreported > 0 && other.checksum === null,
      kind: 'fault',
      words: ['its samples are found as ', `${WINS} with confidence low: they are not reported`],
      remedy: 'give it other literal text, if you can; --confidence low reports them',
    },
    {
      holds: ({ ownTexts, otherTexts }) => ownTexts.lost + otherTexts.lost > 0,
      kind: 'note',
      words: ['the catalog knows more of this format, and wins where it matches: ', ''],
      remedy: `${NOTHING}: findings name this variable`,
    },
    {
      holds: ({ ownTexts }) => ownTexts.won > 0,
      kind: 'note',
      words: ['it wins over ', ' where both match'],
      remedy: NOTHING,
    },
  ],
  catalog: [
    TAKES,
    {
      holds: (one) =>
        isMostOfOwn(one.ownTexts.won + one.ownTexts.lost) &&
        isMostOfOther(one.otherTexts.lost) &&
        !isGeneric(one),
      kind: 'fault',
      words: ['it has the format of ', ', which wins where its texts are right'],
      remedy: 'leave it out, or tell the two apart by their names (context)',
    },
    {
      holds: ({ ownTexts }) => isMostOfOwn(ownTexts.lost),
      kind: 'fault',
      words: ['its samples are found as ', WINS],
      remedy: NARROWER,
    },
    {
      holds: ({ ownTexts, otherTexts }) => ownTexts.lost + otherTexts.lost > 0,
      kind: 'note',
      words: ['it matches some of what is made for ', ', too: the more specific one wins'],
      remedy: NOTHING,
    },
  ],
};

function isSameFormat(own: Pattern, other: Pattern): boolean {
  return own.source === other.source && own.anchor.kind === other.anchor.kind;
}

const MOST_NAMES = 3;

/**
 * What the meetings say, those that say the same of other patterns in one.
 * @param whereOf where a pattern of the file stands; null for one of the catalog.
 */
export function tellMeetings(
  meetings: Iterable<Meeting>,
  { kind, whereOf }: { kind: FileKind; whereOf: (pattern: Pattern) => string | null },
): { faults: Told[]; notes: Told[] } {
  const names = new Map<string, Map<Rule, string[]>>();
  for (const meeting of meetings) {
    const place = whereOf(meeting.other);
    const rule = RULES[kind].find((one) => one.holds({ ...meeting, isInFile: place !== null }));
    if (rule === undefined) continue;
    const { where } = meeting.own;
    const ofRule = names.get(where) ?? new Map<Rule, string[]>();
    names.set(where, ofRule.set(rule, [...(ofRule.get(rule) ?? []), place ?? meeting.other.id]));
  }
  const told = [...names].flatMap(([where, ofRule]) =>
    [...ofRule].map(([{ kind: as, words, remedy }, others]) => {
      return { as, where, what: words[0] + listNames(others) + words[1], remedy };
    }),
  );
  const toldAs = (wanted: Rule['kind']): Told[] =>
    told.filter(({ as }) => as === wanted).map(({ as: _, ...one }) => one);
  return { faults: toldAs('fault'), notes: toldAs('note') };
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}
