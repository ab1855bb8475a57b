/** Who issues JSON Web Tokens, told by their claims. */
import type { ByteString } from '../../types.js';
import { hasAll, type JsonObject } from './json.js';
import { hexOf, lettersOf, uuidOf } from './material.js';

export interface Issuer {
  name: string;
  /** Others could have the same claims: they confirm what a name says, and tell nothing by themselves. */
  vague?: true;
  /** Whether the claims of header and payload are what its tokens have. */
  isOf(claims: JsonObject): boolean;
  /** The payload of such a token. */
  sample(outline: ByteString): JsonObject;
}

export const issuers = {
  '1password': {
    name: '1Password Connect',
    isOf: (claims) => Object.keys(claims).some((name) => name.startsWith('1password.com/')),
    sample: (outline) => ({
      sub: lettersOf(outline, 26),
      '1password.com/auuid': lettersOf(outline, 26),
      '1password.com/token': lettersOf(outline, 32),
    }),
  },
  auth0: {
    name: 'Auth0',
    isOf: ({ aud }) => [aud].flat().some((one) => /\.auth0\.com\/api\/v2\/$/.test(textOf(one))),
    sample: (outline) => ({ aud: 'https://x.eu.auth0.com/api/v2/', sub: lettersOf(outline, 16) }),
  },
  entra: {
    name: 'Microsoft Entra',
    isOf: ({ iss }) => /^https:\/\/(?:sts\.windows\.net|login\.microsoftonline\.com)\//.test(textOf(iss)),
    sample(outline) {
      const tenant = uuidOf(outline);
      return {
        aud: 'api',
        iss: `https://sts.windows.net/${tenant}/`,
        tid: tenant,
        sub: lettersOf(outline, 16),
      };
    },
  },
  calendly: {
    name: 'Calendly',
    isOf: ({ iss }) => iss === 'https://auth.calendly.com',
    sample: (outline) => ({
      iss: 'https://auth.calendly.com',
      token_use: 'access',
      sub: lettersOf(outline, 16),
    }),
  },
  jfrog: {
    name: 'JFrog',
    isOf: ({ iss, sub }) => [iss, sub].some((claim) => /^(?:jfac|jfrt)@/.test(textOf(claim))),
    sample: (outline) => ({
      scp: 'applied-permissions/user',
      sub: `jfac@01${lettersOf(outline, 24)}/users/x`,
    }),
  },
  kubernetes: {
    name: 'Kubernetes',
    isOf: (claims) =>
      textOf(claims.iss) === 'kubernetes/serviceaccount' ||
      textOf(claims.sub).startsWith('system:serviceaccount:') ||
      Object.keys(claims).some((name) => name.startsWith('kubernetes.io')),
    sample: (outline) => ({
      iss: 'kubernetes/serviceaccount',
      sub: `system:serviceaccount:x:${lettersOf(outline, 8)}`,
    }),
  },
  'lemon-squeezy': {
    name: 'Lemon Squeezy',
    vague: true,
    isOf: (claims) => hasAll(claims, ['aud', 'jti', 'sub']) && Array.isArray(claims.scopes),
    sample: (outline) => ({ aud: uuidOf(outline), jti: hexOf(outline, 64), sub: '1', scopes: [] }),
  },
  monday: {
    name: 'monday.com',
    isOf: (claims) => hasAll(claims, ['tid', 'uid']) && ('actid' in claims || 'rgn' in claims),
    sample: (outline) => ({
      tid: 1,
      uid: 1,
      per: 'me:write',
      actid: 1,
      rgn: 'euc1',
      aai: lettersOf(outline, 8),
    }),
  },
  n8n: {
    name: 'n8n',
    isOf: ({ iss, aud }) => iss === 'n8n' && [aud].flat().includes('public-api'),
    sample: (outline) => ({ sub: uuidOf(outline), iss: 'n8n', aud: 'public-api' }),
  },
  palantir: {
    name: 'Palantir Foundry',
    vague: true,
    isOf: (claims) => hasAll(claims, ['sid', 'org', 'jti']),
    sample: (outline) => ({ sub: lettersOf(outline, 22), jti: hexOf(outline, 22), sid: '1', org: '1' }),
  },
  pinata: {
    name: 'Pinata',
    isOf: (claims) => hasAll(claims, ['userInformation', 'scopedKeySecret']),
    sample: (outline) => ({ userInformation: { id: uuidOf(outline) }, scopedKeySecret: hexOf(outline, 64) }),
  },
  scalr: {
    name: 'Scalr',
    isOf: ({ iss, jti }) => iss === 'user' && textOf(jti).startsWith('at-'),
    sample: (outline) => ({ iss: 'user', jti: `at-${lettersOf(outline, 17)}` }),
  },
  snowflake: {
    name: 'Snowflake',
    vague: true,
    isOf: ({ kid, iss }) => typeof kid === 'string' && textOf(iss).includes('SF'),
    sample: (outline) => ({ kid: '1', iss: `SF:${lettersOf(outline, 4)}`, sub: lettersOf(outline, 12) }),
  },
  supabase: {
    name: 'Supabase',
    isOf: ({ iss, role }) => /^supabase(?:-demo)?$/.test(textOf(iss)) && typeof role === 'string',
    sample: (outline) => ({
      iss: 'supabase',
      ref: lettersOf(outline, 20),
      // Base64 of `"anon"`, as a public key has it there.
      role: outline.includes('ImFub24i') ? 'anon' : 'service_role',
      iat: 1_700_000_000,
    }),
  },
  temporal: {
    name: 'Temporal Cloud',
    isOf: (claims) => claims.iss === 'temporal.io' && hasAll(claims, ['account_id', 'key_id']),
    sample: (outline) => ({
      account_id: 'x',
      aud: ['temporal.io'],
      iss: 'temporal.io',
      key_id: lettersOf(outline, 32),
    }),
  },
  turso: {
    name: 'Turso',
    vague: true,
    isOf: ({ alg, a, id, rid }) => alg === 'EdDSA' && (a === 'rw' || a === 'ro') && Boolean(id ?? rid),
    sample: (outline) => ({ a: 'rw', id: uuidOf(outline) }),
  },
} satisfies Record<string, Issuer>;

export type IssuerName = keyof typeof issuers;

function textOf(claim: unknown): string {
  return typeof claim === 'string' ? claim : '';
}
