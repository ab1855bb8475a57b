/** Runs the steps of `action.yml` as a runner does: bash, inputs as variables, outputs in a file. */
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Ran, Repository } from '../support/repository.js';
import { scratch } from '../support/repository.js';

interface Step {
  id: string;
  shell: string;
  env?: Record<string, string>;
  run: string;
  'working-directory'?: string;
}

export interface Action {
  inputs: Record<string, { default?: unknown; description: string }>;
  outputs: Record<string, { value: string }>;
  runs: { using: string; steps: Step[] };
}

export const ACTION_TEXT = readFileSync(new URL('../../action.yml', import.meta.url), 'utf8');
export const action = parse(ACTION_TEXT) as Action;

type Outputs = Record<string, string>;

/** A package named keyfence, whose program is `script`. */
export function packageWith(script: string): string {
  const folder = join(scratch(), 'package');
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "keyfence", "version": "9.9.9" }');
  writeFileSync(join(folder, 'dist/cli.cjs'), script);
  return `file:${folder}`;
}

/** @returns how the last step ended that ran, and what the action hands on. */
export function runAction(
  repository: Repository,
  typed: Record<string, string>,
  env: NodeJS.ProcessEnv = {},
): Ran & { outputs: Outputs } {
  const given = Object.entries(action.inputs).map(([name, input]) => [name, String(input.default ?? '')]);
  const inputs: Outputs = { ...Object.fromEntries(given), ...typed };
  const steps: Record<string, Outputs> = {};
  const temporary = realpathSync(scratch());
  let last: Ran = { status: null, stdout: '', stderr: '' };
  for (const step of action.runs.steps) {
    const output = join(temporary, `output-${step.id}`);
    const script = join(temporary, `${step.id}.sh`);
    writeFileSync(script, step.run);
    const variables = Object.entries(step.env ?? {}).map(([name, text]) => [
      name,
      evaluate(text, { inputs, steps }),
    ]);
    last = repository.run('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', script], {
      cwd: join(repository.top, evaluate(step['working-directory'] ?? '.', { inputs, steps })),
      env: {
        RUNNER_TEMP: temporary,
        GITHUB_OUTPUT: output,
        npm_config_offline: 'true',
        ...env,
        ...Object.fromEntries(variables),
      },
    });
    steps[step.id] = existsSync(output) ? readOutputs(readFileSync(output, 'utf8')) : {};
    if (last.status !== 0) break;
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [
    name,
    evaluate(value, { inputs, steps }),
  ]);
  return { ...last, outputs: Object.fromEntries(outputs) };
}

/** The only two expressions that the action uses. */
function evaluate(text: string, values: { inputs: Outputs; steps: Record<string, Outputs> }): string {
  return text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, expression: string) => {
    const [root, first = '', , last = ''] = expression.split('.');
    const value = root === 'inputs' ? values.inputs[first] : values.steps[first]?.[last];
    if (root !== 'inputs' && root !== 'steps')
      throw new Error(`an expression that is not known: ${expression}`);
    return value ?? '';
  });
}

function readOutputs(text: string): Outputs {
  const lines = text.split('\n').filter((line) => line !== '');
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}
