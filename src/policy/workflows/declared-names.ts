/** Two lines: every secret that CI reads is one of the schema's, and CI reads every secret that the schema places there. */
import type { DeclaredName } from '../../environment/declared-names.js';
import { describeSecretName } from '../../offers/secret-names.js';
import { catalogKnows, entryToWrite } from '../code/entry-to-write.js';
import { type Answer, type Line, manual, notApplicable, type Problem } from '../line.js';
import type { PolicyProject } from '../project.js';
import { conclude, count, shown } from './answer.js';
import { type Pipelines, pipelinesOf } from './pipelines.js';
import { repositorySecrets, usesIn, variablesRead } from './secret-uses.js';

export const WORKFLOW_NAMES_DECLARED: Line = {
  id: 'workflow-names-declared',
  point: 'names',
  title: 'Every secret that CI workflows read is in the schema',
  look(project) {
    const pipelines = pipelinesOf(project);
    const nothing = withoutBoth(project, pipelines);
    if (nothing) return nothing;
    const known = namesIn(project.declared);
    const ofGithub = repositorySecrets(pipelines.github).flatMap(({ name, ...place }) =>
      name === null ? [] : [{ name, ...place }],
    );
    const ofGitlab = variablesRead(pipelines.gitlab).filter(
      ({ name }) => describeSecretName(name, catalogKnows(name)) !== null,
    );
    const first = new Map<string, Problem>();
    for (const { name, file, line } of [...ofGithub, ...ofGitlab]) {
      if (known.has(name.toUpperCase()) || first.has(name)) continue;
      const says = `${shown(name)} is read here, and no schema declares it`;
      first.set(name, { file, line, says, remedy: entryToWrite(project, { name, file }) });
    }
    return conclude(pipelines, [...first.values()], {
      passed: `${count(new Set([...ofGithub, ...ofGitlab].map(({ name }) => name)).size, 'name')} of the workflows compared with the schema`,
      failed: `no schema has ${count(first.size, 'name')} of the workflows`,
    });
  },
};

export const DECLARED_NAMES_IN_WORKFLOWS: Line = {
  id: 'declared-names-in-workflows',
  point: 'names',
  title: 'CI workflows read every secret that the schema places there',
  look(project) {
    const pipelines = pipelinesOf(project);
    const placed = SYSTEMS.map((system) => ({
      ...system,
      names: project.declared.filter(({ environments }) => environments?.some((one) => isOf(one, system.id))),
    }));
    if (placed.every(({ names }) => names.length === 0)) {
      return notApplicable('no name of a schema is placed in github or in gitlab');
    }
    const problems = placed.flatMap(({ id, readBy, names }) => {
      const read = readBy(pipelines);
      return names
        .filter((one) => !namesOf(one).some((name) => read.names.has(name.toUpperCase())))
        .filter(() => !read.isOpen)
        .map((one) => unread(project, one, id));
    });
    const isOpen = placed.some(({ names, readBy }) => names.length > 0 && readBy(pipelines).isOpen);
    if (isOpen && problems.length === 0) {
      return manual(
        'workflows outside of the repository may read secrets, too',
        'compare what they read with the names that the schema places there',
      );
    }
    return conclude(pipelines, problems, {
      passed: `${count(placed.flatMap(({ names }) => names).length, 'name')} of the schema, and each is read`,
      failed: `no workflow reads ${count(problems.length, 'name')} of the schema`,
    });
  },
};

interface Read {
  names: ReadonlySet<string>;
  /** Whether something that is not in the repository may read more. */
  isOpen: boolean;
}

const SYSTEMS: readonly { id: string; readBy(pipelines: Pipelines): Read }[] = [
  {
    id: 'github',
    readBy({ github }) {
      const uses = github.flatMap(({ file, node }) => usesIn(file, node));
      const jobs = github.flatMap((one) => one.jobs);
      const givesAll = jobs.some(({ secrets, uses: called }) => {
        const isInherited = secrets?.value.kind === 'text' && secrets.value.text === 'inherit';
        return isInherited && !called?.text.startsWith('./');
      });
      return {
        names: new Set(uses.flatMap(({ name }) => (name === null ? [] : [name]))),
        isOpen: givesAll || uses.some(({ name }) => name === null),
      };
    },
  },
  {
    id: 'gitlab',
    readBy({ gitlab, elsewhere }) {
      return {
        names: new Set(variablesRead(gitlab).map(({ name }) => name.toUpperCase())),
        isOpen: elsewhere > 0,
      };
    },
  },
];

/** `github`, and `github:production`. */
function isOf(environment: string, system: string): boolean {
  return environment.split(':')[0] === system;
}

function unread(project: PolicyProject, { name }: DeclaredName, system: string): Problem {
  const schema = project.schemas.find(({ entries }) => entries.some(({ variable }) => variable === name));
  const reads =
    system === 'github' ? `env: ${shown(name)}: \${{ secrets.${shown(name)} }}` : `$${shown(name)}`;
  return {
    file: schema?.file ?? null,
    line: null,
    says: `${shown(name)} has "${system}" among its environments, and no workflow reads it`,
    remedy: `take "${system}" out of its environments and the secret out of the settings there, or read it where it is needed: ${reads}`,
  };
}

function namesOf({ name, aliases }: DeclaredName): string[] {
  return [name, ...aliases];
}

function namesIn(declared: readonly DeclaredName[]): Set<string> {
  return new Set(declared.flatMap(namesOf).map((name) => name.toUpperCase()));
}

function withoutBoth(project: PolicyProject, { github, gitlab, unread }: Pipelines): Answer | null {
  if (project.schemas.length === 0) return notApplicable('there is no schema');
  const isNone = github.length + gitlab.length + unread.length === 0;
  return isNone ? notApplicable('there are no CI workflows') : null;
}
