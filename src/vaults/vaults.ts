/**
 * The vaults that can be asked, by the name a person types. Sources: the manuals of the programs, June to November 2026; what
 * is passed on here never comes from anywhere but this file and a reference that has the shape written down beside it.
 */
import { existingSops } from './sops.js';
import { askEach, fieldOf, pickNames, textValue, type Vault, wholeAnswer } from './vault.js';

const NAME = '[A-Za-z_][A-Za-z0-9_]*';
const TITLE = '[A-Za-z0-9][\\w .@+-]{0,99}';
const WORD = '[A-Za-z0-9][\\w-]{0,99}';

const onePassword: Vault = {
  title: '1Password',
  program: 'op',
  variables: ['OP_'],
  remedy: 'sign in (op signin) or set OP_SERVICE_ACCOUNT_TOKEN',
  questions: (wanted) =>
    askEach(wanted, new RegExp(`^op://${TITLE}(?:/${TITLE}){2,3}$`), (_, name) => ({
      args: ['read', '--no-newline', referenceOf(wanted, name)],
      read: (output) => [{ name, value: output }],
    })),
};

const sops: Vault = {
  title: 'SOPS',
  program: 'sops',
  variables: ['SOPS_', 'AWS_', 'GOOGLE_', 'GNUPGHOME'],
  remedy: 'see that its key is here (SOPS_AGE_KEY_FILE, gpg, AWS, GCP)',
  questions: (wanted, root) =>
    askEach(wanted, /^sops:([\w][\w./-]{0,199})#([\w-]+(?:\.[\w-]+)*)$/, ([file = '', path = ''], name) => {
      const absolute = existingSops(root, file);
      if (absolute === null) return null;
      return {
        args: ['decrypt', '--output-type', 'json', absolute],
        read: (output) => textValue(name, fieldOf(JSON.parse(output), ...path.split('.'))),
      };
    }),
};

const doppler: Vault = {
  title: 'Doppler',
  program: 'doppler',
  variables: ['DOPPLER_'],
  remedy: 'log in and choose a project (doppler login, doppler setup) or set DOPPLER_TOKEN',
  questions: (wanted, root) => {
    const shape = new RegExp(`^doppler:(${WORD})/(${WORD})/(${NAME})$`);
    const args = ['secrets', 'download', '--no-file', '--format', 'json', '--no-fallback', '--scope', root];
    return [
      { args, read: (output) => pickNames(JSON.parse(output), wanted) },
      ...askEach(wanted, shape, ([project, config, secret = ''], name) => ({
        args: [...args, `--project=${project}`, `--config=${config}`],
        read: (output) => textValue(name, fieldOf(JSON.parse(output), secret)),
      })),
    ];
  },
};

const hashicorp: Vault = {
  title: 'HashiCorp Vault',
  program: 'vault',
  variables: ['VAULT_'],
  remedy: 'log in (vault login) and set VAULT_ADDR',
  questions: (wanted) =>
    askEach(
      wanted,
      /^vault:([A-Za-z0-9][\w.-]*(?:\/[\w.-]+)+)#([\w.-]+)$/,
      ([path = '', field = ''], name) => ({
        args: ['kv', 'get', '-format=json', path],
        read: (output) => {
          const data = fieldOf(JSON.parse(output), 'data');
          return textValue(name, fieldOf(data, 'data', field) ?? fieldOf(data, field));
        },
      }),
    ),
};

const aws: Vault = {
  title: 'AWS Secrets Manager',
  program: 'aws',
  variables: ['AWS_'],
  remedy: 'log in (aws sso login) and set the region',
  questions: (wanted) =>
    askEach(wanted, /^aws:([A-Za-z0-9][\w/+=.@:-]{0,511})(?:#([\w.-]+))?$/, ([id, key], name) => ({
      args: ['secretsmanager', 'get-secret-value', `--secret-id=${id}`, '--output=json', '--no-cli-pager'],
      read: (output) => {
        const text = fieldOf(JSON.parse(output), 'SecretString');
        return textValue(name, key === undefined ? text : fieldOf(JSON.parse(String(text)), key));
      },
    })),
};

