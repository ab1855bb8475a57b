/** The structural checks, by the names that a pattern's `structure` uses. */
import { awsAccessKeyId, awsSecret } from './aws.js';
import { bedrockLongTerm, bedrockShortTerm } from './aws-bedrock.js';
import { azureSas, azureStorageConnection } from './azure-storage.js';
import { bareKey } from './bare-key.js';
import { base58check } from './base58check.js';
import { cloudflareTunnel, grafanaBase64Json, sentryOrgToken } from './base64-json.js';
import { base64Login } from './base64-login.js';
import { bip39 } from './bip39.js';
import { circleCi } from './circleci.js';
import { connectionUrl } from './connection-url.js';
import { discordBotToken } from './discord.js';
import { dockerConfig } from './docker.js';
import { ed25519Pair } from './ed25519.js';
import * as encoded from './encoded-text.js';
import { genericCredential } from './generic-credential.js';
import { googleServiceAccount } from './google.js';
import { groq } from './groq.js';
import { jfrogReference } from './jfrog.js';
import * as json from './json-token.js';
import { jwk } from './jwk.js';
import { jwt, jwtNamed, jwtOf } from './jwt.js';
import { kubeconfigKey, kubernetesSecret } from './kubernetes.js';
import { encodedPassword, password } from './lone-password.js';
import { pypiMacaroon } from './macaroon.js';
import { postman, yandexTimestamp } from './made-when.js';
import { mixedBody, twoDigits } from './mixed-body.js';
import { openai } from './openai.js';
import { privateKey } from './private-key.js';
import { statedPassword, statedToken } from './stated.js';
import { supabaseSecret } from './supabase.js';
import type { Structure } from './types.js';
import { base64Of16, base64Of32, base64Of64, definedNetworking, laravel, svix } from './whole-bytes.js';
import { wireguard } from './wireguard.js';
import { wordsBehindPrefix } from './words-behind-prefix.js';

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
  'stated-password': statedPassword,
  'stated-token': statedToken,
  'base64-login': base64Login,
  'bare-key': bareKey,
  base58check,
  bip39,
  jwk,
  password,
  'encoded-password': encodedPassword,
  'base64-of-16': base64Of16,
  'base64-of-32': base64Of32,
  'base64-of-64': base64Of64,
  'mixed-body': mixedBody,
  'two-digits': twoDigits,
  'words-behind-prefix': wordsBehindPrefix,
  'ed25519-pair': ed25519Pair,
  'jwt-1password': jwtNamed('1password'),
  'jwt-auth0': jwtOf('auth0'),
  'jwt-calendly': jwtOf('calendly'),
  'jwt-entra': jwtOf('entra'),
  'jwt-jfrog': jwtOf('jfrog'),
  'jwt-kubernetes': jwtOf('kubernetes'),
  'jwt-lemon-squeezy': jwtNamed('lemon-squeezy'),
  'jwt-monday': jwtNamed('monday'),
  'jwt-n8n': jwtNamed('n8n'),
  'jwt-palantir': jwtNamed('palantir'),
  'jwt-pinata': jwtNamed('pinata'),
  'jwt-scalr': jwtNamed('scalr'),
  'jwt-snowflake': jwtNamed('snowflake'),
  'jwt-supabase': jwtOf('supabase'),
  'jwt-temporal': jwtNamed('temporal'),
  'jwt-turso': jwtNamed('turso'),
  '1password-service-account': json.onePasswordServiceAccount,
  'atlassian-data-center': observed(encoded.atlassianDataCenter),
  'aws-bedrock-long-term': bedrockLongTerm,
  'aws-bedrock-short-term': bedrockShortTerm,
  'azure-sas': azureSas,
  'azure-storage-connection': azureStorageConnection,
  circleci: circleCi,
  'defined-networking': observed(definedNetworking),
  devin: observed(encoded.devin),
  'elastic-cloud': observed(encoded.elasticCloud),
  'elastic-stack': observed(encoded.elasticStack),
  fly: observed(encoded.fly),
  groq: observed(groq),
  highnote: observed(encoded.highnote),
  hubspot: observed(encoded.hubspot),
  intercom: observed(encoded.intercom),
  jetbrains: observed(encoded.jetbrains),
  'jfrog-reference': jfrogReference,
  'kubeconfig-key': kubeconfigKey,
  'kubernetes-secret': kubernetesSecret,
  laravel,
  'mapbox-secret': json.mapboxSecret,
  'mapbox-temporary': json.mapboxTemporary,
  miro: observed(json.miro),
  'nvidia-legacy': observed(encoded.nvidiaLegacy),
  'nx-cloud': observed(encoded.nxCloud),
  postman,
  snyk: observed(json.snyk),
  'supabase-secret': supabaseSecret,
  svix,
  tinybird: json.tinybird,
  upstash: observed(json.upstash),
  wireguard,
  workos: observed(encoded.workos),
  'yandex-timestamp': yandexTimestamp,
};

/** A structure that was seen in samples. */
function observed(structure: Structure): Structure {
  return { ...structure, documented: false };
}
