/** Google Cloud: the names in Secret Manager, project by project. */
import { askPlace, askPlaces, readList, textOf } from './question.js';
import { joined, type ListedName, listedAs, type Place, type Store, type Visit } from './store.js';

const PROJECT = '[a-z][a-z0-9-]{4,29}';
const REFERENCE = new RegExp(`^gcp:(?:(${PROJECT})/)?([A-Za-z0-9][\\w-]{0,254})$`);

export const gcp: Store = {
  title: 'Google Cloud Secret Manager',
  program: 'gcloud',
  variables: ['CLOUDSDK_', 'GOOGLE_'],
  remedy: 'log in (gcloud auth login), choose a project, and see that secretmanager.secrets.list is allowed',
  limit: 'its list tells when a secret was made, not when its value was last set: age is not judged',
  kind: 'manager',
  stages: null,
  isInherited: false,
  scheme: /^gcp:/,
  normal: joined,
  readSource(source) {
    const found = REFERENCE.exec(source);
    return found === null ? null : { place: found[1] ?? '', key: found[2] as string };
  },
  isPlace: (name) => new RegExp(`^${PROJECT}$`).test(name),
  isUsed: async () => false,
  look,
  put: (name, place) =>
    `gcloud secrets create ${name}${place ? ` --project=${place}` : ''}, then add a version with the value`,
};

/** The project that its settings choose, and those that are named. */
async function look(visit: Visit): Promise<Place[]> {
  const names = visit.isTyped ? visit.places : ['', ...visit.places];
  return askPlaces(names, 'gcp:PROJECT', (place) => {
    const project = place === '' ? [] : [`--project=${place}`];
    const args = ['secrets', 'list', '--format=json(name)', '--quiet', ...project];
    return askPlace(gcp, visit, { args, place, read: (output) => readList(output, readName) });
  });
}

/** `projects/1234/secrets/NAME`, or the name alone. */
function readName(item: unknown): ListedName {
  const name = textOf(item, 'name');
  return listedAs(name.slice(name.lastIndexOf('/') + 1));
}
