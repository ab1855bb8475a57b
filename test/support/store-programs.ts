/** Stand-ins for the programs of stores, which answer as the real ones do; whoever asks one for a value is told on. */
import { existsSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import * as assert from 'uvu/assert';
import type { Ran, Repository } from './repository.js';
import { scratch } from './repository.js';
import { runBin, utf8 } from './scanned.js';
import { StandIn } from './stand-in.js';

/** What each program may be asked: words in which nothing can show a value. */
const HARMLESS: Record<string, RegExp[]> = {
  gh: [
    /^secret list --repo=\S+(?: --env=.*)? --json=name,updatedAt$/,
    /^variable list --repo=\S+(?: --env=.*)? --json=name$/,
    /^api --method=GET repos\/[\w.-]+\/[\w.-]+\/(?:environments|actions\/organization-secrets)\?per_page=100 --hostname=\S+ --paginate --jq=\S+$/,
  ],
  vercel: [/^env ls [A-Za-z0-9][\w-]*$/],
  doppler: [/^secrets --only-names --json --scope=\S+(?: --project=[\w-]+)?(?: --config=[\w-]+)?$/],
  aws: [
    /^secretsmanager list-secrets --query=SecretList\[\]\.\{name:Name,id:ARN,changed:LastChangedDate,rotated:LastRotatedDate\} --output=json --no-cli-pager$/,
    /^ssm describe-parameters --query=Parameters\[\]\.\{name:Name,changed:LastModifiedDate\} --output=json --no-cli-pager$/,
  ],
  gcloud: [/^secrets list --format=json\(name\) --quiet(?: --project=[a-z][a-z0-9-]+)?$/],
  az: [
    /^keyvault secret list --vault-name=[A-Za-z][\w-]+ --query=\[\]\.\{name:name,updated:attributes\.updated\} --output=json --only-show-errors$/,
  ],
  op: [/^item list --vault=[A-Za-z0-9][\w .@+-]* --format=json$/],
  vault: [/^kv list -format=json [A-Za-z0-9][\w./-]*$/],
};

/** What would show a value, whatever else stands there. Sources: the programs' manuals. */
const REVEALING: Record<string, RegExp> = {
  gh: /\bvariable get\b|--json=\S*\bvalue|\bauth token\b|--method=(?!GET)|\bsecret (?!list)|--show-token/,
  vercel: /\benv (?:pull|run)\b|--json|--format|\bpull\b|\bdev\b/,
  doppler: /\bdownload\b|\bget\b|\brun\b|--plain|--raw|^secrets(?!.*--only-names)/,
  aws: /get-secret-value|batch-get|get-parameter|--with-decryption|--debug/,
  gcloud: /\bversions access\b|--log-http|print-access-token/,
  az: /\bsecret (?:show|download|backup)\b|--debug|get-access-token/,
  op: /\bitem get\b|\bread\b|\binject\b|\brun\b|--reveal|\bdocument\b/,
  vault: /\bkv get\b|\bread\b|\bprint token\b|\bunwrap\b/,
  sops: /./,
};

/** How a program answers: lines of sh for its words, the first that fit (patterns of `case`). */
export type Script = [words: string, lines: string][];

export class StorePrograms {
  readonly folder: string;
  private readonly programs = new Map<string, StandIn>();

  /** @param scripts by the programs' names. What is not foreseen ends with 9. */
  constructor(scripts: Record<string, Script>, folder = scratch()) {
    this.folder = folder;
    for (const [program, script] of Object.entries(scripts)) {
      const cases = script.map(([words, lines]) => `${words})\n${lines}\n;;`);
      const lines = ['case "$*" in', ...cases, '*) exit 9;;', 'esac'].join('\n');
      this.programs.set(program, new StandIn(program, lines, this.folder));
    }
  }

  /** The words of each call of a program, joined. */
  calls(program: string): string[] {
    return (this.programs.get(program)?.calls ?? []).map((words) => words.join(' '));
  }

  variables(program: string): string[] {
    return this.programs.get(program)?.variables ?? [];
  }

  /** @throws where a program was asked for a value, or for anything that is not known to show none. */
  assertHarmless(): void {
    for (const program of this.programs.keys()) {
      for (const call of this.calls(program)) {
        assert.not.match(call, REVEALING[program] as RegExp, `${program} ${call}`);
        assert.ok(
          HARMLESS[program]?.some((form) => form.test(call)),
          `${program} ${call}`,
        );
      }
    }
  }
}

export interface StoresJson {
  status: number | null;
  stores: { store: string; title: string; answered: boolean }[];
  places: {
    place: string;
    store: string;
    answered: boolean;
    complete: boolean;
    reason: string | null;
    remedy: string | null;
    extra: string[];
    hiddenExtra: number;
    openValues: { file: string; line: number | null; kind: string; says: string; remedy: string }[];
  }[];
  names: {
    name: string;
    required: boolean;
    places: {
      place: string;
      state: string;
      outcome: string;
      readable: boolean;
      lastSet: string | null;
      says: string | null;
      remedy: string | null;
    }[];
  }[];
  states: Record<string, number>;
  outcomes: Record<string, number>;
}

/** Runs `keyfence env --in` with these stand-ins and no other programs than Git's and sh's. */
export function runIn(
  repository: Repository,
  words: string[],
  programs: StorePrograms,
  env: NodeJS.ProcessEnv = {},
): Ran {
  const ran = runBin(repository, ['env', '--in', ...words], {
    env: { PATH: `${programs.folder}:${tools()}`, ...env },
  });
  programs.assertHarmless();
  return { ...ran, stdout: utf8(ran.stdout), stderr: utf8(ran.stderr) };
}

/** @throws where there is no JSON; the exit code and standard error are in the message. */
export function compareIn(
  repository: Repository,
  words: string[],
  programs: StorePrograms,
  env: NodeJS.ProcessEnv = {},
): StoresJson {
  const ran = runIn(repository, [...words, '--json'], programs, env);
  if (ran.stdout === '') throw new Error(`no JSON, exit ${ran.status}: ${ran.stderr}`);
  return { ...(JSON.parse(ran.stdout) as Omit<StoresJson, 'status'>), status: ran.status };
}

/** `NAME place state` of each cell that is not elsewhere. */
export function cellsIn({ names }: StoresJson): string[] {
  return names.flatMap(({ name, places }) =>
    places
      .filter(({ state }) => state !== 'elsewhere')
      .map(({ place, state }) => `${name} ${place} ${state}`),
  );
}

let folder: string | null = null;

/** A folder with the programs that stand-ins and keyfence need, so that no real store's program is on PATH. */
function tools(): string {
  folder ??= linkTools();
  return folder;
}

function linkTools(): string {
  const made = scratch();
  for (const name of ['git', 'sh', 'yes', 'sleep', 'head', 'cat']) {
    const file = (process.env.PATH ?? '')
      .split(delimiter)
      .map((one) => join(one, name))
      .find(existsSync);
    if (file === undefined) throw new Error(`no ${name} on PATH`);
    symlinkSync(file, join(made, name));
  }
  return made;
}
