/** The pipeline of GitLab that a repository holds, with what it includes of the same repository. */
import { coverageOf, whatIsWrong } from '../../config/path-rule.js';
import type { ByteString } from '../../types.js';
import {
  entriesOf,
  itemsOf,
  type MapEntry,
  type TextNode,
  textOf,
  valueUnder,
  type YamlNode,
} from './yaml-tree.js';

export interface GitlabJob {
  /** Empty for what holds for every job. */
  id: string;
  line: number;
  /** Lines of a shell, those before and after included. */
  scripts: readonly TextNode[];
  variables: readonly MapEntry[];
  idTokens: readonly MapEntry[];
  /** What comes from a vault. */
  secrets: readonly MapEntry[];
  artifacts: YamlNode | null;
  node: YamlNode;
}

export interface GitlabFile {
  file: ByteString;
  jobs: readonly GitlabJob[];
  nodes: readonly YamlNode[];
}

export interface Includes {
  /** Paths of this repository, from the top level; they may be globs. */
  local: readonly { path: ByteString; line: number }[];
  /** How many lie elsewhere: another project, an address, a template, a component. */
  elsewhere: number;
}

/** What stands at the top level and is no job. */
const NO_JOBS = new Set(
  `stages variables include default workflow image services cache before_script after_script spec`.split(' '),
);
const SCRIPTS = ['before_script', 'script', 'after_script'];

/** @returns null for what is no pipeline. */
export function readGitlab(file: ByteString, documents: readonly YamlNode[]): GitlabFile | null {
  if (documents.some(({ kind }) => kind === 'list') || documents.length > 2) return null;
  const jobs = documents.flatMap((node) => {
    const everywhere = [node, valueUnder(node, 'default')].filter((one) => one !== null);
    const own = entriesOf(node).filter(({ key, value }) => !NO_JOBS.has(key) && value.kind === 'map');
    return [...everywhere.map((value) => readJob({ key: '', line: value.line, value })), ...own.map(readJob)];
  });
  return { file, jobs, nodes: documents };
}

function readJob({ key, line, value }: MapEntry): GitlabJob {
  const hooks = valueUnder(valueUnder(value, 'hooks'), 'pre_get_sources_script');
  const scripts = [...SCRIPTS.map((name) => valueUnder(value, name)), hooks];
  return {
    id: key,
    line,
    scripts: scripts.flatMap((node) => textsOf(node)),
    variables: entriesOf(valueUnder(value, 'variables')),
    idTokens: entriesOf(valueUnder(value, 'id_tokens')),
    secrets: entriesOf(valueUnder(value, 'secrets')),
    artifacts: valueUnder(value, 'artifacts'),
    node: value,
  };
}

/** Scripts are lists, also of lists. */
function textsOf(node: YamlNode | null): TextNode[] {
  return itemsOf(node).flatMap((item) =>
    item.kind === 'text' ? [item] : item.kind === 'list' ? textsOf(item) : [],
  );
}

/** What a file includes, for all of it and for the pipelines that its jobs start. */
export function includesOf({ nodes, jobs }: GitlabFile): Includes {
  const started = jobs.map(({ node }) => valueUnder(valueUnder(node, 'trigger'), 'include'));
  const all = [...nodes.map((node) => valueUnder(node, 'include')), ...started].flatMap((node) => [
    ...itemsOf(node),
  ]);
  const found = all.map((node) => {
    const text = textOf(node) ?? textOf(valueUnder(node, 'local'));
    const isHere = text !== null && !/^https?:|\$/.test(text);
    return isHere ? { path: bytesOf(text.replace(/^\/+/, '')), line: node.line } : null;
  });
  const local = found.filter((one) => one !== null);
  return { local, elsewhere: found.length - local.length };
}

/** The files that the path of an include names. */
export function filesOfInclude(path: ByteString, files: readonly ByteString[]): ByteString[] {
  if (!path.includes('*')) return files.filter((file) => file === path);
  if (whatIsWrong(`/${path}`) !== null) return [];
  return files.filter(coverageOf(`/${path}`));
}

function bytesOf(text: string): ByteString {
  return Buffer.from(text, 'utf8').toString('latin1');
}
