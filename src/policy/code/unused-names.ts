/** The line about names of the schema that nothing in the project uses. */

import { loadCatalog } from '../../detect/stored-catalog.js';
import type { DeclaredName } from '../../environment/declared-names.js';
import { isTemplateName } from '../../environment/template-values.js';
import { isOwnCode } from '../../project/names/code-files.js';
import { isWithin, proseIn } from '../../project/names/prose.js';
import { baseName } from '../../project/view.js';
import { readsAsWords } from '../../schema/schema-form.js';
import type { ByteString } from '../../types.js';
import { type Line, notApplicable, type Problem } from '../line.js';
import type { PolicyProject } from '../project.js';
import { count } from '../words.js';
import { concludeOn } from './answer.js';
import { readsOf } from './reads.js';

/** Prose, what tools wrote, and what is no text: a name there is no use of it. */
const NO_USE =
  /\.(?:md|mdx|markdown|txt|rst|adoc|org|html?|svg|lock|lockb|sum|map|snap|csv|log|png|jpe?g|gif|webp|ico|woff2?|ttf|pdf|zip|gz|mp4)$|(?:^|\/)(?:package-lock\.json|pnpm-lock\.yaml|npm-shrinkwrap\.json|LICENSE|CHANGELOG|README)$/i;
const MOST_BYTES = 64 * 1024 * 1024; // of files that are searched

export const DECLARED_NAMES_USED: Line = {
  id: 'declared-names-used',
  point: 'names',
  title: 'Every name of the schema is used somewhere',
  look(project) {
    if (project.declared.length === 0) return notApplicable('no schema declares a name');
    const known = new Set(
      loadCatalog()
        .patterns.all()
        .flatMap(({ env }) => env),
    );
    const unused = new Map(project.declared.map((one) => [one.name, one]));
    const isCut = takeUsed(project, unused);
    const byPrograms = [...unused.values()].filter((one) => namesOf(one).some((name) => known.has(name)));
    for (const { name } of byPrograms) unused.delete(name);
    const found = readsOf(project);
    const problems = [...unused.values()].map((one) => problemOf(project, one));
    const outside =
      byPrograms.length > 0 ? `; ${byPrograms.length} of them only by programs that know them` : '';
    const unread = isCut ? [...found.unread, project.files.at(-1) as ByteString] : found.unread;
    return concludeOn({ ...found, unread }, problems, {
      passed: `${count(project.declared.length, 'name')}, and each is used${outside}`,
      failed: `nothing uses ${problems.length} of ${count(project.declared.length, 'name')}`,
    });
  },
};

/** Takes what some file uses out of the map. A template only lists names: it is no use. @returns whether there was too much. */
function takeUsed(project: PolicyProject, unused: Map<string, DeclaredName>): boolean {
  const schemas = new Set(project.schemas.map(({ file }) => file));
  const wanted = byEachName([...unused.values()]);
  let bytes = 0;
  for (const file of project.files) {
    if (unused.size === 0) return false;
    if (bytes > MOST_BYTES) return true;
    if (schemas.has(file) || NO_USE.test(file) || isTemplateName(baseName(file)) || file === '.keyfence.json')
      continue;
    const text = project.read(file)?.toString('latin1') ?? '';
    bytes += text.length;
    for (const used of usedIn(text, file, wanted)) {
      for (const { name } of wanted.get(used) ?? []) unused.delete(name);
      wanted.delete(used);
    }
  }
  return false;
}

/** The wanted names that a text has as words, outside of comments. Also in a string: `required('A_KEY')` uses it. */
function usedIn(text: ByteString, file: ByteString, wanted: ReadonlyMap<string, unknown>): Set<string> {
  const used = new Set<string>();
  let comments: readonly { start: number; end: number }[] | null = null;
  for (const { 0: word, index } of text.matchAll(/\w+/g)) {
    if (!wanted.has(word) || used.has(word)) continue;
    comments ??= commentsIn(text, file);
    if (!isWithin(comments, index)) used.add(word);
  }
  return used;
}

/** By the name and each alias. */
function byEachName(declared: readonly DeclaredName[]): Map<string, DeclaredName[]> {
  const names = new Map<string, DeclaredName[]>();
  for (const one of declared) {
    for (const name of namesOf(one)) names.set(name, [...(names.get(name) ?? []), one]);
  }
  return names;
}

const HASH_COMMENT = /^[ \t]*#[^\n]*/gm;

function commentsIn(text: ByteString, file: ByteString): { start: number; end: number }[] {
  if (isOwnCode(file)) return proseIn(text, file).filter(({ kind }) => kind === 'comment');
  return [...text.matchAll(HASH_COMMENT)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function namesOf({ name, aliases }: DeclaredName): string[] {
  return [name, ...aliases];
}

function problemOf({ schemas }: PolicyProject, { name }: DeclaredName): Problem {
  const schema = schemas.find(({ entries }) => entries.some(({ variable }) => variable === name));
  return {
    file: schema?.file ?? null,
    line: null,
    says: `${readsAsWords(name) ? name : 'a name that is not shown'} is declared, and neither code nor a workflow nor a configuration uses it`,
    remedy: 'take it out of the schema, and revoke the secret if nothing else needs it',
  };
}
