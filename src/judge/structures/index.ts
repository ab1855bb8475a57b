/** The structural checks, by the names that a pattern's `structure` uses. */
import { awsAccessKeyId, awsSecret } from './aws.js';
import { bareKey } from './bare-key.js';
import { cloudflareTunnel, grafanaBase64Json, sentryOrgToken } from './base64-json.js';
import { base64Login } from './base64-login.js';
import { bip39 } from './bip39.js';
import { connectionUrl } from './connection-url.js';
import { discordBotToken } from './discord.js';
import { dockerConfig } from './docker.js';
import { genericCredential } from './generic-credential.js';
import { googleServiceAccount } from './google.js';
import { jwt } from './jwt.js';
import { pypiMacaroon } from './macaroon.js';
import { openai } from './openai.js';
import { privateKey } from './private-key.js';
import { statedPassword, statedToken } from './stated.js';
import type { Structure } from './types.js';

export const structures: Record<string, Structure> = {
  jwt,
  'private-key': privateKey,
  openai,
  'discord-bot-token': discordBotToken,
  'connection-url': connectionUrl,
  'google-service-account': googleServiceAccount,
  'aws-access-key-id': awsAccessKeyId,
  'aws-secret': awsSecret,
  'pypi-macaroon': pypiMacaroon,
  'sentry-org-token': sentryOrgToken,
  'grafana-base64-json': grafanaBase64Json,
  'cloudflare-tunnel': cloudflareTunnel,
  'docker-config': dockerConfig,
  'generic-credential': genericCredential,
  'stated-password': statedPassword,
  'stated-token': statedToken,
  'base64-login': base64Login,
  'bare-key': bareKey,
  bip39,
};
