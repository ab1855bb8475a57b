/** The project's own values that hold for a file: those of its schemas' names, in the shell and in the env files above it. */
import { resolve } from 'node:path';
import type { Detector } from '../detect/detector.js';
import { type CandidateValue, candidateValue, LONGEST_VALUE } from '../detect/known-values/known-value.js';
import { withKnownValues } from '../detect/known-values.js';
import type { CollectedValue } from '../environment/collect.js';
import { plainTopLevel } from '../git/plain-folder.js';
import { runGit } from '../git/run.js';
import { folderOf, type SchemaResolver } from '../schema/merge-schemas.js';
import type { SchemaEntry } from '../schema/read-schema.js';
import { joinBytes, toBytes, toText } from '../sources/read-file.js';
import { workingTreeAround } from '../sources/stream.js';
import { labelOf } from '../sources/working-files.js';
import type { ByteString, Skip } from '../types.js';
import type { VaultName } from '../vaults/vaults.js';

/** Where values are looked up. */
export interface Surroundings {
  /** A folder of the project. */
  cwd: string;
  /** The shell's variables. */
  env: Readonly<Record<string, string | undefined>>;
  /** The vaults that are asked as well. */
  vaults: readonly VaultName[];
}

export interface Tools {
  schemas: SchemaResolver;
  /** The detector for a path without known values. */
  plainFor(path: ByteString): Promise<Detector>;
  /** Is told of values that could not be looked up. */
  skip(skip: Skip): void;
}

/** What holds in a folder. */
export interface FolderValues {
  entries: readonly SchemaEntry[];
  values: ReadonlyMap<ByteString, CandidateValue>;
  detector: Detector;
  /** The env files that the values come from, as findings name files. */
  files: ReadonlySet<ByteString>;
}

/** Where values are looked up, and by which names. */
interface Search {
  /** Below the top level. */
  folder: ByteString;
  entries: readonly SchemaEntry[];
  /** Absolute. */
  folders: readonly ByteString[];
  /** What holds in the folder above; null where that has other names, or there is none. */
  above: FolderValues | null;
}

interface Root {
  path: ByteString;
  isRepository: boolean;
}

/** One value as it was found. */
interface Found {
  name: string;
  entry: SchemaEntry;
  /** Where, as findings name files. */
  file: ByteString;
  /** The detector without known values. */
  plain: Detector;
  /** How many more are looked for. */
  room: number;
}

const SECRETS_FOLDER = 'secrets';
/** Each costs some 10 KB in the tables of the prefilter. */
const MOST_VALUES = 500;

/** Looks values up folder by folder, when a file there is scanned; where there is no schema, nothing is read. */
export class KnownValues {
  private readonly surroundings: Surroundings;
  private readonly tools: Tools;
  private readonly byFolder = new Map<ByteString, Promise<FolderValues | null>>();
  private readonly looked = new Set<ByteString>();
  private readonly told = new Set<string>();
  private rootFound: Promise<Root> | null = null;

  constructor(surroundings: Surroundings, tools: Tools) {
    this.surroundings = surroundings;
    this.tools = tools;
  }

  /** How many values were looked for. */
  get count(): number {
    return this.looked.size;
  }

  /**
   * The detector for a file: one that knows values too where some hold for it.
   * @param options `isOnDisk`: whether it is read from the working tree. There an env file may hold its own values, as long
   *   as Git does not track it.
   * @throws KeyfenceError for a broken schema.
   */
  async detectorFor(path: ByteString, { isOnDisk }: { isOnDisk: boolean }): Promise<Detector> {
    const values = await this.valuesIn(folderOf(path));
    if (values === null) return this.tools.plainFor(path);
    const isAtHome = isOnDisk && values.files.has(path) && !(await this.isTracked(path));
    return isAtHome ? this.tools.plainFor(path) : values.detector;
  }

  /**
   * What holds in a folder; null where it has no schema. Folders that have the same share it.
   * @throws KeyfenceError for a broken schema.
   */
  valuesIn(folder: ByteString): Promise<FolderValues | null> {
    const known = this.byFolder.get(folder);
    if (known) return known;
    const values = this.readFolder(folder);
    this.byFolder.set(folder, values);
    return values;
  }

  private async readFolder(folder: ByteString): Promise<FolderValues | null> {
    const entries = await this.tools.schemas.entriesIn(folder);
    if (entries.length === 0) return null;
    const { hasEnvFile } = await import('../environment/collect.js');
    const root = await this.root();
    const above = folder === '' ? null : await this.valuesIn(folderOf(folder));
    if (above?.entries !== entries) {
      const folders = chainOf(folder).flatMap((one) => foldersAt(root.path, one));
      return this.collect({ folder, entries, folders, above: null });
    }
    const folders = foldersAt(root.path, folder).filter(hasEnvFile);
    return folders.length === 0 ? above : this.collect({ folder, entries, folders, above });
  }

