/** What keyfence holds a project against: a schema, the values of its names, and an allow file. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIN, type Report, Repository } from '../../support/repository.js';
import { randomText, sample } from '../../support/sample.js';

/** A file with the one secret that the allow file lets pass. */
export const ALLOWED_FILE = 'docs/rotated-keys.txt';

/** The schema's names: without a format, with one of the project's own, and such as the catalog knows. */
const SCHEMA = {
  version: 1,
  required: {
    application: {
      SESSION_SIGNING_KEY: {},
      DATABASE_PASSWORD: {},
      INTERNAL_SERVICE_TOKEN: { format: 'svc_..._...', alphabet: 'A-Za-z0-9', length: [12, 32] },
      LICENSE_KEY: { format: 'LIC-...-...', alphabet: 'A-Z0-9', length: [8, 24] },
    },
    providers: { GITHUB_TOKEN: {}, STRIPE_SECRET_KEY: {}, OPENAI_API_KEY: {}, SENTRY_AUTH_TOKEN: {} },
  },
  optional: { monitoring: { METRICS_PUSH_PASSWORD: {}, PAGER_WEBHOOK_SECRET: {} } },
};

/** The values in `.env`: each is looked for in every file. */
function makeValues(): Record<string, string> {
  return {
    SESSION_SIGNING_KEY: randomText(48),
    DATABASE_PASSWORD: randomText(20),
    INTERNAL_SERVICE_TOKEN: `svc_${randomText(12)}_${randomText(32)}`,
    METRICS_PUSH_PASSWORD: randomText(24),
    PAGER_WEBHOOK_SECRET: randomText(40),
    GITHUB_TOKEN: sample('github-personal-access-token'),
  };
}

/**
 * Writes `secrets/schema.json`, `.env` with a value for six of its names, `.gitignore`, a file with a secret that may
 * pass, and `.keyfence.json` with the allow entry for it, a path rule and three entries of secrets that stand nowhere.
 * @returns the values in `.env`, by name.
 * @throws where the bin does not find the one secret.
 */
export function furnish(folder: string): Record<string, string> {
  const repository = new Repository({ top: folder });
  const values = makeValues();
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value}\n`);
  repository.write({
    'secrets/schema.json': `${JSON.stringify(SCHEMA, null, 2)}\n`,
    '.env': lines.join(''),
    '.gitignore': '.env\n*.o\nbuild/\n',
    [ALLOWED_FILE]: `Revoked on 2 January: ${sample('github-personal-access-token')}\n`,
  });
  const { findings } = repository.report('scan', ALLOWED_FILE);
  const [finding] = findings;
  if (finding === undefined || findings.length > 1) throw new Error(`${BIN} does not find what was planted`);
  writeFileSync(
    join(folder, '.keyfence.json'),
    `${JSON.stringify(exceptions(finding.fingerprint), null, 2)}\n`,
  );
  return values;
}

function exceptions(fingerprint: string): object {
  const others = Array.from({ length: 3 }, () => `kf1-${randomText(16, 'abcdefghijklmnopqrstuvwxyz234567')}`);
  return {
    allow: [fingerprint, ...others].map((one) => ({ fingerprint: one, reason: 'revoked long ago' })),
    paths: [{ path: 'fixtures/', reason: 'made up for tests' }],
  };
}

/** The report of a scan of `folder`, as the bin at `bin` gives it. @throws where it gives none. */
export function reportOf(bin: string, folder: string, env: NodeJS.ProcessEnv, words: string[] = []): Report {
  const repository = new Repository({ top: folder });
  const { status, stdout, stderr } = repository.run(
    process.execPath,
    [bin, 'scan', '--format', 'json', ...words],
    { env },
  );
  if (stdout === '') throw new Error(`no report, exit ${status}: ${stderr}`);
  return { ...(JSON.parse(stdout) as Omit<Report, 'status'>), status };
}
