/** SOPS: the names in the project's own encrypted files. They stand there in clear text, so nothing is run or decrypted. */
import { isLiteralCredential } from '../detect/file-names/literal-values.js';
import type { ByteString } from '../types.js';
import { readSopsFile, type SopsValue } from './sops-file.js';
import type { ListedName, OpenValue, Place, Reason, Store, Visit } from './store.js';

const REFERENCE = /^sops:([\w][\w./-]{0,199})#([\w-]+(?:\.[\w-]+)*)$/;
const CANDIDATE = /\.(?:ya?ml|json|env|ini|enc)$|(?:^|\/)\.env(?:\.|$)|sops/i;
/** What cannot be read matters where its name, or the schema, says that it is one. */
const LIKELY = /(?:^|[./_-])(?:sops|enc|encrypted)(?:[./_-]|$)/i;
const SETTINGS = /(?:^|\/)\.sops\.ya?ml$/;
const MOST_BYTES = 64 * 1024 * 1024; // of files that are looked into

export const sops: Store = {
  title: 'SOPS',
  program: null,
  variables: [],
  remedy: 'see that the files are in the project, and that Git can list them',
  limit: 'its files do not tell when a value was last set: age is not judged',
  kind: 'manager',
  stages: null,
  isInherited: false,
  scheme: /^sops:/,
  normal: (name) => name,
  readSource(source) {
    const found = REFERENCE.exec(source);
    if (found === null) return null;
    const file = found[1] as string;
    return { place: '', key: `${file}#${found[2]}`, file };
  },
  isPlace: () => false,
  isUsed: async (visit) => (await look(visit)).some(({ listed }) => listed.length > 0),
  look,
  put: (name) => `add ${name} with sops edit`,
};

async function look(visit: Visit): Promise<Place[]> {
  const { files, unread } = await readFiles(visit);
  const listed: ListedName[] = [];
  const openValues: OpenValue[] = [];
  for (const { file, values } of files) {
    for (const { path, line, isEncrypted, value } of values) {
      const name = nameOf(path);
      const isOpen = visit.secrets.has(name) ? value !== '' : isLiteralCredential({ name, value });
      listed.push({ name, keys: [name, `${file}#${path.join('.')}`], updatedAt: null, isReadable: false });
      if (!isEncrypted && isOpen) openValues.push({ file, line, name, kind: 'clear' });
    }
  }
  const none = {
    says: 'no file of the project is encrypted with SOPS',
    remedy: 'encrypt one (sops encrypt), and add it',
  };
  return [
    {
      name: '',
      listed,
      unknown: files.length === 0 && unread.length === 0 ? none : reasonFor(unread),
      isAnswered: files.length > 0,
      openValues,
    },
  ];
}

async function readFiles(
  visit: Visit,
): Promise<{ files: { file: ByteString; values: SopsValue[] }[]; unread: ByteString[] }> {
  const view = await visit.view();
  const named = new Set(visit.files);
  const files: { file: ByteString; values: SopsValue[] }[] = [];
  const unread: ByteString[] = [];
  let bytes = 0;
  for (const file of view.files) {
    const isNamed = named.has(file);
    if (!isNamed && (!CANDIDATE.test(file) || SETTINGS.test(file))) continue;
    const text = bytes < MOST_BYTES ? view.read(file) : null;
    bytes += text?.length ?? 0;
    const values = text === null ? 'unreadable' : readSopsFile(file, text, { isNamed });
    if (Array.isArray(values)) files.push({ file, values });
    else if (values === 'unreadable' && (text !== null || isNamed || LIKELY.test(file))) unread.push(file);
  }
  return { files, unread };
}

/** The last key that is no position in a list. */
function nameOf(path: readonly string[]): string {
  return path.findLast((key) => !/^\d+$/.test(key)) ?? '';
}

function reasonFor(unread: readonly ByteString[]): Reason | null {
  if (unread.length === 0) return null;
  const says =
    unread.length === 1
      ? 'an encrypted file could not be read'
      : `${unread.length} encrypted files could not be read`;
  return { says, remedy: 'make them regular files under 1 MB, and sound YAML, JSON, INI or dotenv' };
}
