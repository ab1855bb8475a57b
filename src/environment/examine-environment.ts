/** The whole check: schemas and env files found, values looked up and judged, and the variables for a program's start. */
import { checkNames } from './check.js';
import { modeOf, readCircumstances, type Variables } from './circumstances.js';
import { consumersOf, type DeclaredName, declaredNames, environmentsOf, isFor } from './declared-names.js';
import { type LabelledFile, readEnvFiles, readNamedFiles } from './env-files.js';
import type { ExaminerTools } from './examine-value.js';
import { ValueFinder } from './find-values.js';
import { findProject } from './project.js';
import { refuseUnknown } from './refuse-unknown.js';
import type { EnvironmentReport } from './report.js';

export interface EnvironmentRequest {
  cwd: string;
  shell: Variables;
  /** The part of the project that is to run; null for all of it. */
  consumer: string | null;
  /** The env files to read, and no others; null for those that programs find by themselves. */
  envFiles: readonly string[] | null;
  production: boolean;
  /** What this environment is called in the schema; null to find out. */
  environment: string | null;
}

export interface ExaminedEnvironment {
  report: EnvironmentReport;
  /** The environment of a program: the shell's, with the values of its consumer's names and of no other name of the schema. */
  variables: Record<string, string>;
}

/**
 * @throws KeyfenceError for a broken schema and an unreadable env file.
 * @throws UsageError for a consumer or an environment that no schema knows.
 */
export async function examineEnvironment(
  { cwd, shell, consumer, envFiles, production, environment }: EnvironmentRequest,
  loadTools: () => ExaminerTools,
): Promise<ExaminedEnvironment> {
  const project = await findProject(cwd);
  const declared = declaredNames(project.schemas);
  if (consumer !== null) refuseUnknown(consumer, 'for', consumersOf(declared));
  if (environment !== null) refuseUnknown(environment, 'environment', environmentsOf(declared));
  const mode = modeOf(shell, production);
  const files =
    envFiles === null ? readEnvFiles(project, mode) : readNamedFiles(envFiles, { cwd, top: project.top });
  const circumstances = readCircumstances(joined(shell, files), { production, environment });
  const finder = new ValueFinder(shell, files);
  const names = checkNames(declared, { consumer, finder, circumstances, tools: loadTools() });
  return {
    report: {
      consumer,
      circumstances,
      schemas: project.schemas.map(({ file }) => file),
      files: files.map(({ label }) => label),
      names,
    },
    variables: variablesFor(declared, { consumer, finder, shell }),
  };
}

/** The shell's variables and, where it has none, the files': for what they say of this environment. */
function joined(shell: Variables, files: readonly LabelledFile[]): Variables {
  const layers = [...files].reverse().map(({ values }) => Object.fromEntries(values));
  return Object.assign({}, ...layers, shell) as Variables;
}

function variablesFor(
  declared: readonly DeclaredName[],
  { consumer, finder, shell }: { consumer: string | null; finder: ValueFinder; shell: Variables },
): Record<string, string> {
  const variables = new Map(
    Object.entries(shell).filter((one): one is [string, string] => one[1] !== undefined),
  );
  for (const { name, aliases } of declared) for (const one of [name, ...aliases]) variables.delete(one);
  for (const one of declared.filter((other) => isFor(other, consumer))) {
    for (const name of [one.name, ...one.aliases]) {
      const found = finder.find([name]);
      if (found) variables.set(name, found.value);
    }
    const own = finder.find([one.name, ...one.aliases]);
    // Found under an alias alone: the program may read it by its name.
    if (own && own.value !== '') variables.set(one.name, own.value);
  }
  return Object.fromEntries(variables);
}
