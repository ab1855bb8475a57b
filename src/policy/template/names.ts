/** The line: the templates list the names of the schema, and no secret besides. */
import { loadCatalog } from '../../detect/stored-catalog.js';
import { type DeclaredName, declaredNames } from '../../environment/declared-names.js';
import { ignoredPaths } from '../../git/working-tree.js';
import type { Change } from '../../install/change.js';
import { catalogNames } from '../../offers/catalog-names.js';
import { describeSecretName } from '../../offers/secret-names.js';
import { namesInTemplate } from '../../project/names/template-names.js';
import { absolute, baseName } from '../../project/view.js';
import { folderOf } from '../../schema/merge-schemas.js';
import type { SchemaEntry } from '../../schema/read-schema.js';
import { toText } from '../../sources/read-file.js';
import type { ByteString } from '../../types.js';
import { type Answer, fail, type Line, notApplicable, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { count, listed, shellPath, shownName } from '../words.js';
import { DummyMaker } from './dummy.js';
import { type Part, partsOf } from './find-templates.js';
import { readTemplate } from './read-template.js';
import { type Addition, withNames } from './write-template.js';

const NEW = '.env.example';

export const templateNames: Line = {
  id: 'template-names',
  point: 'names',
  title: 'The template lists exactly the names of the schema',
  look,
};

async function look(project: PolicyProject): Promise<Answer> {
  const parts = (await partsOf(project)).filter(({ entries }) => entries.length > 0);
  if (parts.length === 0) return notApplicable('there is no schema with names in it');
  const problems: Problem[] = [];
  const changes: Change[] = [];
  for (const part of parts) {
    const looked = await lookAt(part, project);
    problems.push(...looked.problems);
    changes.push(...looked.changes);
  }
  const files = parts.flatMap(({ main, others }) => [...main, ...others]);
  if (problems.length === 0) return pass(`${listed(files, 3)}: ${count(project.declared.length, 'name')}`);
  return fail(files.length === 0 ? 'there is none' : 'they differ', problems, { changes });
}

async function lookAt(
  part: Part,
  project: PolicyProject,
): Promise<{ problems: Problem[]; changes: Change[] }> {
  const [first] = part.main;
  if (first === undefined) return withoutTemplate(part, project);
  const problems: Problem[] = [];
  const listedNames = new Set<string>();
  for (const file of [...part.main, ...part.others]) {
    const text = readTemplate(file, project);
    if (text === null) {
      problems.push({
        file,
        line: null,
        says: 'it cannot be read as text',
        remedy: 'make it a file in UTF-8',
      });
      continue;
    }
    const names = namesInTemplate(text).map(({ name }) => name);
    for (const name of part.main.includes(file) ? names : []) listedNames.add(name);
    problems.push(...(await surplus(file, names, { part, project })));
    if (part.others.includes(file)) problems.push(...missingIn(file, names, part));
  }
  const missing = part.entries.filter(
    (entry) => ![entry.variable, ...(entry.record.aliases ?? [])].some((name) => listedNames.has(name)),
  );
  if (missing.length === 0) return { problems, changes: [] };
  const text = readTemplate(first, project);
  const change = text === null ? null : await changeOf(first, text, missing, project);
  const changes = change === null ? [] : [change];
  return { problems: [lacking(first, missing, change !== null), ...problems], changes };
}

function lacking(file: ByteString, missing: readonly SchemaEntry[], isFixable: boolean): Problem {
  const names = listed(missing.map(({ variable }) => shownName(variable)));
  const remedy = isFixable ? 'keyfence check --fix adds them' : 'add them, each with a made-up value';
  return { file, line: null, says: `it lacks ${names}`, remedy };
}

/** A template farther down has to list what its own folder is named for. */
function missingIn(file: ByteString, names: readonly string[], { entries }: Part): Problem[] {
  const part = toText(baseName(folderOf(file)));
  const missing = entries.filter(
    ({ variable, record }) => record.required_for?.includes(part) && !names.includes(variable),
  );
  return missing.length === 0 ? [] : [lacking(file, missing, false)];
}

/** Names of secrets that no schema for the folder has. Settings that are none are the project's own business. */
async function surplus(
  file: ByteString,
  names: readonly string[],
  { part, project }: { part: Part; project: PolicyProject },
): Promise<Problem[]> {
  const holding = [...part.entries, ...(await project.entriesIn(folderOf(file)))];
  const known = new Set(holding.flatMap(({ variable, record }) => [variable, ...(record.aliases ?? [])]));
  const lookUp = catalogNames(loadCatalog().patterns.all());
  const extra = [...new Set(names)].filter(
    (name) => !known.has(name) && describeSecretName(name, lookUp(name)) !== null,
  );
  if (extra.length === 0) return [];
  const remedy = `add them to ${toText(part.schema)}, or take their lines out of the template`;
  return [{ file, line: null, says: `not in the schema: ${listed(extra.map(shownName))}`, remedy }];
}

async function withoutTemplate(
  part: Part,
  project: PolicyProject,
): Promise<{ problems: Problem[]; changes: Change[] }> {
  const file = part.folder === '' ? NEW : `${part.folder}/${NEW}`;
  const isIgnored = (await ignoredPaths([file], project.top)).size > 0;
  const says = `no template shows the ${count(part.entries.length, 'name')} of ${toText(part.schema)}`;
  if (!isIgnored && !project.has(file)) {
    const change = await changeOf(file, null, part.entries, project);
    const remedy = `keyfence check --fix writes ${toText(file)}`;
    return { problems: [{ file: null, line: null, says, remedy }], changes: [change] };
  }
  const remedy = isIgnored
    ? `Git ignores ${NEW} here: add the line !${NEW} to .gitignore, then keyfence check --fix`
    : `put a readable file in the place of ${shellPath(file) ?? NEW}`;
  return { problems: [{ file: null, line: null, says, remedy }], changes: [] };
}

async function changeOf(
  file: ByteString,
  text: Buffer | null,
  entries: readonly SchemaEntry[],
  project: PolicyProject,
): Promise<Change> {
  const maker = makerOf(project);
  const byName = new Map(entries.map((entry) => [entry.variable, entry]));
  const names = namesOf([...byName.values()]);
  const dummies = await maker.make(names, file);
  const additions = names.map(
    ({ entry }, position): Addition => ({ entry, dummy: dummies[position] as ByteString }),
  );
  const before = text?.toString('latin1') ?? null;
  return {
    path: absolute(project, file),
    before,
    after: withNames(before, additions),
    why: `the names of your secrets, with made-up values`,
    isExecutable: false,
    withDirectory: false,
  };
}

const makers = new WeakMap<PolicyProject, DummyMaker>();

/** One for all parts of a project: it takes long to make. */
function makerOf(project: PolicyProject): DummyMaker {
  const maker = makers.get(project) ?? new DummyMaker(project.top);
  makers.set(project, maker);
  return maker;
}

function namesOf(entries: SchemaEntry[]): DeclaredName[] {
  return declaredNames([{ file: '', entries }]);
}