const gcp: Vault = {
  title: 'Google Cloud Secret Manager',
  program: 'gcloud',
  variables: ['CLOUDSDK_', 'GOOGLE_'],
  remedy: 'log in (gcloud auth login) and choose a project',
  questions: (wanted) =>
    askEach(
      wanted,
      /^gcp:(?:([a-z][a-z0-9-]{4,29})\/)?([A-Za-z0-9][\w-]{0,254})$/,
      ([project, id], name) => ({
        args: [
          ...['secrets', 'versions', 'access', 'latest', `--secret=${id}`, '--quiet'],
          ...(project === undefined ? [] : [`--project=${project}`]),
        ],
        read: wholeAnswer(name),
      }),
    ),
};

const azure: Vault = {
  title: 'Azure Key Vault',
  program: 'az',
  variables: ['AZURE_'],
  remedy: 'log in (az login)',
  questions: (wanted) =>
    askEach(
      wanted,
      /^azure:([A-Za-z][A-Za-z0-9-]{1,22})\/([A-Za-z0-9][A-Za-z0-9-]{0,126})$/,
      ([vault, id], name) => ({
        args: [
          'keyvault',
          'secret',
          'show',
          `--vault-name=${vault}`,
          `--name=${id}`,
          '--output=json',
          '--only-show-errors',
        ],
        read: (output) => textValue(name, fieldOf(JSON.parse(output), 'value')),
      }),
    ),
};

const infisical: Vault = {
  title: 'Infisical',
  program: 'infisical',
  variables: ['INFISICAL_'],
  remedy: 'log in (infisical login), or set INFISICAL_TOKEN and INFISICAL_PROJECT_ID',
  questions: (wanted) => {
    const project = process.env.INFISICAL_PROJECT_ID;
    const args = ['export', '--format=json', '--silent', ...(project ? [`--projectId=${project}`] : [])];
    const environments = askEach(
      wanted,
      new RegExp(`^infisical:(${WORD})/(${NAME})$`),
      ([place, secret = ''], name) => ({
        args: [...args, `--env=${place}`],
        read: (output) => textValue(name, listed(JSON.parse(output), 'key')[secret]),
      }),
    );
    return [
      { args, read: (output) => pickNames(listed(JSON.parse(output), 'key'), wanted) },
      ...environments,
    ];
  },
};

const bitwarden: Vault = {
  title: 'Bitwarden Secrets Manager',
  program: 'bws',
  variables: ['BWS_'],
  remedy: 'set BWS_ACCESS_TOKEN',
  questions: (wanted) => [
    {
      args: ['secret', 'list', '--output', 'json', '--color', 'no'],
      read: (output) => pickNames(listed(JSON.parse(output), 'key'), wanted),
    },
    ...askEach(
      wanted,
      /^(?:bws|bitwarden):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
      ([id = ''], name) => ({
        args: ['secret', 'get', id, '--output', 'json', '--color', 'no'],
        read: (output) => textValue(name, fieldOf(JSON.parse(output), 'value')),
      }),
    ),
  ],
};

export const VAULTS = {
  op: onePassword,
  sops,
  doppler,
  vault: hashicorp,
  aws,
  gcp,
  azure,
  infisical,
  bws: bitwarden,
} as const satisfies Record<string, Vault>;

export type VaultName = keyof typeof VAULTS;

export const VAULT_NAMES = Object.keys(VAULTS) as VaultName[];

function referenceOf(wanted: readonly { name: string; reference: string | null }[], name: string): string {
  return wanted.find((one) => one.name === name)?.reference ?? '';
}

/** A list of records with a name and a `value`, or an object of names and values, as such an object. */
function listed(data: unknown, key: string): Record<string, unknown> {
  if (!Array.isArray(data)) return (data ?? {}) as Record<string, unknown>;
  return Object.fromEntries(data.map((one) => [String(fieldOf(one, key)), fieldOf(one, 'value')]));
}
