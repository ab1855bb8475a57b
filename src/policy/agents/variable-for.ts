/** The variable that is to hold a secret instead of the config. */
import { credentialKind } from '../../judge/generic/name.js';
import type { Finding } from '../../types.js';
import type { Place } from './server.js';
import { shown } from './words.js';

const NAME = /^[A-Za-z_]\w{0,59}$/;

/** The schema's or the provider's own name for it; else what the place itself calls it. */
export function variableFor({ kind, key, server }: Place, { verdict, variable }: Finding): string {
  const isNamed = variable !== null && verdict !== 'generic';
  if (isNamed && kind !== 'env') return variable;
  const own = key === null ? null : asVariable(key);
  if (own !== null && (kind === 'env' || credentialKind(own) !== null)) return own;
  if (isNamed) return variable;
  const ofServer = server === null ? null : asVariable(server);
  return ofServer === null ? 'MY_TOKEN' : `${ofServer}_TOKEN`;
}

/** `--api-key` as `API_KEY`; null where it does not read as a name. */
function asVariable(text: string): string | null {
  const name = text
    .replace(/^--?/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-.\s]+/g, '_')
    .toUpperCase();
  return NAME.test(name) && shown(name) !== null ? name : null;
}
