/** Which secrets the workflows of GitHub and the pipelines of GitLab read, with the place of each. */
import type { ByteString } from '../../types.js';
import { RUN_TOKEN, type SecretUse, secretsInText, secretsOf } from './expressions.js';
import type { Workflow } from './github.js';
import type { GitlabFile } from './gitlab.js';
import { lineAt, type PlacedText, textsIn, type YamlNode } from './yaml-tree.js';

export interface PlacedUse extends Omit<SecretUse, 'offset'> {
  file: ByteString;
  line: number;
  path: readonly string[];
}

/** Every place of a part of a workflow that reads secrets; `if` is an expression without braces. */
export function usesIn(file: ByteString, node: YamlNode): PlacedUse[] {
  return textsIn(node).flatMap((placed) => usesInText(file, placed));
}

function usesInText(file: ByteString, { node, path }: PlacedText): PlacedUse[] {
  const isBare = path.at(-1) === 'if' && !node.text.includes('${{');
  const uses = isBare ? secretsOf(node.text) : secretsInText(node.text);
  return uses.map(({ offset, ...use }) => ({ ...use, file, line: lineAt(node, offset), path }));
}

/**
 * The secrets of the repository that its workflows name, the token of the run left out, and what a called workflow calls its
 * own unless it inherits the repository's.
 */
export function repositorySecrets(workflows: readonly Workflow[]): PlacedUse[] {
  const inheriting = new Set(
    workflows.flatMap(({ jobs }) =>
      jobs.flatMap(({ uses, secrets }) => {
        const isInherited = secrets?.value.kind === 'text' && secrets.value.text === 'inherit';
        return uses && isInherited ? [uses.text.replace(/^\.\//, '')] : [];
      }),
    ),
  );
  return workflows.flatMap(({ file, node, asked }) =>
    usesIn(file, node).filter(
      ({ name }) => name !== RUN_TOKEN && (name === null || !asked.has(name) || inheriting.has(file)),
    ),
  );
}

/** `$NAME`, `${NAME}`, and `$env:NAME` of PowerShell. */
const VARIABLE = /\$(?:env:)?\{?([A-Za-z_]\w{0,99})/g;
/** What a script sets itself. */
const ASSIGNED = /(?:^|[\s;&|(])(?:export\s+|local\s+)?([A-Za-z_]\w{0,99})=/g;

export interface GitlabUse {
  name: string;
  file: ByteString;
  line: number;
}

/** The variables that a pipeline reads and does not set itself. */
export function variablesRead(files: readonly GitlabFile[]): GitlabUse[] {
  const own = new Set(
    files.flatMap(({ jobs }) => jobs.flatMap(({ idTokens }) => idTokens.map(({ key }) => key))),
  );
  for (const { jobs } of files) {
    for (const { variables, scripts, node } of jobs) {
      for (const { key, value } of variables) {
        // A variable that is given to itself, or has no value, comes from elsewhere.
        const text = value.kind === 'text' ? value.text : null;
        if (text !== '' && !text?.includes(`$${key}`) && !text?.includes(`\${${key}`)) own.add(key);
      }
      const texts = [...scripts.map(({ text }) => text), ...textsIn(node).map((placed) => placed.node.text)];
      for (const text of texts) for (const [, name] of text.matchAll(ASSIGNED)) own.add(name as string);
    }
  }
  const read = files.flatMap(({ file, nodes, jobs }) => [
    ...nodes
      .flatMap((node) => textsIn(node))
      .flatMap(({ node }) =>
        [...node.text.matchAll(VARIABLE)].map((match) => ({
          name: match[1] as string,
          file,
          line: lineAt(node, match.index),
        })),
      ),
    ...jobs.flatMap(({ secrets }) => secrets.map(({ key, line }) => ({ name: key, file, line }))),
  ]);
  return read.filter(({ name }) => !own.has(name) && !/^(?:CI|GITLAB|FF|KUBE)_/.test(name));
}
