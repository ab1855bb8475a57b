/** The whole comparison: the schema's names, every store that is asked, and what is found in each of their places. */
import { type DeclaredName, declaredNames, isFor, isNeeded } from '../environment/declared-names.js';
import { findProject } from '../environment/project.js';
import { KeyfenceError } from '../errors.js';
import { type ProjectView, viewProject } from '../project/view.js';
import { toText } from '../sources/read-file.js';
import { findsProgram, runProgram } from '../vaults/run-program.js';
import { type AskedStore, readAsked, storesMentioned } from './asked.js';
import { cellsOf, extraIn, type FoundStore } from './compare.js';
import type { StoresReport } from './report.js';
import type { Store, Visit } from './store.js';
import { STORE_NAMES, STORES, type StoreName } from './stores.js';
import { filesMentioned, placesMentioned } from './wanted.js';

export interface StoresRequest {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** As typed behind `--in`. */
  words: readonly string[];
  /** The part of the project whose names count; null for all of them. */
  consumer: string | null;
  /** Today, as milliseconds since 1970. */
  now: number;
}

/**
 * @param check is told what the schemas declare, before anything is asked.
 * @throws UsageError for what names no store.
 * @throws KeyfenceError for a broken schema, and where "all" finds none.
 * @throws GitError
 */
export async function examineStores(
  { cwd, env, words, consumer, now }: StoresRequest,
  check: (declared: readonly DeclaredName[]) => void,
): Promise<StoresReport> {
  const typed = readAsked(words);
  const project = await findProject(cwd);
  const everything = declaredNames(project.schemas);
  check(everything);
  const declared = everything.filter((one) => isFor(one, consumer));
  const visitTo = visits({ top: toText(project.top), env, declared: everything });
  const asked = typed === 'all' ? await allStores(everything, env, visitTo) : typed;
  const found = await Promise.all(
    asked.map(
      async (one): Promise<FoundStore> => ({ ...one, places: await STORES[one.name].look(visitTo(one)) }),
    ),
  );
  return {
    consumer,
    schemas: project.schemas.map(({ file }) => file),
    stores: found.map(({ name }) => name),
    places: found.flatMap(({ name, places }) =>
      places.map((place) => ({
        store: name,
        place: place.name,
        unknown: place.unknown,
        isAnswered: place.isAnswered,
        extra: extraIn(place, everything, name),
        openValues: place.openValues,
      })),
    ),
    names: declared.map((one) => ({
      name: one.name,
      group: one.entry.group,
      isRequired: isNeeded(one, consumer),
      cells: found.flatMap((store) => cellsOf(one, store, { consumer, now })),
    })),
  };
}

type VisitTo = (asked: AskedStore) => Visit;

function visits({
  top,
  env,
  declared,
}: {
  top: string;
  env: NodeJS.ProcessEnv;
  declared: readonly DeclaredName[];
}): VisitTo {
  const secrets = declared
    .filter(({ isSensitive }) => isSensitive)
    .flatMap(({ name, aliases }) => [name, ...aliases]);
  let view: Promise<ProjectView> | null = null;
  return ({ name, typed }) => {
    const { program, variables }: Store = STORES[name];
    return {
      places: typed ?? placesMentioned(name, declared),
      isTyped: typed !== null,
      secrets: new Set(secrets),
      files: filesMentioned(name, declared),
      hasPublicNames: declared.some(({ isSensitive }) => !isSensitive),
      top,
      env,
      view() {
        view ??= viewProject(top);
        return view;
      },
      run: (args, more = {}) =>
        runProgram(
          {
            name: program ?? '',
            variables: [...variables, ...Object.keys(more)],
            root: top,
            env: { ...env, ...more },
          },
          args,
        ),
    };
  };
}

/** Those that the schema mentions; and those that the project itself shows, where their program is here. */
async function allStores(
  declared: readonly DeclaredName[],
  env: NodeJS.ProcessEnv,
  visitTo: VisitTo,
): Promise<AskedStore[]> {
  const mentioned = storesMentioned(declared);
  const chosen: AskedStore[] = [];
  for (const name of STORE_NAMES) {
    const asked = { name, typed: null, isNamed: false };
    if (mentioned.includes(name) || (await isUsedHere(name, env, visitTo(asked)))) chosen.push(asked);
  }
  if (chosen.length > 0) return chosen;
  throw new KeyfenceError(
    '--in all: neither the schema nor the project names a store',
    'say in the schema where secrets are ("environments": ["github"]), or name the stores: --in github',
  );
}

async function isUsedHere(name: StoreName, env: NodeJS.ProcessEnv, visit: Visit): Promise<boolean> {
  const store: Store = STORES[name];
  const isHere = store.program === null || findsProgram({ name: store.program, root: visit.top, env });
  return isHere && (await store.isUsed(visit));
}
