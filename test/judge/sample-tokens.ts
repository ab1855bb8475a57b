/** Outlines of tokens, from which tests draw random ones whose check value is still junk. */
import fc from 'fast-check';

const digit = '0123456789';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = 'abcdefghijklmnopqrstuvwxyz';
export const alphanumeric = digit + upper + lower;
const base64 = `${alphanumeric}+/`;
const base64Url = `${alphanumeric}-_`;
const hex = `${digit}abcdef`;
const base32 = `${upper}234567`;
const bech32 = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L';

export interface Outline {
  title: string;
  checksum: string;
  /** Tokens of the right shape. */
  tokens: fc.Arbitrary<string>;
  /** How `checksums.py` checks a token `t`. */
  python: string;
  /** Which characters the check covers, 0-based, the end exclusive, where it is not all of them. */
  covered?: readonly [number, number];
}

/** So many characters of an alphabet. */
export function characters(alphabet: string, length: number): fc.Arbitrary<string> {
  const one = fc.constantFrom(...alphabet);
  return fc.array(one, { minLength: length, maxLength: length }).map((all) => all.join(''));
}

/** Literal text and random parts, one after the other. */
export function joined(...parts: (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> {
  return fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((texts) => texts.join(''));
}

function afterPrefix(prefix: string, alphabet: string, length: number): Outline {
  const tokens = joined(prefix, characters(upper, 1), characters(alphabet, length - 1));
  return {
    title: `${prefix} + ${length}`,
    checksum: 'crc32-base62-body',
    tokens,
    python: `c.crc_b62_body(t, ${JSON.stringify(prefix)})`,
    covered: [prefix.length, 1000],
  };
}

function identifiable(
  mark: string,
  lengths: readonly [number, number],
  seeds: string,
  safe = false,
): Outline {
  const [before, after] = lengths;
  const alphabet = safe ? base64Url : base64;
  const seedList = seeds.split(' ').map((seed) => `0x${Buffer.from(seed).toString('hex')}`);
  return {
    title: `Azure key with ${mark}`,
    checksum: 'azure-identifiable',
    tokens: joined(characters(alphabet, before), mark, characters(alphabet, after)),
    python: `c.azure_identifiable(t, [${seedList}])`,
  };
}

const messaging = 'Send0000 Listen00 Manage00 System00 Unknown0';
const gitlabPayload = fc
  .uint8Array({ minLength: 28, maxLength: 90 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));

export const outlines: readonly Outline[] = [
  afterPrefix('ghp_', alphanumeric, 36),
  afterPrefix('ghr_', alphanumeric, 76),
  afterPrefix('npm_', alphanumeric, 36),
  afterPrefix('ctp_', alphanumeric, 120),
  afterPrefix('polar_oat_', alphanumeric, 43),
  afterPrefix('salad_cloud_user_', alphanumeric, 48),
  afterPrefix('vck_', base64Url, 56),
  {
    title: 'Deno Deploy',
    checksum: 'crc32-base62-whole',
    tokens: joined('ddp_', characters(alphanumeric, 36)),
    python: 'c.crc_b62_whole(t)',
  },
  {
    title: 'Weights & Biases',
    checksum: 'crc32-base62-whole',
    tokens: joined('wandb_v1_', characters(alphanumeric, 27), '_', characters(alphanumeric, 49)),
    python: 'c.crc_b62_whole(t)',
  },
  {
    title: 'Apify',
    checksum: 'crc32-base62-lower-first-whole',
    tokens: joined('apify_api_', characters(alphanumeric, 36)),
    python: 'c.crc_b62_whole(t, c.B62_LOWER_FIRST)',
  },
  {
    title: 'GitHub fine-grained',
    checksum: 'github-fine-grained',
    tokens: joined('github_pat_', characters(alphanumeric, 22), '_', characters(alphanumeric, 59)),
    python: 'c.github_fine_grained(t)',
    covered: [0, 85],
  },
  {
    title: 'GitLab routable',
    checksum: 'gitlab-routable',
    tokens: joined('glpat-', gitlabPayload, '.01.', characters(alphanumeric, 9)),
    python: 'c.gitlab_routable(t)',
  },
  {
    title: 'Atlassian',
    checksum: 'crc32-hex-upper-8',
    tokens: joined('ATATT3x', characters(base64Url, 176), '=', characters(hex, 8)),
    python: 'c.atlassian(t)',
  },
  {
    title: 'Bitbucket app password',
    checksum: 'crc32-hex-upper-8',
    tokens: joined('ATBB', characters(alphanumeric, 32)),
    python: 'c.atlassian(t)',
  },
  {
    title: 'Cloudflare user token',
    checksum: 'cloudflare',
    tokens: joined('cfut_', characters(alphanumeric, 48)),
    python: 'c.crc_hex_body(t, 5, 45)',
    covered: [5, 1000],
  },
  {
    title: 'Cloudflare global key',
    checksum: 'cloudflare',
    tokens: joined('cfk_', characters(alphanumeric, 48)),
    python: 'c.crc_hex_body(t, 4, 44)',
    covered: [4, 1000],
  },
  {
    title: 'Cashfree',
    checksum: 'cashfree',
    tokens: joined('cfsk_ma_prod_', characters(hex, 32), '_', characters(hex, 8)),
    python: 'c.crc_hex_body(t, 13, 45)',
    covered: [13, 1000],
  },
  {
    title: 'Canva',
    checksum: 'canva',
    tokens: joined('cnvca', characters(base64Url, 51)),
    python: 'c.crc_hex_body(t, 0, 48)',
  },
  {
    title: 'Grafana service account',
    checksum: 'grafana',
    tokens: joined('glsa_', characters(alphanumeric, 32), '_', characters(hex, 8)),
    python: 'c.grafana(t)',
  },
  {
    title: 'Confluent Cloud',
    checksum: 'confluent',
    tokens: joined('cflt', characters(base64, 60)),
    python: 'c.confluent(t)',
    covered: [4, 1000],
  },
  identifiable('+ASt', [76, 8], 'Default0'),
  identifiable('+ABa', [76, 8], 'AbAcct00'),
  identifiable('+AMC', [76, 8], 'Classic0'),
  identifiable('ACDb', [76, 8], 'MastRW00 MastRO00 SystRW00 SystRO00 SysAll00 Resour00 Encryp00'),
  identifiable('APIM', [76, 8], 'IoTHub00 Gatewy00 GitKey00 Tenant00'),
  identifiable('AzCa', [33, 7], 'Access00'),
  identifiable('AZEG', [33, 7], 'SendRecv'),
  identifiable('AIoT', [33, 7], 'IoTHub00 Device00 DpsKey00'),
  identifiable('+AEh', [33, 7], messaging),
  identifiable('+ASb', [33, 7], messaging),
  identifiable('+ARm', [33, 7], messaging),
  identifiable('AzFu', [44, 8], 'Master00 System00 Functi00', true),
  identifiable('+ACR', [42, 6], 'ACRDflt0'),
  identifiable('AzSe', [42, 6], 'PAdmin00 Query000'),
  {
    title: 'Azure common annotated key, 84 characters',
    checksum: 'azure-cask',
    tokens: joined(characters(alphanumeric, 52), 'JQQJ99', characters(alphanumeric, 26)),
    python: 'c.azure_cask(t)',
  },
  {
    title: 'Azure common annotated key, 88 characters',
    checksum: 'azure-cask',
    tokens: joined(characters(alphanumeric, 52), 'JQQJ99', characters(alphanumeric, 28), '=='),
    python: 'c.azure_cask(t)',
  },
  {
    title: 'Microsoft Entra',
    checksum: 'azure-entra',
    tokens: joined(characters(alphanumeric, 3), '8Q~', characters(`${alphanumeric}.-_~`, 34)),
    python: 'c.azure_entra(t)',
  },
  {
    title: 'Azure DevOps, older kind',
    checksum: 'azure-devops-legacy',
    tokens: characters(base32.toLowerCase(), 52),
    python: 'c.azure_devops_legacy(t)',
  },
  {
    title: 'age identity',
    checksum: 'age-identity',
    tokens: joined('AGE-SECRET-KEY-', '1', characters(bech32, 58)),
    python: 'c.age_identity(t)',
  },
  {
    title: 'age plugin identity',
    checksum: 'age-identity',
    tokens: joined('AGE-PLUGIN-YUBIKEY-', '1', characters(bech32, 38)),
    python: 'c.age_identity(t)',
  },
];
