/** What `keyfence env` says, run with the real bin in a real repository. */
import type { Ran, Repository } from './repository.js';
import { type Circumstances, runBin } from './scanned.js';

/** The JSON of `keyfence env`, as far as tests look at it. */
export interface EnvironmentJson {
  status: number | null;
  version: number;
  ready: boolean;
  consumer: string | null;
  production: boolean;
  environments: string[];
  schemas: string[];
  files: string[];
  names: {
    name: string;
    required: boolean;
    outcome: string;
    state: string;
    from: string | null;
    file: string | null;
    line: number | null;
    alias: string | null;
    masked: string | null;
    pattern: string | null;
    sameAs: string[];
    disagreement: string | null;
    hides: { from: string | null; file: string | null; line: number | null }[];
    remedy: string | null;
    notes: string[];
  }[];
  counts: Record<string, number>;
}

/** @throws where there is no JSON; the exit code and standard error are in the message. */
export function checkEnvironment(
  repository: Repository,
  words: string[] = [],
  circumstances: Circumstances = {},
): EnvironmentJson {
  const ran: Ran = runBin(repository, ['env', '--json', ...words], circumstances);
  if (ran.stdout === '') throw new Error(`no JSON, exit ${ran.status}: ${ran.stderr}`);
  const text = Buffer.from(ran.stdout, 'latin1').toString('utf8');
  return { ...(JSON.parse(text) as Omit<EnvironmentJson, 'status'>), status: ran.status };
}

/** `NAME state` of each name, and of those that were found where: `NAME state .env:1`. */
export function statesOf({ names }: EnvironmentJson): string[] {
  return names.map(({ name, state, from, file, line }) => {
    const place = file === null ? from : `${file}:${line}`;
    return place === null ? `${name} ${state}` : `${name} ${state} ${place}`;
  });
}

/** A schema with its sections, as text. */
export function schemaText(required: object, optional: object = {}): string {
  return JSON.stringify({ version: 1, required: { app: required }, optional: { app: optional } });
}
