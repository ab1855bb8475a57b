/** Other scanners, as far as they are installed: how each is run and how its report is read. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** A finding of a rival: the line and the secret as it tells them. */
export interface Told {
  file: string;
  rule: string;
  /** 1-based. */
  line: number;
  /** Empty where the rival tells the line alone. */
  secret: string;
}

/** A scanner beside ours. */
export interface Rival {
  name: string;
  version: string[];
  /** The words that make it scan `top` at its default settings and write JSON to `report`, or to its output. */
  scan: (top: string, report: string) => string[];
  /** The words with which it looks at what is staged, run at the top level; null where it cannot. */
  staged: string[] | null;
  /** The words that make it scan the whole history of the repository at `top`; null where it cannot. */
  history: ((top: string, report: string) => string[]) | null;
  /** The exit codes that mean it did its work. */
  exits: number[];
  read: (json: unknown) => Told[];
}

/** A rival that is there. */
export interface InstalledRival {
  rival: Rival;
  /** The program itself, not a script that starts it. */
  command: string;
  version: string;
}

type Fields = Record<string, unknown>;

/** The fields under a key: none where there is no object. */
function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Fields)[key] : undefined;
}

const list = (value: unknown) => (Array.isArray(value) ? (value as unknown[]) : []);

function told(file: unknown, rule: unknown, line: unknown, secret: unknown): Told {
  return { file: String(file), rule: String(rule), line: Number(line), secret: String(secret ?? '') };
}

/** The rivals that are looked for. */
export const RIVALS: Rival[] = [
  {
    name: 'betterleaks',
    version: ['--version'],
    scan: (top, report) => [top, '--no-banner', '--exit-code', '0', '--output', report],
    staged: ['git', '.', '--staged', '--no-banner'],
    history: (top, report) => ['git', top, '--no-banner', '--exit-code', '0', '--output', report],
    exits: [0, 1],
    read: (json) =>
      list(at(json, 'findings')).map((one) =>
        told(
          at(at(one, 'location'), 'path'),
          at(one, 'rule_id'),
          at(at(one, 'location'), 'start_line'),
          at(at(one, 'match'), 'value'),
        ),
      ),
  },
  {
    name: 'kingfisher',
    version: ['--version'],
    scan: (top, report) => [
      ...['scan', top, '--no-validate', '--no-update-check', '--git-history', 'none'],
      ...['--format', 'json', '--output', report],
    ],
    staged: ['scan', '.', '--staged', '--no-validate', '--no-update-check'],
    history: (top, report) => [
      ...['scan', top, '--no-validate', '--no-update-check', '--git-history', 'full'],
      ...['--format', 'json', '--output', report],
    ],
    exits: [0, 200, 205],
    read: (json) =>
      list(at(json, 'findings')).map((one) => {
        const finding = at(one, 'finding');
        return told(
          at(finding, 'path'),
          at(at(one, 'rule'), 'id'),
          at(finding, 'line'),
          at(finding, 'snippet'),
        );
      }),
  },
  {
    name: 'credsweeper',
    version: ['--version'],
    scan: (top, report) => ['--path', top, '--save-json', report, '--no-error'],
    staged: null,
    history: null,
    exits: [0],
    read: (json) =>
      list(json).flatMap((one) =>
        list(at(one, 'line_data_list')).map((line) =>
          told(at(line, 'path'), at(one, 'rule'), at(line, 'line_num'), at(line, 'value')),
        ),
      ),
  },
  {
    name: 'detect-secrets',
    version: ['--version'],
    scan: (top) => ['-C', top, 'scan', '--all-files', '--no-verify'],
    staged: null,
    history: null,
    exits: [0],
    read: (json) =>
      Object.entries((at(json, 'results') ?? {}) as Record<string, unknown>).flatMap(([file, rows]) =>
        list(rows).map((one) => told(file, at(one, 'type'), at(one, 'line_number'), '')),
      ),
  },
  {
    name: 'secretlint',
    version: ['--version'],
    scan: (top, report) => [
      ...[`${top}/**/*`, '--format', 'json', '--output', report],
      ...['--secretlintrcJSON', '{"rules":[{"id":"@secretlint/secretlint-rule-preset-recommend"}]}'],
    ],
    staged: null,
    history: null,
    exits: [0, 1],
    read: (json) =>
      list(json).flatMap((one) =>
        list(at(one, 'messages')).map((message) => {
          const start = at(at(message, 'loc'), 'start');
          return told(at(one, 'filePath'), at(message, 'ruleId'), at(start, 'line'), '');
        }),
      ),
  },
];

/** The rivals in `folders`, which are parted as on the PATH, or on the PATH where that is null; with their versions. */
export function findRivals(folders: string | null): InstalledRival[] {
  const places = (folders ?? process.env.PATH ?? '').split(delimiter).map((place) => resolve(place));
  return RIVALS.flatMap((rival) => {
    const found = places.map((one) => join(one, rival.name)).find((path) => existsSync(path));
    if (found === undefined) return [];
    const command = behindScript(found, rival.name);
    const asked = spawnSync(command, rival.version, { encoding: 'utf8' });
    if (asked.error || asked.status !== 0) return [];
    return [{ rival, command, version: /\d[\w.-]+/.exec(asked.stdout || asked.stderr)?.[0] ?? 'unknown' }];
  });
}

/** PyPI puts a script of Python, which costs up to 200 ms, before the programs that are none: this looks behind it. */
function behindScript(path: string, name: string): string {
  const python = /^#!(\/\S+python\S*)/.exec(readFileSync(path).subarray(0, 256).toString('latin1'))?.[1];
  if (python === undefined) return path;
  const code = `import importlib.util as u; print(u.find_spec("${name}").submodule_search_locations[0])`;
  const { stdout, status } = spawnSync(python, ['-c', code], { encoding: 'utf8' });
  const program = join((stdout ?? '').trim(), 'bin', name);
  return status === 0 && existsSync(program) ? program : path;
}
