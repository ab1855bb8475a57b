/** What the name of a variable, a key or a parameter says of its value. */
import type { ByteString } from '../../types.js';

/** `password`: chosen by a person, perhaps; `secret`: made by a machine; `key`: a key of any kind, also of a map. */
export type CredentialKind = 'password' | 'secret' | 'key';

const split = (words: string): Set<string> => new Set(words.trim().split(/\s+/));

/** Words that say nothing of what the value is, at the end of a name. */
const QUALIFIERS = split(`
  value val text txt string str plain plaintext raw default prod production dev development staging stage test
  testing live old new current b64 base64 encoded env here temp tmp local main primary secondary internal external
  a b v x one two live sandbox backup global root admin user
`);

const PASSWORDS = split(`
  password passwords passwd passwort passphrase passcode pwd pswd psw passw pword senha contrasena contrasenya kennwort
  motdepasse userpassword dbpassword userpass dbpass rootpass rootpassword adminpass adminpassword mysqlpass smtppass
  requirepass masterauth ftppass mailpass loginpass sshpass keypass storepass keystorepass truststorepass
`);

/** Only with another word before it: `smtp_pw`. */
const SHORT_PASSWORDS = split('pw');

const SECRETS = split(`
  secret secrets token tokens apikey apikeys apitoken apisecret appkey appsecret accesskey accesstoken accesssecret
  authkey authtoken authsecret secretkey clientsecret privatekey signingkey encryptionkey masterkey accountkey sharedkey
  sharedsecret servicekey sessionkey sessionsecret licensekey consumerkey consumersecret storagekey subscriptionkey
  refreshtoken bearertoken usertoken bottoken oauthtoken idtoken credential credentials jwtsecret cookiesecret secretbase
  hmackey hmacsecret webhooksecret pat bearer pepper
`);

/** What is mixed into a hash to keep it from being guessed; most of them are public. */
const SALTS = split('salt salts');
const SALTED = split('signing sign encryption cookie session secret jwt auth token application app devise');

/** The word before `key` that makes it one. */
const SECRET_KEYS = split(`
  api access secret auth private signing sign encryption encrypt crypt crypto cipher aes hmac master account shared service
  session license licence consumer storage subscription app application deploy deployment functions function host jwt
  token admin root instrumentation write read webhook integration management personal user server security
  ssh rsa customer merchant payment passkey
`);

/** With one of these before the last word the value is no credential: `publicKey`, `has_password`. */
const HARMLESS = split(`
  public publishable mock fake dummy example sample invalid wrong bad hash hashed hidden confirm confirmation verify
  repeat retype forgot reset show hide toggle enable disable has is no without missing empty strong weak
`);

/** The same right before a token or a key that is not called one to a service: `next_page_token`, `sort_key`. */
const OF_PROGRAMS = split(`
  next page pagination continuation continue cursor sync csrf xsrf csrfmiddleware forgery antiforgery authenticity
  cancel cancellation cancelation stop start end eos bos pad unk sep cls mask special separator delimiter syntax lexer
  parser first last prev previous max min num total count primary foreign partition sort cache i18n translation lookup
  index input output websocket socket idempotency surrogate gpg pgp fingerprint emoji color theme design injection di stream resume watch
  change expected device version action lock request recv fips comment keyword operator quote literal identifier bracket brace paren punctuation whitespace newline
`);
/** With one of these before it, a pass is one over all of a program or of a picture. */
const OF_COMPILERS = split(`
  function module machine loop cgscc region block codegen optimization opt compiler render shader llvm ir two single
  multi first second third post pre fs depth forward`);
/** How many words before the last are looked at for these. */
const NEAREST = 2;
const SERVICES = split('api app auth access client secret private signing encryption account master service');

const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g;
const LONGEST_NAME = 128; // bytes

/** The words of a name, in lower case: `dbUser_APIKey2` has db, user, api, key and 2. */
export function wordsOf(name: ByteString): string[] {
  return (name.slice(-LONGEST_NAME).match(WORD) ?? []).map((word) => word.toLowerCase());
}

/** Words before a key, outside of its name, that make it a public one: `Release GPG key: …`. */
const PUBLIC_KEY = /(?:gpg|pgp|public|host|ssh|cache|primary|foreign|sort|partition)[ _-]$/i;
/** A hash of the secret, as Helm writes it: `checksum/secret: …`. */
const HASH_OF = /checksum\/$/;
/** Of a document that is shared by its address. */
const OF_DOCUMENT = /docs\.google\.com\/[^\s]{0,90}$/;
/** What two browsers tell each other for one call. */
const OF_CALL = /ice[-_]?pwd$/i;
/** A key in the address of a service, `?key=…`: no key of a map. */
const IN_ADDRESS = /[?&](?:[\w.-]{1,40}=[^\s&"'`]{0,200}&)*$/;
/** The name of an HTTP header: `Some-Service-Key`. */
const HEADER_KEY = /^[A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*)+$/;

/**
 * What a value under that name is, or null where the name asks for no credential. Only its last part counts: `a.b.token`.
 * @param lead what stands before the name on its line.
 */
export function credentialKind(name: ByteString, lead: ByteString = ''): CredentialKind | null {
  const words = wordsOf(name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1));
  while (words.length > 1 && isQualifier(words.at(-1) as string)) words.pop();
  const last = words.at(-1);
  if (last === undefined) return null;
  const before = words.slice(0, -1);
  if (before.some((word) => HARMLESS.has(word)) || HASH_OF.test(lead) || OF_CALL.test(name)) return null;
  if (OF_DOCUMENT.test(lead)) return null;
  if (isOfPrograms(last, before)) return null;
  if (PASSWORDS.has(last) || endsInPassword(last)) return 'password';
  if (last === 'pass' && OF_COMPILERS.has(before.at(-1) ?? '')) return null;
  if (last === 'pass' || (before.length > 0 && SHORT_PASSWORDS.has(last))) return 'password';
  if (SECRETS.has(last)) return 'secret';
  if (last === 'word' && before.at(-1) === 'pass') return 'password';
  if (SALTS.has(last) && before.some((word) => SALTED.has(word))) return 'secret';
  if ((last !== 'key' && last !== 'keys') || PUBLIC_KEY.test(lead)) return null;
  return SECRET_KEYS.has(before.at(-1) ?? '') || HEADER_KEY.test(name) || IN_ADDRESS.test(lead)
    ? 'secret'
    : 'key';
}

function isOfPrograms(last: string, before: readonly string[]): boolean {
  if (!/^(?:tokens?|keys?|word)$/.test(last) || SERVICES.has(before.at(-1) ?? '')) return false;
  return before.slice(-NEAREST).some((word) => OF_PROGRAMS.has(word));
}

function isQualifier(word: string): boolean {
  return QUALIFIERS.has(word) || /^[0-9]+$/.test(word);
}

/** Names without joints: `mysqlpassword`. */
function endsInPassword(word: string): boolean {
  return word.endsWith('password') || word.endsWith('passwd');
}
