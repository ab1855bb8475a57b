/** The offline checksum algorithms, by the names that a pattern's `checksum` uses. */
import { ageIdentity } from './age.js';
import { azureCask } from './azure-cask.js';
import { azureDevopsLegacy } from './azure-devops-legacy.js';
import { azureEntra } from './azure-entra.js';
import { azureIdentifiable } from './azure-identifiable.js';
import { confluent } from './confluent.js';
import { crc32Base62Body, crc32Base62LowerFirstWhole, crc32Base62Whole } from './crc32-base62.js';
import { canva, cashfree, cloudflare, crc32HexUpper8, grafana } from './crc32-hex.js';
import { githubFineGrained } from './github.js';
import { gitlabRoutable } from './gitlab.js';
import type { Checksum } from './types.js';

export const checksums: Record<string, Checksum> = {
  'crc32-base62-body': crc32Base62Body,
  'crc32-base62-whole': crc32Base62Whole,
  'crc32-base62-lower-first-whole': crc32Base62LowerFirstWhole,
  'github-fine-grained': githubFineGrained,
  'gitlab-routable': gitlabRoutable,
  'crc32-hex-upper-8': crc32HexUpper8,
  cloudflare,
  cashfree,
  canva,
  grafana,
  confluent,
  'azure-identifiable': azureIdentifiable,
  'azure-cask': azureCask,
  'azure-entra': azureEntra,
  'azure-devops-legacy': azureDevopsLegacy,
  'age-identity': ageIdentity,
};
