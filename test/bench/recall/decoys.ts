/** Clean texts that look a little like secrets, by the kind a template asks for. */
import { randomBytes } from '../../support/random.js';
import { between, pick } from './chance.js';
import { draw } from './shape.js';
import { FILLERS, name } from './words.js';

const fill = (key: string) => (FILLERS[key] as (least: number, most: number) => string)(1, 9);
const of =
  (...shapes: string[]) =>
  () =>
    draw(pick(shapes));
const one = (text: string) => () => pick(text.split('|'));

/** By kind: a new clean text. */
export const DECOYS: Record<string, () => string> = {
  uuid: of('{uuid}'),
  'git sha': of('{h40}'),
  'short sha': of('{h7}', '{h8}', '{h12}'),
  md5: of('{h32}'),
  sha256: of('{h64}'),
  digest: of('sha256:{h64}'),
  integrity: () => `sha512-${randomBytes(64).toString('base64')}`,
  'integrity sha1': () => `sha1-${randomBytes(20).toString('base64')}`,
  'go sum': () => `h1:${randomBytes(32).toString('base64')}`,
  'object id': of('{h24}'),
  'base64 image': () =>
    `data:image/png;base64,iVBORw0KGgo${randomBytes(between(90, 600)).toString('base64')}`,
  'base64 font': () => `data:font/woff2;base64,d09GMg${randomBytes(between(200, 900)).toString('base64')}`,
  'base64 data': () => randomBytes(between(30, 120)).toString('base64'),
  'cache key': () => `${fill('word')}-v${between(1, 9)}-${draw('{h64}')}`,
  etag: of('W/"{h3}-{s27}"', '"{h32}"'),
  'asset hash': of('{h8}', '{s8}', '{h20}'),
  nonce: of('{b64:16}', '{s22}'),
  'csrf token': of('{w40}', '{b64:32}', '{s43}', '{w64}'),
  'trace id': of('{h32}', '00-{h32}-{h16}-01', '{uuid}'),
  'session id': of('{l26}', '{h32}'),
  'public key': () =>
    `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${randomBytes(32).toString('base64').slice(0, 43)} ${fill('user')}@${fill('company')}`,
  'public key rsa': () =>
    `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ${randomBytes(380).toString('base64').replace(/=+$/, '')} ${fill('user')}@laptop`,
  certificate: () => pem('CERTIFICATE', 900),
  'public key pem': () => pem('PUBLIC KEY', 294),
  'certificate request': () => pem('CERTIFICATE REQUEST', 640),
  fingerprint: () => `SHA256:${randomBytes(32).toString('base64').replace('=', '')}`,
  'colon fingerprint': () =>
    [...randomBytes(20)].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':'),
  bcrypt: () => `$2${pick(['a', 'b', 'y'])}$1${between(0, 2)}$${draw('{w53}')}`,
  argon2: () => `$argon2id$v=19$m=65536,t=3,p=4$${draw('{b22}')}$${draw('{b43}')}`,
  pbkdf2: () => `pbkdf2_sha256$${between(2, 8)}00000$${draw('{w22}')}$${randomBytes(32).toString('base64')}`,
  sops: () =>
    `ENC[AES256_GCM,data:${randomBytes(between(12, 40)).toString('base64')},iv:${randomBytes(32).toString('base64')},tag:${randomBytes(16).toString('base64')},type:str]`,
  'sealed secret': () => `AgB${randomBytes(between(280, 420)).toString('base64')}`,
  dotenvx: () => `encrypted:B${randomBytes(between(90, 160)).toString('base64')}`,
  vault: () =>
    `$ANSIBLE_VAULT;1.1;AES256\n          ${Array.from({ length: 4 }, () => draw('{h80}')).join('\n          ')}`,
  jasypt: () => `ENC(${randomBytes(24).toString('base64')})`,
  'rails encrypted': () =>
    `${randomBytes(between(200, 500)).toString('base64')}--${randomBytes(12).toString('base64')}--${randomBytes(16).toString('base64')}`,
  'travis secure': () => randomBytes(512).toString('base64'),
  'i18n label': one(
    'Password|Your password|Secret question|API key|Access token|Passwort|Mot de passe|Contraseña|Wachtwoord|Parola|Hasło|パスワード|Пароль|Confirm password|New password|Secret key|Token',
  ),
  'i18n text': one(
    'Enter your password|Please enter a valid API key|Your token has expired|The passwords do not match|Forgot your password?|Password must be at least 8 characters|Reset password|Passwort vergessen?|Bitte geben Sie Ihr Passwort ein|Mot de passe oublié ?|Entrez votre mot de passe|Introduzca su contraseña|Your secret has been rotated|Invalid credentials|This key is no longer active|Copy the token now, it will not be shown again|At least one digit and one sign|Wachtwoord vergeten?|Wprowadź hasło|パスワードを入力してください',
  ),
  'error message': one(
    'invalid_token|token_expired|Token is required|Password is incorrect|missing api key|Unauthorized: bad credentials|secret not found|password_mismatch|API key not configured|auth/wrong-password|auth/invalid-credential|ERR_INVALID_KEY|Could not decrypt secret|Password too short|KEY_NOT_FOUND',
  ),
  selector: one(
    "#password|input[name=password]|input[type='password']|[data-testid=api-key-input]|.form-control.password|//input[@id='token']|#user_password_confirmation|button.reset-password|[data-cy=login-password]|form > input.secret",
  ),
  'css class': one(
    'password-strength-meter|token-list__item|secret-input|api-key-row|form-password|text-muted|key-badge key-badge--active|credential-card',
  ),
  'test name': one(
    'should reject an expired token|returns 401 without api key|hashes the password before saving|rotates the secret|does not log the password|accepts a valid bearer token|masks the api key|test_password_reset_flow|it_stores_the_token',
  ),
  'variable name': one(
    'passwordHash|accessTokenExpiresAt|apiKeyId|secretName|tokenType|password_reset_at|refreshTokenService|encryptedPassword|userPasswordField|apiKeyHeaderName|PASSWORD_MIN_LENGTH|tokenEndpoint|secretRef|keyPath',
  ),
  identifier: one(
    'createdAt|userId|email|updated_at|primaryKey|name|order_id|sessionToken|sku|externalId|slug',
  ),
  'enum value': one(
    'bearer|Bearer|jwt|oauth2|api_key|apiKey|basic|password|client_credentials|refresh_token|authorization_code|hmac|rsa|aes-256-gcm|SHA256|HS256|RS256|none|opaque|session|cookie|header|query',
  ),
  'storage key': one(
    'auth_token|access_token|app.session.token|refreshToken|user-token|@app/token|x-csrf-token|XSRF-TOKEN|remember_token|next-auth.session-token',
  ),
  path: one(
    '/etc/ssl/private/server.key|./certs/tls.key|/run/secrets/db_password|~/.ssh/id_ed25519|config/secrets.yml|/var/run/secrets/kubernetes.io/serviceaccount/token|secrets/prod/db.json|../keys/private.pem|C:\\keys\\signing.pfx|classpath:keystore.p12|file:///etc/keys/jwt.pem',
  ),
  'secret name': one(
    'prod/billing/db-password|stripe-credentials|db-credentials|app-secrets|tls-secret|regcred|grafana-admin|github-app-key|my-app/api-keys|projects/demo/secrets/api-key/versions/latest|kv/data/payments|op://infra/database/password|ssm:/prod/db/password|backup-encryption-key',
  ),
  url: () =>
    `https://${fill('domain')}/${pick(['oauth/token', 'api/v1/tokens', 'password/reset', 'auth/realms/main', '.well-known/jwks.json', 'login', 'v2/keys'])}`,
  type: one(
    'string|String|str|string \\| null|Optional[str]|SecretStr|char*|VARCHAR(255)|text NOT NULL|&str|Secret<String>|SecureString|Buffer|bytes|TEXT',
  ),
  'dotted name': () =>
    `com.${fill('company')}.${fill('word')}.${pick(['auth.TokenProvider', 'security.PasswordEncoder', 'keys.ApiKeyService', 'credential'])}`,
  sentence: () => fill('sentence'),
  name,
  number: () => String(between(1, 99_999_999)),
  date: () => `${fill('date')}T${fill('time')}Z`,
  version: () => fill('version'),
  'package name': one(
    '@nestjs/jwt|passport-jwt|django-allauth|jsonwebtoken|bcryptjs|react-password-strength-bar|token-introspection|keytar|secretlint|google-auth-library|python-jose|password-validator',
  ),
};

function pem(label: string, bytes: number): string {
  const body = `MII${randomBytes(bytes).toString('base64')}`.match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...body, `-----END ${label}-----`].join('\n');
}
