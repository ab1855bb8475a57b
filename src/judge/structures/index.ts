/** The structural checks, by the names that a pattern's `structure` uses. */
import { awsAccessKeyId, awsSecret } from './aws.js';
import { base58check } from './base58check.js';
import { cloudflareTunnel, grafanaBase64Json, sentryOrgToken } from './base64-json.js';
import { connectionUrl } from './connection-url.js';
import { discordBotToken } from './discord.js';
import { dockerConfig } from './docker.js';
import { genericCredential } from './generic-credential.js';
import { googleServiceAccount } from './google.js';
import { jwk } from './jwk.js';
import { jwt } from './jwt.js';
import { pypiMacaroon } from './macaroon.js';
import { openai } from './openai.js';
import { privateKey } from './private-key.js';
import type { Structure } from './types.js';

export const structures: Record<string, Structure> = {
  jwt,
  'private-key': privateKey,
  openai: observed(openai),
  'discord-bot-token': observed(discordBotToken),
  'connection-url': connectionUrl,
  'google-service-account': googleServiceAccount,
  'aws-access-key-id': awsAccessKeyId,
  'aws-secret': awsSecret,
  'pypi-macaroon': pypiMacaroon,
  'sentry-org-token': sentryOrgToken,
  'grafana-base64-json': grafanaBase64Json,
  'cloudflare-tunnel': observed(cloudflareTunnel),
  'docker-config': dockerConfig,
  'generic-credential': genericCredential,
  base58check,
  jwk,
};

/** A structure that was seen in samples. */
function observed(structure: Structure): Structure {
  return { ...structure, documented: false };
}
