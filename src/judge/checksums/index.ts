/** The offline checksum algorithms, by the names that a pattern's `checksum` uses. */
import { azureCask } from './azure-cask.js';
import { azureDevopsLegacy } from './azure-devops-legacy.js';
import { azureEntra } from './azure-entra.js';
import { azureIdentifiable } from './azure-identifiable.js';
import { base58check, rippleSeed } from './base58check.js';
import { ageIdentity, bech32, bech32m } from './bech32-bytes.js';
import { confluent } from './confluent.js';
import { natsSeed, stellarSeed } from './crc16-seeds.js';
import { crc32Base62Body, crc32Base62LowerFirstWhole, crc32Base62Whole } from './crc32-base62.js';
import { canva, cashfree, cloudflare, crc32HexUpper8, grafana } from './crc32-hex.js';
import { githubFineGrained } from './github.js';
import { gitlabRoutable } from './gitlab.js';
import { matrixAuthentication, matrixSynapse } from './matrix.js';
import type { Checksum } from './types.js';

export const checksums: Record<string, Checksum> = {
  'crc32-base62-body': crc32Base62Body,
  // Where the provider does not say so: Salad, Vercel.
  'crc32-base62-body-observed': observed(crc32Base62Body),
  'crc32-base62-whole': observed(crc32Base62Whole),
  'crc32-base62-lower-first-whole': observed(crc32Base62LowerFirstWhole),
  'github-fine-grained': observed(githubFineGrained),
  'gitlab-routable': gitlabRoutable,
  // The tokens of the first generation, of which GitLab says nothing.
  'gitlab-routable-observed': observed(gitlabRoutable),
  'crc32-hex-upper-8': crc32HexUpper8,
  cloudflare: observed(cloudflare),
  cashfree: observed(cashfree),
  zuplo: cashfree,
  canva: observed(canva),
  grafana,
  confluent: observed(confluent),
  'azure-identifiable': azureIdentifiable,
  'azure-cask': azureCask,
  'azure-entra': azureEntra,
  'azure-devops-legacy': azureDevopsLegacy,
  'age-identity': ageIdentity,
  bech32,
  bech32m,
  base58check,
  'ripple-seed': rippleSeed,
  'nats-seed': natsSeed,
  'stellar-seed': stellarSeed,
  'matrix-synapse': matrixSynapse,
  'matrix-authentication': matrixAuthentication,
};

/** An algorithm that was found by testing samples. */
function observed(checksum: Checksum): Checksum {
  return { ...checksum, documented: false };
}
