/** Every place of a config in which a secret may stand, or the name of one. */
import { argumentPlaces } from './arguments.js';
import type { Budget } from './budget.js';
import { EVERYTHING, type PlaceKind } from './clients/client.js';
import { type ConfigEntry, type ConfigNode, textsIn, valuesOf } from './reading/config-node.js';
import { type Around, type Place, placeOf, type Server } from './server.js';

const ENV = new Set(['env', 'environment', 'envs']);
const HEADERS = new Set(['headers', 'http_headers', 'requestHeaders']);
const ADDRESSES = new Set(['url', 'httpUrl', 'serverUrl', 'uri', 'baseUrl', 'base_url']);
const COMMANDS = new Set(['command', 'cmd', 'args']);
/** Fields that hold names of variables: `bearer_token_env_var`, `env_http_headers`, `env_vars`, `env_key`, `env_keys`, `api_key_env`. */
const NAMES = /(?:^|_)env_(?:var|vars|key|keys|http_headers)$|_env$/;
const DEEPEST = 6; // levels of settings in settings

/**
 * @param found `blocks`: the client's settings besides its servers.
 * @throws TooMuchInside
 */
export function placesIn(
  root: ConfigNode,
  { servers, blocks, budget }: { servers: readonly Server[]; blocks: readonly string[]; budget: Budget },
): Place[] {
  const around: Around = { server: null, given: new Set(), budget };
  const settings = root.kind === 'map' ? root.entries.filter(({ key }) => isBlock(key, blocks)) : [];
  return [
    ...servers.flatMap((server) => placesOf(server, budget)),
    ...settings.flatMap((entry) => placesUnder(entry, around, 0)),
  ];
}

function isBlock(key: string, blocks: readonly string[]): boolean {
  return blocks.includes(key) || blocks.includes(EVERYTHING);
}

function placesOf({ name, node }: Server, budget: Budget): Place[] {
  const variables = [...ENV].flatMap((key) => valuesOf(node, key));
  const given = new Set(
    variables.flatMap((one) => (one.kind === 'map' ? one.entries.map(({ key }) => key) : [])),
  );
  const around = { server: name, given, budget };
  const rest = node.entries.filter(({ key }) => !COMMANDS.has(key));
  return [...argumentPlaces(node, around), ...rest.flatMap((entry) => placesUnder(entry, around, 0))];
}

function placesUnder({ key, value }: ConfigEntry, around: Around, depth: number): Place[] {
  around.budget.spend();
  if (depth > DEEPEST) return [];
  if (NAMES.test(key)) return allTexts({ key, value }, around, 'name');
  if (ENV.has(key)) return environmentPlaces(value, around);
  if (HEADERS.has(key)) return allTexts({ key, value }, around, 'header');
  if (value.kind === 'text') return [placeOf(ADDRESSES.has(key) ? 'url' : 'setting', { key, value }, around)];
  const inside =
    value.kind === 'map'
      ? value.entries
      : value.kind === 'list'
        ? value.items.map((item) => ({ key, value: item }))
        : [];
  return inside.flatMap((entry) => placesUnder(entry, around, depth + 1));
}

/** A map of variables, or a list of `NAME=value`. */
function environmentPlaces(node: ConfigNode, around: Around): Place[] {
  if (node.kind === 'map') return node.entries.flatMap((entry) => allTexts(entry, around, 'env'));
  return textsIn(node).map((value) => {
    const at = value.text.indexOf('=');
    const [key, text] = at > 0 ? [value.text.slice(0, at), value.text.slice(at + 1)] : [null, value.text];
    return placeOf('env', { key, value: { ...value, line: value.line, text } }, around);
  });
}

/** A text, a list of texts or of tables with a name, or a map of texts with keys of their own. */
function allTexts({ key, value }: ConfigEntry, around: Around, kind: PlaceKind): Place[] {
  if (value.kind === 'map') {
    return value.entries.flatMap((entry) =>
      textsIn(entry.value).map((text) => placeOf(kind, { key: entry.key, value: text }, around)),
    );
  }
  const named = value.kind === 'list' ? value.items.flatMap((item) => valuesOf(item, 'name')) : [];
  return [value, ...named].flatMap(textsIn).map((text) => placeOf(kind, { key, value: text }, around));
}
