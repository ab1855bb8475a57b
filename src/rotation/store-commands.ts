/**
 * How the new value gets into each vault: commands that ask for it or read it from their input. References come from the
 * repository: only those of a vault's own shape become part of a command. Sources: the programs' manuals, November 2026.
 */
import type { Action } from './report.js';
import { commandLine, given } from './shell-words.js';

const NAME = '[A-Za-z_][A-Za-z0-9_]*';
const TITLE = '[A-Za-z0-9][\\w .@+-]{0,99}';
const WORD = '[A-Za-z0-9][\\w-]{0,99}';

interface Store {
  shape: RegExp;
  action(groups: readonly string[]): Action;
}

/** Only what a `jq` filter takes as a text. */
const inJson = (text: string) => JSON.stringify(text);

const STORES: readonly Store[] = [
  {
    shape: new RegExp(`^op://(${TITLE})/(${TITLE})/(?:${TITLE}/)?(${TITLE})$`),
    action: ([vault = '', item = '', field = '']) => ({
      says: `1Password: the field ${field} of the item ${item}; by hand in the app where the item has a passkey, which this way would drop`,
      command: [
        [
          commandLine('op', 'item', 'get', item, '--vault', vault, '--format', 'json'),
          `NEW="$NEW" ${commandLine('jq', `(.fields[] | select(.label == ${inJson(field)})).value = env.NEW`)}`,
          `${commandLine('op', 'item', 'edit', item, '--vault', vault)} > /dev/null`,
        ].join(' | '),
      ],
      link: null,
    }),
  },
  {
    shape: /^sops:([\w][\w./-]{0,199})#([\w-]+(?:\.[\w-]+)*)$/,
    action: ([file = '', path = '']) => ({
      says: 'SOPS: into the encrypted file',
      command: [
        `printf %s "$NEW" | jq -Rs . | ${commandLine(
          'sops',
          'set',
          '--value-stdin',
          file,
          path
            .split('.')
            .map((key) => `[${inJson(key)}]`)
            .join(''),
        )}`,
      ],
      link: null,
    }),
  },
  {
    shape: new RegExp(`^doppler:(${WORD})/(${WORD})/(${NAME})$`),
    action: ([project = '', config = '', name = '']) => ({
      says: 'Doppler: it asks for the value',
      command: [
        commandLine('doppler', 'secrets', 'set', name, '--silent', '--project', project, '--config', config),
      ],
      link: null,
    }),
  },
  {
    shape: /^vault:([A-Za-z0-9][\w.-]*(?:\/[\w.-]+)+)#([\w.-]+)$/,
    action: ([path = '', field = '']) => ({
      says: 'HashiCorp Vault',
      command: [given('vault', 'kv', 'patch', path, `${field}=-`)],
      link: null,
    }),
  },
  {
    shape: /^aws:([A-Za-z0-9][\w/+=.@:-]{0,511})(?:#([\w.-]+))?$/,
    action: ([id = '', key]) => ({
      says: 'AWS Secrets Manager',
      command: [
        key === undefined
          ? given('aws', 'secretsmanager', 'put-secret-value', '--secret-id', id, '--secret-string', STDIN)
          : [
              commandLine(
                ...['aws', 'secretsmanager', 'get-secret-value', '--secret-id', id],
                ...['--query', 'SecretString', '--output', 'text'],
              ),
              `NEW="$NEW" ${commandLine('jq', '-c', `.[${inJson(key)}] = env.NEW`)}`,
              commandLine(
                'aws',
                'secretsmanager',
                'put-secret-value',
                '--secret-id',
                id,
                '--secret-string',
                STDIN,
              ),
            ].join(' | '),
      ],
      link: null,
    }),
  },
  {
    shape: /^gcp:(?:([a-z][a-z0-9-]{4,29})\/)?([A-Za-z0-9][\w-]{0,254})$/,
    action: ([project, id = '']) => ({
      says: 'Google Cloud Secret Manager: a new version',
      command: [
        given(
          ...['gcloud', 'secrets', 'versions', 'add', id, '--data-file=-'],
          ...(project === undefined ? [] : [`--project=${project}`]),
        ),
      ],
      link: null,
    }),
  },
  {
    shape: /^azure:([A-Za-z][A-Za-z0-9-]{1,22})\/([A-Za-z0-9][A-Za-z0-9-]{0,126})$/,
    action: ([vault = '', name = '']) => ({
      says: 'Azure Key Vault: a new version',
      command: [
        given(
          ...['az', 'keyvault', 'secret', 'set', '--vault-name', vault, '--name', name],
          ...['--file', '/dev/stdin', '--output', 'none'],
        ),
      ],
      link: null,
    }),
  },
  {
    shape: new RegExp(`^infisical:(${WORD})/(${NAME})$`),
    action: ([place = '', name = '']) => ({
      says: `Infisical: ${name} in ${place}; by hand, as its program takes values as arguments`,
      command: [],
      link: 'https://app.infisical.com',
    }),
  },
  {
    shape: /^(?:bws|bitwarden):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    action: ([id = '']) => ({
      says: `Bitwarden Secrets Manager: the secret ${id}; by hand, as its program takes values as arguments`,
      command: [],
      link: 'https://vault.bitwarden.com',
    }),
  },
];

const STDIN = 'file:///dev/stdin';

/** @param source as the schema has it. @returns null for what is no vault's reference. */
export function storeAction(source: string): Action | null {
  for (const { shape, action } of STORES) {
    const groups = shape.exec(source);
    if (groups && !hasSteps(source)) return action(groups.slice(1));
  }
  return null;
}

/** Whether a path in it leaves its place. */
function hasSteps(source: string): boolean {
  return source.split(/[/:#]/).some((part) => part === '.' || part === '..');
}
