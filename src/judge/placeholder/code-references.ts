/** Tells code that reads a secret from somewhere. */

import type { ByteString } from '../../types.js';
import { looksRandom } from './looks-random.js';

/** Ways to the environment, to a prompt or to a keychain. Whatever follows them, the value is no literal. */
const READERS = `
  process.env import.meta.env Deno.env Bun.env os.environ os.getenv os.Getenv os.LookupEnv System.getenv
  System.getProperty System.get_env System.fetch_env Sys.getenv ENV[ ENV.fetch ENV.get $ENV{ $_ENV $_SERVER getenv( env(
  env!( option_env!( env::var std::env dotenvy:: Environment.GetEnvironmentVariable Configuration[
  builder.Configuration Configuration.Get viper. Platform.environment String.fromEnvironment environ.Env config(
  config.require config.get( keyring. getpass input( prompt( readline( Read-Host click.prompt IO.gets askpass
  SecItemCopyMatching NSProcessInfo sensitive( pulumi.secret( credentials( useRuntimeConfig( Rails.application.
  from_secret secretKeyRef valueFrom withCredentials( useSecret( getSecret( get_secret(
`
  .trim()
  .split(/\s+/);

/** Commands that print a secret. */
const COMMANDS =
  /^(?:op (?:read|run|item)|vault (?:kv|read)|aws (?:secretsmanager|ssm)|gcloud secrets|az keyvault|kubectl get|security find-|secret-tool lookup|lpass show|pass show|gopass show|bw get|doppler (?:run|secrets)|infisical (?:run|secrets)|chamber exec|aws-vault exec|envchain |teller run|sops (?:-d|exec|--decrypt|decrypt)|dotenvx (?:run|get)|cat |printenv )/;

/** Objects that hold configuration; a path of identifiers after them is a reference. */
const ROOTS =
  /^(?:var|local|data|module|secrets?|vars|inputs?|steps|needs|github|gitlab|parameters|params|pipeline|env|config|settings|self|this|req|request|ctx|context|props|state|args|options|opts|cfg|conf|app|random_password|random_string|random_id|ephemeral|each|count|workspace|credentials)(?:\.|\?\.|->)[A-Za-z_$]/;

/** Identifiers joined by `.`, `->`, `::`, indexes and calls with plain arguments. */
const PATH = /^[A-Za-z_$][\w$]*(?:(?:\.|->|::|\?\.)[A-Za-z_$][\w$]*|\[[\w$'" .-]*\]|\([^()]*\))*[!;]?$/;

/**
 * Whether `value` is an expression that reads a secret. A quoted value is one only if it names a known reader or root;
 * an unquoted one also if it is any path of two identifiers, a call or an index.
 */
export function isCodeReference(value: ByteString, quoted: boolean): boolean {
  if (READERS.some((reader) => value.startsWith(reader))) return true;
  if (COMMANDS.test(value)) return true;
  if (looksRandom(value)) return false;
  if (ROOTS.test(value)) return PATH.test(value);
  if (quoted) return false;
  return /^[A-Za-z_$][\w$]*(?:\.|->|::|\?\.|\(|\[)/.test(value) && PATH.test(value);
}
