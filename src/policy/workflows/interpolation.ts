/** The line about secrets that GitHub writes into the text of a script, where quotes in them run as code. */
import type { Problem } from '../line.js';
import { aboutWorkflows } from './about-workflows.js';
import { count, shown } from './answer.js';
import { expressionsIn, secretsOf, usesOf } from './expressions.js';
import type { Step, Workflow } from './github.js';
import { isSecretInput } from './printing/github.js';
import { lineAt, type TextNode } from './yaml-tree.js';

export const WORKFLOW_SCRIPTS = aboutWorkflows({
  id: 'workflow-scripts',
  point: 'privilege',
  title: 'Scripts in workflows get secrets through env, and not in their text',
  kinds: ['workflow', 'action'],
  problemsOf: (workflow) =>
    workflow.jobs.flatMap(({ steps }) => steps.flatMap((step) => ofStep(workflow, step))),
  passed: (files) => `no script of ${count(files, 'file')} has a secret in its text`,
  failed: (problems) => `${count(problems, 'place')} in which a secret becomes a part of a script`,
});

function ofStep({ file, kind }: Workflow, { run, uses, with: inputs }: Step): Problem[] {
  const script = uses === 'actions/github-script' ? inputs.find(({ key }) => key === 'script')?.value : null;
  const nodes = [run, script].filter((node): node is TextNode => node?.kind === 'text');
  return nodes.flatMap((node) =>
    expressionsIn(node.text).flatMap(({ start, source }): Problem[] => {
      const ofInputs =
        kind === 'action' ? usesOf('inputs', source).filter(({ name }) => isSecretInput(name)) : [];
      const [use] = [...secretsOf(source), ...ofInputs].filter(({ isGiven }) => isGiven);
      if (use === undefined) return [];
      const name = use.name === null ? null : shown(use.name);
      const says = `${name ?? 'a secret'} becomes a part of the script: whoever can list processes sees it, and a quote in it runs as code`;
      return [{ file, line: lineAt(node, start), says, remedy: remedyFor(name, ofInputs.length > 0) }];
    }),
  );
}

function remedyFor(name: string | null, isInput: boolean): string {
  const variable = (name ?? 'NAME').replaceAll('-', '_');
  const source = isInput ? `inputs.${(name ?? 'name').toLowerCase()}` : `secrets.${name ?? 'NAME'}`;
  return `give it to the step as env: ${variable}: \${{ ${source} }}, and write "$${variable}" in the script`;
}