  private async collect({ folder, entries, folders, above }: Search): Promise<FolderValues> {
    const { collectValues } = await import('../environment/collect.js');
    const root = await this.root();
    const plain = await this.tools.plainFor(joinPath(folder, 'file'));
    const byName = secretNames(entries);
    const env = above === null ? this.surroundings.env : {};
    const here = collectValues(
      { names: byName.keys(), folders, within: [root.path], env },
      ({ path, reason }) => this.tell(labelOf(root.path, path), reason),
    );
    const collected = above === null ? [...here, ...(await this.askVaults(byName))] : here;
    const fresh = new Map<ByteString, CandidateValue>();
    const files = new Set(above?.files);
    for (const { name, value, from } of collected) {
      const file = this.placeOf(from) ?? labelOf(root.path, from);
      const entry = byName.get(name) as SchemaEntry;
      const known = this.prepare(value, {
        name,
        entry,
        file,
        plain,
        room: MOST_VALUES - fresh.size - (above?.values.size ?? 0),
      });
      if (known === null) continue;
      if (!fresh.has(known.text)) fresh.set(known.text, known);
      files.add(file);
    }
    for (const text of await this.shownIn(chainOf(folder), fresh)) fresh.delete(text);
    for (const text of fresh.keys()) this.looked.add(text);
    const values = new Map([...(above?.values ?? []), ...fresh]);
    const detector = values.size > 0 ? withKnownValues(plain, [...values.values()]) : plain;
    return { entries, values, detector, files };
  }

  private prepare(value: string, { name, entry, file, plain, room }: Found): CandidateValue | null {
    const text = toBytes(value.trim());
    if (value === entry.record.example) return null;
    if (text.length > LONGEST_VALUE) this.tell(file, `the value of ${name} is too long`);
    const known = candidateValue(text, factsOf(name, entry), plain);
    if (known !== null && room <= 0) this.tell(file, `limit reached: more than ${MOST_VALUES} values`);
    return room > 0 ? known : null;
  }

  /** Those of the values that stand in templates. */
  private async shownIn(
    chain: readonly ByteString[],
    values: ReadonlyMap<ByteString, CandidateValue>,
  ): Promise<Set<ByteString>> {
    if (values.size === 0) return new Set();
    const { templateValues } = await import('../environment/template-values.js');
    const { path, isRepository } = await this.root();
    const folders = chain.flatMap((one) => foldersAt(path, one));
    return templateValues(new Set(folders), {
      root: isRepository ? path : null,
      values: new Set(values.keys()),
    });
  }

  /** What the vaults have for the names. */
  private async askVaults(byName: ReadonlyMap<string, SchemaEntry>): Promise<CollectedValue[]> {
    const { vaults, env } = this.surroundings;
    if (vaults.length === 0 || byName.size === 0) return [];
    const { collectVaultValues } = await import('../vaults/collect.js');
    const wanted = [...byName].map(([name, { record }]) => ({ name, reference: record.source ?? null }));
    const root = toText((await this.root()).path);
    const { values, problems } = await collectVaultValues({ vaults, wanted, root, env });
    for (const { vault, title, reason } of problems) {
      this.tools.skip({
        file: this.placeOf(vault) as ByteString,
        reason: `not checked against ${title}: ${reason}`,
        listed: true,
      });
    }
    return values;
  }

  /** What a value's place is called that is no file; null for a file. */
  private placeOf(from: ByteString): ByteString | null {
    if (from === 'shell') return '(environment)';
    return this.surroundings.vaults.some((vault) => vault === from) ? `(vault ${from})` : null;
  }

  private tell(file: ByteString, reason: string): void {
    const skip = { file, reason: `known values not looked for: ${reason}`, listed: true };
    const key = `${file}\0${reason}`;
    if (!this.told.has(key)) this.tools.skip(skip);
    this.told.add(key);
  }

  private root(): Promise<Root> {
    this.rootFound ??= findRoot(this.surroundings.cwd);
    return this.rootFound;
  }

  private async isTracked(path: ByteString): Promise<boolean> {
    const { isRepository } = await this.root();
    if (!isRepository) return false;
    const listed = await runGit(['ls-files', '-z', '--', toText(`:(top,literal)${path}`)], {
      cwd: this.surroundings.cwd,
    });
    return listed.length > 0;
  }
}

async function findRoot(cwd: string): Promise<Root> {
  const top = plainTopLevel(cwd) ?? (await workingTreeAround(cwd));
  return { path: toBytes(top ?? resolve(cwd)), isRepository: top !== null };
}

/** Every variable whose value is a secret, with its entry. */
function secretNames(entries: readonly SchemaEntry[]): Map<string, SchemaEntry> {
  const secret = entries.filter(({ record }) => record.sensitive !== false);
  const aliases = secret.flatMap((entry) =>
    (entry.record.aliases ?? []).map((name) => [name, entry] as const),
  );
  return new Map([...aliases, ...secret.map((entry) => [entry.variable, entry] as const)]);
}

function factsOf(variable: string, { group, record }: SchemaEntry) {
  const { category, severity, rotate, revoke } = record;
  return { variable, group, category, severity, rotate, revoke };
}

/** A folder, and where its schema lies. */
function foldersAt(root: ByteString, folder: ByteString): ByteString[] {
  const absolute = folder.startsWith('/') ? folder : folder === '' ? root : joinBytes(root, folder);
  return [absolute, joinBytes(absolute, SECRETS_FOLDER)];
}

/** The folder and each above it, the nearest first, down to the top level. */
function chainOf(folder: ByteString): ByteString[] {
  const chain: ByteString[] = [];
  for (let one = folder; one !== ''; one = folderOf(one)) chain.push(one);
  return [...chain, ''];
}

function joinPath(folder: ByteString, name: ByteString): ByteString {
  return folder === '' ? name : `${folder}/${name}`;
}
