/**
 * E2B has no store: sandboxes are given variables by code, by the CLI's `--env`, and by their template. Those are read; a value
 * that is written out there is told. Source: its SDKs' and CLI's manuals, 2026.
 */
import { isLiteralCredential } from '../detect/file-names/literal-values.js';
import { isOfTests, isOwnCode } from '../project/names/code-files.js';
import { baseName, type ProjectView } from '../project/view.js';
import { joinBytes, readRegularFile, toBytes } from '../sources/read-file.js';
import type { ByteString } from '../types.js';
import { type GivenName, namesGiven } from './e2b-code.js';
import { dockerfileOf, namesInDockerfile, namesInScript } from './e2b-words.js';
import { notFound } from './question.js';
import { listedAs, type OpenValue, type Place, type Reason, type Store, type Visit } from './store.js';

const SCRIPT =
  /\.(?:sh|bash|zsh|ya?ml)$|(?:^|\/)(?:package\.json|[Mm]akefile|justfile|Taskfile\.ya?ml|Procfile)$/;
const TEMPLATE = 'e2b.toml';
const DOCKERFILE = /^e2b\.dockerfile$/i;
const LARGEST = 16 * 1024 * 1024; // bytes of one file
const MOST_BYTES = 64 * 1024 * 1024; // of files that are looked into

export const e2b: Store = {
  title: 'E2B',
  program: null,
  variables: [],
  remedy: 'give it to the sandbox: Sandbox.create({ envs: { NAME: process.env.NAME } })',
  limit: 'it has no store: what code hands to a sandbox is read, whichever sandbox that is',
  kind: 'deployment',
  stages: null,
  isInherited: false,
  scheme: null,
  normal: (name) => name,
  readSource: () => null,
  isPlace: () => false,
  isUsed: async (visit) => (await readProject(visit)).isUsed,
  look,
  put: (name) => `give it to the sandbox: envs: { ${name}: process.env.${name} }`,
};

/** A variable and where it is given. */
interface Given extends GivenName {
  file: ByteString;
  text: ByteString;
  /** Whether it becomes a part of the template's image. */
  isBaked: boolean;
}

async function look(visit: Visit): Promise<Place[]> {
  const { given, isUsed, reason } = await readProject(visit);
  if (!isUsed) {
    const says = 'nothing in this project starts a sandbox or describes a template';
    return [notFound('', { says, remedy: 'leave e2b out, or run this where the code is' })];
  }
  const lineOf = lineCounter();
  const openValues = given.flatMap((one): OpenValue[] => {
    const { name, literal, file, text, at, isBaked } = one;
    if (literal === null || !isOpenValue(one, visit)) return [];
    return [{ file, line: lineOf(text, at), name, kind: isBaked ? 'baked' : 'hardcoded' }];
  });
  return [
    {
      name: '',
      listed: given.map(({ name }) => listedAs(name)),
      unknown: reason,
      isAnswered: true,
      openValues,
    },
  ];
}

/** Counts on from where it was asked last: there can be as many values as lines. */
function lineCounter(): (text: ByteString, at: number) => number {
  let last = { text: '', at: 0, line: 1 };
  return (text, at) => {
    if (last.text !== text || at < last.at) last = { text, at: 0, line: 1 };
    for (; last.at < at; last.at++) if (text.charCodeAt(last.at) === 0x0a) last.line++;
    return last.line;
  };
}

function isOpenValue({ name, literal }: Given, { secrets }: Visit): boolean {
  return secrets.has(name) ? literal !== '' : isLiteralCredential({ name, value: literal ?? '' });
}

async function readProject(
  visit: Visit,
): Promise<{ given: Given[]; isUsed: boolean; reason: Reason | null }> {
  const view = await visit.view();
  const dockerfiles = dockerfilesOf(view);
  const given: Given[] = [];
  let isUsed = dockerfiles.size > 0;
  let isOpen = false;
  let bytes = 0;
  let unread = 0;
  for (const file of view.files) {
    const isCode = isOwnCode(file) && !isOfTests(file);
    if (!isCode && !SCRIPT.test(file) && !dockerfiles.has(file)) continue;
    const text = bytes < MOST_BYTES ? textOf(view, file) : null;
    if (text === null) unread++;
    if (text === null) continue;
    bytes += text.length;
    const add = (names: readonly GivenName[], isBaked = false) =>
      given.push(...names.map((one) => ({ ...one, file, text, isBaked })));
    if (dockerfiles.has(file)) add(namesInDockerfile(text), true);
    if (!text.includes('e2b')) continue;
    if (isCode) {
      const names = namesGiven(text, { isPython: file.endsWith('.py') });
      isUsed ||= /["'/@]e2b\b|\be2b(?:_\w+)?\s+import|import\s+e2b/.test(text);
      isOpen ||= names.isOpen;
      add(names.names);
    } else if (SCRIPT.test(file)) add(namesInScript(text));
  }
  return { given, isUsed: isUsed || given.length > 0, reason: reasonFor({ isOpen, unread }) };
}

/** Null for what cannot be read; a link's target is read where it lies, and what is deleted says nothing. */
function textOf(view: ProjectView, file: ByteString): ByteString | null {
  const result = readRegularFile(joinBytes(toBytes(view.top), file), LARGEST);
  if (result.kind === 'absent' || result.kind === 'directory') return '';
  if (result.kind !== 'read') return null;
  return result.isLink ? '' : result.bytes.toString('latin1');
}

function reasonFor({ isOpen, unread }: { isOpen: boolean; unread: number }): Reason | null {
  if (unread > 0) {
    const says =
      unread === 1 ? 'a file of code could not be read' : `${unread} files of code could not be read`;
    return { says, remedy: 'make them regular files under 16 MB that can be read' };
  }
  if (!isOpen) return null;
  const says = 'code puts together what it hands to a sandbox when it runs';
  return { says, remedy: 'write the names out: envs: { NAME: process.env.NAME }' };
}

/** Those of templates: by their name, or as an `e2b.toml` beside them says. */
function dockerfilesOf(view: ProjectView): ReadonlySet<ByteString> {
  const named = view.files.filter((file) => DOCKERFILE.test(baseName(file)));
  const told = view.files
    .filter((file) => baseName(file) === TEMPLATE)
    .flatMap((file) => {
      const settings = view.read(file);
      const name = settings === null ? null : dockerfileOf(settings);
      return name === null ? [] : [file.slice(0, -TEMPLATE.length) + name];
    });
  return new Set([...named, ...told]);
}
