/** The workflows and composite actions of GitHub that a repository holds, as the checklist looks at them. */
import type { ByteString } from '../../types.js';
import {
  entriesOf,
  entryOf,
  itemsOf,
  type MapEntry,
  type TextNode,
  textOf,
  valueUnder,
  type YamlNode,
} from './yaml-tree.js';

export interface Step {
  line: number;
  /** What it calls itself; null where it does not. */
  name: string | null;
  /** The action, without its version. */
  uses: string | null;
  /** Its script. */
  run: TextNode | null;
  shell: string | null;
  env: readonly MapEntry[];
  with: readonly MapEntry[];
  node: YamlNode;
}

export interface Job {
  /** Empty for the one of a composite action. */
  id: string;
  line: number;
  env: readonly MapEntry[];
  permissions: MapEntry | null;
  /** The workflow that it calls in the place of steps. */
  uses: TextNode | null;
  /** What it gives that workflow. */
  secrets: MapEntry | null;
  steps: readonly Step[];
  node: YamlNode;
}

export interface Workflow {
  file: ByteString;
  kind: 'workflow' | 'action';
  /** What starts it; nothing starts an action. */
  triggers: ReadonlySet<string>;
  env: readonly MapEntry[];
  permissions: MapEntry | null;
  jobs: readonly Job[];
  /** The secrets that it asks its callers for, in upper case. */
  asked: ReadonlySet<string>;
  /** The line of `jobs`. */
  jobsLine: number;
  node: YamlNode;
}

export function isWorkflowFile(file: ByteString): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file);
}

export function isActionFile(file: ByteString): boolean {
  return /(?:^|\/)action\.ya?ml$/.test(file) && !/(?:^|\/)(?:node_modules|vendor)\//.test(file);
}

const NOTHING: Omit<Workflow, 'file' | 'node'> = {
  kind: 'workflow',
  triggers: new Set(),
  env: [],
  permissions: null,
  jobs: [],
  asked: new Set(),
  jobsLine: 1,
};

/** @returns one that runs nothing for the settings of some other program; null for what is no sound workflow. */
export function readWorkflow(file: ByteString, documents: readonly YamlNode[]): Workflow | null {
  const [node] = documents;
  const jobs = entryOf(node ?? null, 'jobs');
  const on = valueUnder(node ?? null, 'on');
  if (node?.kind !== 'map' || documents.length > 1) return null;
  if (jobs === null && on === null) return { ...NOTHING, file, node };
  if (jobs?.value.kind !== 'map' || on === null) return null;
  return {
    file,
    kind: 'workflow',
    triggers: new Set(
      on.kind === 'map' ? on.entries.map(({ key }) => key) : itemsOf(on).map((one) => textOf(one) ?? ''),
    ),
    env: entriesOf(valueUnder(node, 'env')),
    permissions: entryOf(node, 'permissions'),
    jobs: jobs.value.entries.map(readJob),
    asked: new Set(
      entriesOf(valueUnder(valueUnder(on, 'workflow_call'), 'secrets')).map(({ key }) => key.toUpperCase()),
    ),
    jobsLine: jobs.line,
    node,
  };
}

/** @returns one without jobs for an action that has no steps of its own; null for what is no action. */
export function readAction(file: ByteString, documents: readonly YamlNode[]): Workflow | null {
  const [node] = documents;
  const runs = entryOf(node ?? null, 'runs');
  if (node?.kind !== 'map' || documents.length > 1 || runs?.value.kind !== 'map') return null;
  const job = { ...readJob({ key: '', line: runs.line, value: runs.value }), env: [], permissions: null };
  return {
    file,
    kind: 'action',
    triggers: new Set(),
    env: [],
    permissions: null,
    jobs: textOf(valueUnder(runs.value, 'using')) === 'composite' ? [job] : [],
    asked: new Set(),
    jobsLine: runs.line,
    node,
  };
}

function readJob({ key, line, value }: MapEntry): Job {
  const uses = valueUnder(value, 'uses');
  return {
    id: key,
    line,
    env: entriesOf(valueUnder(value, 'env')),
    permissions: entryOf(value, 'permissions'),
    uses: uses?.kind === 'text' ? uses : null,
    secrets: entryOf(value, 'secrets'),
    steps: itemsOf(valueUnder(value, 'steps')).map(readStep),
    node: value,
  };
}

function readStep(node: YamlNode): Step {
  const run = valueUnder(node, 'run');
  return {
    line: node.line,
    name: textOf(valueUnder(node, 'name')),
    uses: textOf(valueUnder(node, 'uses'))?.replace(/@.*$/s, '').toLowerCase() ?? null,
    run: run?.kind === 'text' ? run : null,
    shell: textOf(valueUnder(node, 'shell')),
    env: entriesOf(valueUnder(node, 'env')),
    with: entriesOf(valueUnder(node, 'with')),
    node,
  };
}
