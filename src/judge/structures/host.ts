/** Judges the host of a URL: can anybody else reach it? */
import type { ByteString } from '../../types.js';

/**
 * `local`: this machine. `service`: a bare name, as containers call each other. `reserved`: set aside for
 * documentation and tests (RFC 2606, 5737, 3849), or plainly made up. `none`: there is none.
 */
export type HostKind = 'none' | 'local' | 'service' | 'reserved' | 'ordinary';

const localNames = new Set([
  'localhost',
  'localhost.localdomain',
  '0.0.0.0',
  '::1',
  '0:0:0:0:0:0:0:1',
  'host.docker.internal',
  'gateway.docker.internal',
  'docker.for.mac.localhost',
  'host.containers.internal',
]);
/** The loopback network, and a Unix socket with its slash escaped. */
const local = [/^127(?:\.\d{1,3}){3}$/, /\.localhost$/, /^%2f/];

const reserved = [
  /^(?:.*\.)?(?:example\.(?:com|org|net)|example|test|invalid)$/,
  /^(?:.*\.)?(?:(?:your|my)?-?(?:domain|company)|acme|contoso)\.(?:com|org|net)$/,
  /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}$/,
  /^2001:0?db8:/,
  /^your(?:[-_]|host|server|domain|db|database|cluster|instance|project|company|site|app)/,
  /^<.*>$/,
];

const madeUp = new Set([
  'host',
  'hostname',
  'server',
  'servername',
  'myhost',
  'myserver',
  'somehost',
  'address',
  'url',
]);

/**
 * `authority` is what stands after the `@`: one host, or several with commas between them, each with or
 * without port.
 */
export function judgeHost(authority: ByteString): HostKind {
  const kinds = authority.split(',').map((host) => judgeOne(withoutPort(host).toLowerCase()));
  return kinds.find((kind) => kind === 'ordinary') ?? kinds[0] ?? 'none';
}

function withoutPort(host: ByteString): ByteString {
  if (host.startsWith('[')) return host.slice(1, host.indexOf(']'));
  const colon = host.indexOf(':');
  const name = colon < 0 ? host : host.slice(0, colon);
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

function judgeOne(host: ByteString): HostKind {
  if (host === '') return 'none';
  if (localNames.has(host) || matchesAny(host, local)) return 'local';
  if (madeUp.has(host) || matchesAny(host, reserved)) return 'reserved';
  return /^[a-z0-9_-]+$/.test(host) ? 'service' : 'ordinary';
}

function matchesAny(host: string, expressions: readonly RegExp[]): boolean {
  return expressions.some((expression) => expression.test(host));
}
