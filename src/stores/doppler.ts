/** Doppler: the names in a config of a project. Without `--only-names` the same command prints values. */
import { askPlace, askPlaces } from './question.js';
import { type ListedName, listedAs, type Place, type Store, type Visit } from './store.js';

const WORD = '[A-Za-z0-9][\\w-]{0,99}';
const PLACE = new RegExp(`^(?:(${WORD})/)?(${WORD})$`);
const REFERENCE = new RegExp(`^doppler:(${WORD}/${WORD})/([A-Za-z_][A-Za-z0-9_]*)$`);

/** Doppler puts these into each config itself. */
const OWN_NAMES = new Set(['DOPPLER_PROJECT', 'DOPPLER_ENVIRONMENT', 'DOPPLER_CONFIG']);

export const doppler: Store = {
  title: 'Doppler',
  program: 'doppler',
  variables: ['DOPPLER_'],
  remedy: 'log in and choose a project (doppler login, doppler setup) or set DOPPLER_TOKEN',
  limit: 'it does not tell when a value was last set: age is not judged',
  kind: 'manager',
  stages: null,
  isInherited: false,
  scheme: /^doppler:/,
  normal: (name) => name,
  readSource(source) {
    const found = REFERENCE.exec(source);
    return found === null ? null : { place: found[1] as string, key: found[2] as string };
  },
  isPlace: (name) => PLACE.test(name),
  isUsed: async () => false,
  look,
  put: (name, place) =>
    `doppler secrets set ${name}${
      place === null
        ? ''
        : optionsFor(place)
            .map((one) => ` ${one}`)
            .join('')
    }`,
};

/** The config that the person chose for this folder, unless others are named. */
async function look(visit: Visit): Promise<Place[]> {
  const names = visit.places.length > 0 ? visit.places : [''];
  return askPlaces(names, 'doppler:PROJECT/CONFIG', (place) => {
    const args = ['secrets', '--only-names', '--json', `--scope=${visit.top}`, ...optionsFor(place)];
    return askPlace(doppler, visit, { args, place, read: readNames });
  });
}

function optionsFor(place: string): string[] {
  const [, project, config] = PLACE.exec(place) ?? [];
  return [
    ...(project === undefined ? [] : [`--project=${project}`]),
    ...(config === undefined ? [] : [`--config=${config}`]),
  ];
}

/** An object whose keys are the names. */
function readNames(output: string): ListedName[] {
  const data: unknown = JSON.parse(output);
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw new TypeError('no object');
  return Object.keys(data)
    .filter((name) => !OWN_NAMES.has(name))
    .map((name) => listedAs(name));
}
