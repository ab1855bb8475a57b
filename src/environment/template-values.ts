/** The values that a project shows in its templates of env files: no secrets, for everybody has them. */
import { readdirSync } from 'node:fs';
import { ObjectReader } from '../git/objects.js';
import { joinBytes, readRegularFile, toBytes, toText } from '../sources/read-file.js';
import type { ByteString } from '../types.js';
import { readEnvFile } from './env-file.js';

const LARGEST = 1024 * 1024; // bytes
/** `.env.example`, `mcp_env.example`, `.env.local.sample`, `.dev.vars.example`, `example.env`. */
const TEMPLATE =
  /^(?:(?:.*[._-])?env|\.dev\.vars)(?:[._-].*)?[._-](?:example|sample|template|tmpl|dist|defaults?|schema)$|^(?:.*[._-])?(?:example|sample|template)[._-]env$/i;

/** Whether a file of that name shows which variables there are. */
export function isTemplateName(name: string): boolean {
  return TEMPLATE.test(name);
}

/**
 * @param folders absolute.
 * @param root the top level of the repository, absolute: there a template counts as HEAD has it, so that a secret pasted
 *   into one is still told. Null outside a repository.
 * @param values those that matter: Git is only asked where a template has one of them.
 * @returns those of `values` that stand in a template.
 * @throws GitError
 */
export async function templateValues(
  folders: Iterable<ByteString>,
  { root, values }: { root: ByteString | null; values: ReadonlySet<ByteString> },
): Promise<Set<ByteString>> {
  const shown = new Map<ByteString, ByteString[]>();
  for (const path of [...folders].flatMap(templatesIn)) {
    const result = readRegularFile(path, LARGEST);
    if (result.kind !== 'read' || result.isLink) continue;
    const own = valuesIn(result.bytes).filter((value) => values.has(value));
    if (own.length > 0) shown.set(path, own);
  }
  if (root === null || shown.size === 0) return new Set([...shown.values()].flat());
  return committed(shown, root);
}

async function committed(
  shown: ReadonlyMap<ByteString, ByteString[]>,
  root: ByteString,
): Promise<Set<ByteString>> {
  const reader = new ObjectReader(LARGEST, { cwd: toText(root) });
  const found = new Set<ByteString>();
  try {
    for (const [path, values] of shown) {
      if (path.includes('\n')) continue;
      const object = await reader.read(`HEAD:${path.slice(root.length).replace(/^\/+/, '')}`);
      if (object.kind !== 'found') continue;
      const old = new Set(valuesIn(object.bytes));
      for (const value of values) if (old.has(value)) found.add(value);
    }
  } finally {
    await reader.close();
  }
  return found;
}

/** Without blanks around them, as bytes. */
function valuesIn(text: Buffer): ByteString[] {
  return [...readEnvFile(text).values()].map((value) => toBytes(value.trim()));
}

/** None where the folder cannot be read: then nothing is left out because of it. */
function templatesIn(folder: ByteString): ByteString[] {
  try {
    const names = readdirSync(Buffer.from(folder, 'latin1'), { encoding: 'latin1' }) as ByteString[];
    return names.filter(isTemplateName).map((name) => joinBytes(folder, name));
  } catch {
    return [];
  }
}
