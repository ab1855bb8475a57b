/** The line: no template holds a real value. */
import { type DeclaredName, declaredNames } from '../../environment/declared-names.js';
import { readEnvFile } from '../../environment/env-file.js';
import { isKnown } from '../../errors.js';
import { ObjectReader } from '../../git/objects.js';
import type { Change } from '../../install/change.js';
import { absolute } from '../../project/view.js';
import { createScanner, type Scanner } from '../../scanner.js';
import { folderOf, SCHEMA_FILE } from '../../schema/merge-schemas.js';
import { readSchema } from '../../schema/read-schema.js';
import { toText } from '../../sources/read-file.js';
import type { ByteString } from '../../types.js';
import { type Answer, fail, type Line, notApplicable, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { count, shownName } from '../words.js';
import { type AssignedLine, assignedLines } from './assigned-lines.js';
import { DummyMaker } from './dummy.js';
import { templatesOf } from './find-templates.js';
import { readTemplate } from './read-template.js';

const LARGEST = 1024 * 1024; // bytes

export const templateValues: Line = {
  id: 'template-values',
  point: 'names',
  title: 'No template holds a real value',
  look,
};

interface Tools {
  project: PolicyProject;
  scanner: Scanner;
  maker: DummyMaker;
  reader: ObjectReader;
}

async function look(project: PolicyProject): Promise<Answer> {
  const templates = templatesOf(project);
  if (templates.length === 0) return notApplicable('there is no template');
  const reader = new ObjectReader(LARGEST, { cwd: project.top });
  const scanner = createScanner({ knownValues: false });
  const tools = { project, scanner, maker: new DummyMaker(project.top), reader };
  const problems: Problem[] = [];
  const changes: Change[] = [];
  try {
    for (const file of templates) {
      const looked = await lookAt(file, tools);
      problems.push(...looked.problems);
      if (looked.change !== null) changes.push(looked.change);
    }
  } finally {
    await reader.close();
  }
  if (problems.length === 0) return pass(`${count(templates.length, 'template')} looked at`);
  return fail(`${count(problems.length, 'problem')} in ${count(templates.length, 'template')}`, problems, {
    changes,
    remedy: 'rotate each: everybody who has the repository has it',
  });
}

async function lookAt(
  file: ByteString,
  tools: Tools,
): Promise<{ problems: Problem[]; change: Change | null }> {
  const { project, scanner, maker } = tools;
  const text = readTemplate(file, project);
  if (text === null) {
    const says = 'it cannot be read as text';
    return { problems: [{ file, line: null, says, remedy: 'make it a file in UTF-8' }], change: null };
  }
  const { findings, receipt } = await scanner.scanText(text, { name: toText(file), cwd: project.top });
  const found = new Set(findings.filter(({ verdict }) => verdict !== 'file').map(({ line }) => line));
  const lines = assignedLines(text.toString('latin1'));
  const declared = byEachName(
    declaredNames([{ file: '', entries: await project.entriesIn(folderOf(file)) }]),
  );
  const values = readEnvFile(text);
  const isReal = ({ name }: AssignedLine) => {
    const one = declared.get(name);
    return one !== undefined && maker.isReal(values.get(name) ?? '', one);
  };
  const real = lines.filter((line) => found.has(line.line) || isReal(line));
  const isSaved = real.length > 0 && (await isInIndex(file, text, tools.reader));
  const assigned = new Set(lines.map(({ line }) => line));
  const elsewhere = [...found].filter((line) => !assigned.has(line));
  const problems: Problem[] = [
    ...real.map((line) => problemOf(file, line, isSaved)),
    ...elsewhere.map((line) => ({ file, line, says: 'a secret', remedy: 'take it out' })),
    ...(receipt.complete
      ? []
      : [{ file, line: null, says: 'not all of it could be looked at', remedy: null }]),
  ];
  const fixable = isSaved ? real.filter(({ isWhole }) => isWhole) : [];
  return {
    problems,
    change: fixable.length === 0 ? null : await replaced(file, text, fixable, { ...tools, declared }),
  };
}

function problemOf(file: ByteString, { name, line, isWhole }: AssignedLine, isSaved: boolean): Problem {
  const remedy =
    isSaved && isWhole
      ? 'keyfence check --fix puts a made-up value in its place'
      : `keep it in .env, which Git ignores, and put a made-up value in its place`;
  return { file, line, says: `${shownName(name)} has a real value`, remedy };
}

/** Whether Git has the very text: only then nothing is lost that nobody has elsewhere. */
async function isInIndex(file: ByteString, text: Buffer, reader: ObjectReader): Promise<boolean> {
  if (file.includes('\n')) return false;
  // Without the 0, a path that begins with a digit and a colon would name another one.
  const object = await reader.read(`:0:${file}`);
  return object.kind === 'found' && object.bytes.equals(text);
}

async function replaced(
  file: ByteString,
  text: Buffer,
  real: readonly AssignedLine[],
  { project, maker, declared }: Tools & { declared: ReadonlyMap<string, DeclaredName> },
): Promise<Change> {
  const before = text.toString('latin1');
  const known = new Map<string, DeclaredName>();
  for (const { name } of real) {
    const one = declared.get(name) ?? known.get(name) ?? declaredAlone(name);
    if (one !== null) known.set(name, { ...one, name });
  }
  const names = [...known.keys()];
  const dummies = await maker.make([...known.values()], file);
  const byName = new Map(names.map((name, position) => [name, dummies[position] as ByteString]));
  const parts: ByteString[] = [];
  let kept = 0;
  for (const { name, start, end } of real) {
    parts.push(before.slice(kept, start), byName.get(name) ?? '');
    kept = end;
  }
  const after = parts.join('') + before.slice(kept);
  const why = 'a made-up value for each real one: rotate what stood there';
  return { path: absolute(project, file), before, after, why, isExecutable: false, withDirectory: false };
}

/** By its name and its aliases; of two that have one, the first. */
function byEachName(declared: readonly DeclaredName[]): Map<string, DeclaredName> {
  const pairs = declared.flatMap((one) =>
    [one.name, ...one.aliases].map((name): [string, DeclaredName] => [name, one]),
  );
  return new Map(pairs.toReversed());
}

/** A name that no schema has, as one would declare it; null for one that no schema takes. */
function declaredAlone(name: string): DeclaredName | null {
  const text = JSON.stringify({ required: { app: { [name]: {} } } });
  try {
    return declaredNames([{ file: '', entries: readSchema(Buffer.from(text), SCHEMA_FILE) }])[0] ?? null;
  } catch (error) {
    if (isKnown(error)) return null;
    throw error;
  }
}
