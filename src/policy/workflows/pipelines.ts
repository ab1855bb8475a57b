/** Every workflow, composite action and pipeline of a project, read once for all lines that look at them. */
import { isOfTests } from '../../project/names/code-files.js';
import type { ByteString } from '../../types.js';
import type { Problem } from '../line.js';
import type { PolicyProject } from '../project.js';
import { isActionFile, isWorkflowFile, readAction, readWorkflow, type Workflow } from './github.js';
import { filesOfInclude, type GitlabFile, includesOf, readGitlab } from './gitlab.js';
import { readYaml } from './yaml-tree.js';

const GITLAB_FILE = '.gitlab-ci.yml';
const MOST_FILES = 1000;
const MOST_BYTES = 8 * 1024 * 1024; // of all files: the parser is slow

export interface Pipelines {
  github: readonly Workflow[];
  gitlab: readonly GitlabFile[];
  /** What could not be read. */
  unread: readonly Problem[];
  /** How many files of GitLab's lie outside of the repository. */
  elsewhere: number;
}

const known = new WeakMap<PolicyProject, Pipelines>();

export function pipelinesOf(project: PolicyProject): Pipelines {
  const before = known.get(project);
  if (before) return before;
  const unread: Problem[] = [];
  let bytes = 0;
  const read = <Found>(
    file: ByteString,
    make: (nodes: NonNullable<ReturnType<typeof readYaml>>) => Found | null,
  ) => {
    const text = project.read(file);
    bytes += text?.length ?? 0;
    const documents = text === null || bytes > MOST_BYTES ? null : readYaml(text);
    const found = documents === null ? null : make(documents);
    if (found === null) unread.push(unreadable(file));
    return found === null ? [] : [found];
  };
  const there = (file: ByteString) => project.has(file);
  const workflows = project.files.filter(isWorkflowFile).filter(there);
  const actions = project.files.filter((file) => isActionFile(file) && !isOfTests(file)).filter(there);
  const github = [
    ...workflows.flatMap((file) => read(file, (nodes) => readWorkflow(file, nodes))),
    ...actions.flatMap((file) => read(file, (nodes) => readAction(file, nodes))),
  ];
  const gitlab: GitlabFile[] = [];
  const waiting = project.files.includes(GITLAB_FILE) && there(GITLAB_FILE) ? [GITLAB_FILE] : [];
  const seen = new Set<ByteString>(waiting);
  let elsewhere = 0;
  for (let file = waiting.shift(); file !== undefined && gitlab.length < MOST_FILES; file = waiting.shift()) {
    const name = file;
    for (const one of read(name, (nodes) => readGitlab(name, nodes))) {
      gitlab.push(one);
      const includes = includesOf(one);
      elsewhere += includes.elsewhere;
      for (const { path, line } of includes.local) {
        const files = filesOfInclude(path, project.files);
        if (files.length === 0) unread.push(missing(name, line));
        for (const next of files.filter((one) => !seen.has(one))) {
          seen.add(next);
          waiting.push(next);
        }
      }
    }
  }
  const found = { github, gitlab, unread, elsewhere };
  known.set(project, found);
  return found;
}

function unreadable(file: ByteString): Problem {
  return {
    file,
    line: null,
    says: 'this cannot be read as a workflow: it is no YAML of that form, or larger or deeper than any person writes',
    remedy: 'mend it; what it does with secrets is not known',
  };
}

function missing(file: ByteString, line: number): Problem {
  return {
    file,
    line,
    says: 'this includes a file that is not in the repository',
    remedy: 'add the file, or take the include out',
  };
}
