/** The line about values of secrets that stand in workflows themselves. */
import { credentialKind } from '../../judge/generic/name.js';
import { judgeCredential } from '../../judge/generic/value.js';
import { judgeLogin } from '../../judge/login.js';
import { isStandIn, judgeValue } from '../../judge/placeholder.js';
import { describeSecretName } from '../../offers/secret-names.js';
import type { ByteString } from '../../types.js';
import { catalogKnows } from '../code/entry-to-write.js';
import type { Line, Problem } from '../line.js';
import type { PolicyProject } from '../project.js';
import { conclude, count, shown, withoutAny } from './answer.js';
import type { Workflow } from './github.js';
import type { GitlabFile } from './gitlab.js';
import { pipelinesOf } from './pipelines.js';
import { entriesOf, type MapEntry, textOf, valueUnder } from './yaml-tree.js';

export const WORKFLOW_LITERALS: Line = {
  id: 'workflow-literals',
  point: 'hardcoded',
  title: 'No CI workflow holds the value of a secret',
  look(project) {
    const pipelines = pipelinesOf(project);
    const { github, gitlab } = pipelines;
    const nothing = withoutAny([...github, ...gitlab], pipelines);
    if (nothing) return nothing;
    const declared = declaredIn(project);
    const problems = [
      ...github.flatMap((one) => ofGithub(one).filter((value) => isHeld(value, declared))),
      ...gitlab.flatMap((one) => ofGitlab(one).filter((value) => isHeld(value, declared))),
    ].map(problemOf);
    return conclude(pipelines, problems, {
      passed: `${count(github.length + gitlab.length, 'file')} without such a value`,
      failed: `${count(problems.length, 'value')} of secrets in workflows`,
    });
  },
};

/** A value that stands under a name. */
interface Held {
  file: ByteString;
  line: number;
  name: string;
  value: string;
  /** Whether it is for a server that only this run has. */
  isOfService: boolean;
  remedy: string;
}

function ofGithub({ file, env, jobs }: Workflow): Held[] {
  const remedy = (name: string) =>
    `set it with gh secret set ${name}, write \${{ secrets.${name} }} here, and rotate it: it is known`;
  const held = (entries: readonly MapEntry[], isOfService: boolean) =>
    heldIn(file, entries, { isOfService, remedy });
  return [
    ...held(env, false),
    ...jobs.flatMap((job) => [
      ...held(job.env, false),
      ...held(entriesOf(valueUnder(valueUnder(job.node, 'container'), 'env')), false),
      ...entriesOf(valueUnder(job.node, 'services')).flatMap(({ value }) =>
        held(entriesOf(valueUnder(value, 'env')), true),
      ),
      ...job.steps.flatMap((step) => [...held(step.env, false), ...held(step.with, false)]),
    ]),
  ];
}

function ofGitlab({ file, jobs }: GitlabFile): Held[] {
  const remedy = (name: string) =>
    `make ${name} a masked and protected variable in the settings, take it out here, and rotate it: it is known`;
  return jobs.flatMap(({ variables }) => {
    const plain = variables.map((entry) => ({
      ...entry,
      value: valueUnder(entry.value, 'value') ?? entry.value,
    }));
    return heldIn(file, plain, { isOfService: false, remedy });
  });
}

function heldIn(
  file: ByteString,
  entries: readonly MapEntry[],
  { isOfService, remedy }: { isOfService: boolean; remedy: (name: string) => string },
): Held[] {
  return entries.flatMap(({ key, line, value }) => {
    const text = textOf(value) ?? '';
    const name = key.toUpperCase().replaceAll('-', '_');
    return text === '' || text.includes('${{')
      ? []
      : [{ file, line, name, value: text, isOfService, remedy: remedy(shown(name)) }];
  });
}

function isHeld({ name, value, isOfService }: Held, declared: ReadonlySet<string>): boolean {
  const text = Buffer.from(value, 'utf8').toString('latin1');
  if (isStandIn(text, { name, prefix: '' }) || judgeValue(text, { name, prefix: '', quoted: false }) !== null)
    return false;
  if (judgeLogin(text) !== null) return false;
  if (declared.has(name) && !isOfService) return true;
  if (describeSecretName(name, catalogKnows(name)) === null) return false;
  const looks = judgeCredential(text, credentialKind(name) ?? 'secret', { quoted: false });
  return looks === 'random' || (looks === 'made-up' && !isOfService);
}

function problemOf({ file, line, name, remedy }: Held): Problem {
  return { file, line, says: `the value of ${shown(name)} stands here`, remedy };
}

function declaredIn({ declared }: PolicyProject): Set<string> {
  return new Set(
    declared.filter(({ isSensitive }) => isSensitive).flatMap(({ name, aliases }) => [name, ...aliases]),
  );
}
