/** Other scanners, as far as they are installed: how each is run and how its report is read. */

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
  read: (json: unknown) => Told[];
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
    read: (json) =>
      Object.entries((at(json, 'results') ?? {}) as Record<string, unknown>).flatMap(([file, rows]) =>
        list(rows).map((one) => told(file, at(one, 'type'), at(one, 'line_number'), '')),
      ),
  },
];
