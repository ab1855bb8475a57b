/** Which jobs of GitLab's pipelines print secrets: there every job has every variable of the settings. */
import { describeSecretName } from '../../../offers/secret-names.js';
import type { ByteString } from '../../../types.js';
import { catalogKnows } from '../../code/entry-to-write.js';
import type { Problem } from '../../line.js';
import type { PolicyProject } from '../../project.js';
import type { GitlabFile, GitlabJob } from '../gitlab.js';
import { variablesRead } from '../secret-uses.js';
import { followScript, type Known } from '../shell/follow.js';
import { TooDeep } from '../shell/read-script.js';
import type { TextNode } from '../yaml-tree.js';
import { keptArtifacts } from './artifacts.js';
import { problemOf } from './ways.js';

export function printedByPipelines(project: PolicyProject, files: readonly GitlabFile[]): Problem[] {
  const declared = new Set(
    project.declared.filter((one) => one.isSensitive).flatMap(({ name, aliases }) => [name, ...aliases]),
  );
  const isSecret = (name: string) =>
    declared.has(name) || describeSecretName(name, catalogKnows(name)) !== null;
  const names = [...new Set(variablesRead(files).map(({ name }) => name))].filter(isSecret);
  const own = ['CI_JOB_TOKEN', 'CI_REGISTRY_PASSWORD', 'CI_DEPLOY_PASSWORD', 'CI_REPOSITORY_URL'];
  const variables = new Map([...names, ...own].map((name) => [name, { names: [name], isReshaped: false }]));
  return files.flatMap(({ file, jobs }) =>
    jobs.flatMap((job) => printedByJob(file, job, { variables, expressions: [], hasOthers: true })),
  );
}

function printedByJob(
  file: ByteString,
  { scripts, artifacts, idTokens, secrets }: GitlabJob,
  known: Known,
): Problem[] {
  const files = new Set<string>();
  const own = [...idTokens, ...secrets].map(({ key }) => [key, { names: [key], isReshaped: false }] as const);
  const variables = new Map([...known.variables, ...own]);
  const problems = printedBy(file, scripts, { known: { ...known, variables }, files });
  return [...problems, ...keptArtifacts(file, artifacts, files)];
}

/** One shell runs all lines of a job. */
function printedBy(
  file: ByteString,
  scripts: readonly TextNode[],
  { known, files }: { known: Known; files: Set<string> },
): Problem[] {
  const texts = scripts.map(({ text }) => text.replace(/\n$/, ''));
  const places = scripts.flatMap(({ line, isLiteral }, position) =>
    (texts[position] as string).split('\n').map((_, row) => (isLiteral ? line + row : line)),
  );
  const first = scripts[0]?.line ?? 1;
  try {
    const leaks = followScript(texts.join('\n'), known, files);
    return leaks.map((leak) => problemOf(leak, { file, line: places[leak.line - 1] ?? first }));
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    const says = 'this script is nested too deep to be followed';
    return [{ file, line: first, says, remedy: 'put it into a file of its own' }];
  }
}
