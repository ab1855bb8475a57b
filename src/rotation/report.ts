/** What a rotation is about, what still holds the old value, and what is to be done: the nouns of `keyfence rotate`. */
import type { ByteString, CommitFacts, Skip } from '../types.js';

/** Where a value stands. `client`: a config of an editor or agent. `user-file`: one of the user's own, outside of the project. */
export type PlaceKind = 'shell' | 'env-file' | 'client' | 'file' | 'user-file' | 'history';

/** One place that holds a value. */
export interface Holder {
  kind: PlaceKind;
  /** From the top level, `~/...` for one of the user's; null for the shell. */
  file: ByteString | null;
  /** 1-based; null where it is not known. */
  line: number | null;
  /** The variable that has it there; null where it just stands in a text. */
  name: string | null;
  /** Whether that is where a value may live: the shell, and env files that Git does not track. */
  isHome: boolean;
  fingerprint: string;
  /** In a history: since when, and in how many texts. */
  commit: CommitFacts | null;
  places: number;
}

/** A value, told by its fingerprint, and what holds it. */
export interface HeldValue {
  fingerprint: string;
  /** What may be shown of it: its format's prefix and an ellipsis. */
  masked: string;
  /** What keyfence takes it for. */
  title: string;
  /** Where it lives now. */
  holders: Holder[];
  /** Where commits have it. */
  history: Holder[];
}

/**
 * How the old value was told:
 * - `said`: its fingerprint was given
 * - `here`: it is the value that stands in the shell or the env files
 * - `leaked`: that one too, as it stands where it must not, so it cannot be the new one
 * - `replaced`: others than the one here were found, and those are old
 * - `several`: different values stand here, and only a person knows which of them is new
 * - `done`: only the one here was found, and it is said to be the new one
 * - `unseen`: no value was found at all
 */
export type Situation = 'said' | 'here' | 'leaked' | 'replaced' | 'several' | 'done' | 'unseen';

/** One thing to do. */
export interface Action {
  says: string;
  /** Lines for a shell; none where there is no command. */
  command: string[];
  link: string | null;
}

/** The steps, in their order. */
export type StepName = 'create' | 'store' | 'ci' | 'host' | 'revoke';

export interface Step {
  name: StepName;
  title: string;
  actions: Action[];
}

/** What was looked at. */
export interface Looked {
  files: number;
  ignoredFiles: number;
  variables: number;
  commits: number;
  userFiles: number;
}

/** What became of `last_rotated`. `held` and `incomplete`: it was not written, for that reason. */
export interface Recorded {
  outcome: 'written' | 'unchanged' | 'declined' | 'held' | 'incomplete';
  /** From the top level. */
  files: ByteString[];
  day: string;
}

export interface RotationReport {
  /** The variables of the schema that it is about; none where no schema has it. */
  names: string[];
  situation: Situation;
  /** The values to be got rid of. */
  old: HeldValue[];
  /** The value that stands here and is not old, where there is one. */
  current: HeldValue[];
  /** Names of the schema whose values look the same, so that some of the old ones may be theirs. */
  alike: string[];
  /** Whether a value stands here that is too short or too plain to be looked for elsewhere. */
  hasUntraceable: boolean;
  steps: Step[];
  looked: Looked;
  unread: Skip[];
  /** Null where `--done` was not given. */
  recorded: Recorded | null;
}

/** What still holds an old value where it lives now; history is not among it. */
export function holdersNow({ old }: Pick<RotationReport, 'old'>): Holder[] {
  return old.flatMap(({ holders }) => holders);
}

/** What still holds an old value in commits. */
export function holdersInHistory({ old }: Pick<RotationReport, 'old'>): Holder[] {
  return old.flatMap(({ history }) => history);
}

/** Whether all was looked at that should have been. */
export function isComplete({ unread }: Pick<RotationReport, 'unread'>): boolean {
  return unread.every(({ listed }) => listed);
}
