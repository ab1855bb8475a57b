/** What a store of secrets is to keyfence: where it can be asked, by what, and how its answer is read to names; never to a value. */
import type { ProjectView } from '../project/view.js';
import type { ByteString } from '../types.js';
import type { Answer } from '../vaults/run-program.js';

/** A name in a place. */
export interface ListedName {
  /** As the store has it; it can be anything, and is shown only where it reads as a name. */
  name: string;
  /** All that a schema may call it by: its names as variables, and what a reference may say. */
  keys: readonly string[];
  /** When its value was last set, in milliseconds since 1970; null where the store does not tell. */
  updatedAt: number | null;
  /** Whether whoever may see the place may read the value there, too. */
  isReadable: boolean;
}

/** Why something is not known, in our words, and what to do about it. */
export interface Reason {
  says: string;
  remedy: string;
  /** Whether asking the same store for another place would end the same. */
  isFinal?: boolean;
}

/** A value that stands in a file where only a name or an encrypted value may. */
export interface OpenValue {
  /** From the top level. */
  file: ByteString;
  /** 1-based; null where it is not known. */
  line: number | null;
  name: string;
  kind: 'clear' | 'hardcoded' | 'baked';
}

/** One place of a store, as it was found. */
export interface Place {
  /** What stands behind the store's name and a colon: "production"; empty for the store itself. */
  name: string;
  listed: readonly ListedName[];
  /** Why a name that is not listed may be there all the same; null where it is not there. */
  unknown: Reason | null;
  /** Whether anything was found out of it. */
  isAnswered: boolean;
  openValues: readonly OpenValue[];
}

/** What a store is given to find out. */
export interface Visit {
  /** The places that were typed behind its name, or that the schema mentions; without the store itself. */
  places: readonly string[];
  /** Whether these were typed: then no others are looked at. */
  isTyped: boolean;
  /** The names that the schema declares as secrets, and what else goes by that name. */
  secrets: ReadonlySet<string>;
  /** Files that a reference names, from the top level. */
  files: readonly string[];
  /** Whether the schema also declares names that may be public. */
  hasPublicNames: boolean;
  /** The top level, absolute. */
  top: string;
  env: NodeJS.ProcessEnv;
  /** The project's files; read when they are first asked for. @throws GitError */
  view(): Promise<ProjectView>;
  /** Runs the store's program. @param more variables that it is given besides its own. */
  run(args: readonly string[], more?: NodeJS.ProcessEnv): Promise<Answer>;
}

/** What a reference of the schema says of this store. */
export interface SourcePlace {
  place: string;
  /** One of the keys of the name there. */
  key: string;
  /** The file of the project that it names, if it names one. */
  file?: string;
}

export interface Store {
  /** What a person calls it. */
  title: string;
  /** The program's file name; null where nothing is run and the project's files are read. */
  program: string | null;
  /** The variables that the program is given besides the common ones: all that begin with one of these. */
  variables: readonly string[];
  /** What to do where it does not answer. */
  remedy: string;
  /** What its answer does not tell; null where it tells all. */
  limit: string | null;
  /**
   * `deployment`: a place that programs read their secrets from, so that each name of the schema has to be there that is not
   * said to be elsewhere. `manager`: a place where people keep them, so that a name kept elsewhere is not missing.
   */
  kind: 'deployment' | 'manager';
  /** The places that a name needs to be in where the schema names the store alone; null where any one will do. */
  stages: readonly string[] | null;
  /** Whether what the store itself has is in each of its places, too. */
  isInherited: boolean;
  /** What its references begin with; null where a reference never names it. */
  scheme: RegExp | null;
  /** A name of the schema or a key, in the form in which this store's names can be compared. */
  normal(name: string): string;
  /** Null for what is no reference to this store. @param source as it is written in the schema. */
  readSource(source: string): SourcePlace | null;
  /** Whether a place can be asked for by that name: nothing of it can be an option or another place. */
  isPlace(name: string): boolean;
  /** Whether the project itself shows that it uses the store. */
  isUsed(visit: Visit): Promise<boolean>;
  /** @throws GitError where the project's files cannot be listed. */
  look(visit: Visit): Promise<Place[]>;
  /** What to do for a name to be there: a command that asks for the value itself, or a sentence. @param place null where it cannot be shown. */
  put(name: string, place: string | null): string;
}

/** A name that is compared as it is written. */
export function listedAs(name: string, updatedAt: number | null = null): ListedName {
  return { name, keys: [name], updatedAt, isReadable: false };
}

/** The time of a date that a program printed: a text, or seconds; null for anything else. */
export function timeOf(date: unknown): number | null {
  const time =
    typeof date === 'number' ? date * 1000 : typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return Number.isFinite(time) ? time : null;
}

/** How names are compared where `my-api-key` is what a program knows as MY_API_KEY. */
export function joined(name: string): string {
  return name.replaceAll('-', '_').toUpperCase();
}
