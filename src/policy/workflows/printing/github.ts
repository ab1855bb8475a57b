/** Which steps of GitHub's workflows print secrets, or write them where others can read them. */
import { describeSecretName } from '../../../offers/secret-names.js';
import type { ByteString } from '../../../types.js';
import type { Problem } from '../../line.js';
import { shown, shownAll } from '../answer.js';
import { expressionsIn, isDumped, isReshaped, secretsOf, usesOf } from '../expressions.js';
import type { Job, Step, Workflow } from '../github.js';
import { followScript, type Known } from '../shell/follow.js';
import { TooDeep } from '../shell/read-script.js';
import { expressionSign, type Taint } from '../shell/taint.js';
import {
  entriesOf,
  lineAt,
  type MapEntry,
  type TextNode,
  textOf,
  textsIn,
  valueUnder,
} from '../yaml-tree.js';
import { uploads } from './artifacts.js';
import { problemOf } from './ways.js';

export function printedByWorkflow(workflow: Workflow): Problem[] {
  return workflow.jobs.flatMap((job) => printedByJob(workflow, job));
}

function printedByJob(workflow: Workflow, job: Job): Problem[] {
  const { file, kind, env } = workflow;
  const isAction = kind === 'action';
  const files = new Set<string>();
  const around = [...env, ...job.env];
  const problems = job.steps.flatMap((step) => {
    const variables = variablesOf([...around, ...step.env], isAction);
    const own = [
      ...named(file, step),
      ...printedByStep(step, { file, isAction, variables, files }),
      ...printedByScript(step, { file, isAction, variables }),
    ];
    return [...own, ...uploads(file, step, files)];
  });
  const outputs = entriesOf(valueUnder(job.node, 'outputs'));
  return [...problems, ...outputs.flatMap((entry) => asOutput(file, entry))];
}

/** The variables that hold secrets. */
function variablesOf(env: readonly MapEntry[], isAction: boolean): Map<string, Taint> {
  const variables = new Map<string, Taint>();
  for (const { key, value } of env) {
    const taint = expressionsIn(textOf(value) ?? '')
      .map(({ source }) => taintOf(source, isAction))
      .find((one) => one !== null);
    if (taint) variables.set(key, { ...taint, names: [key] });
    else variables.delete(key);
  }
  return variables;
}

/** What an expression gives of secrets; in an action, whose secrets come as inputs, also of inputs named as secrets are. */
function taintOf(source: string, isAction: boolean): Taint | null {
  const secrets = secretsOf(source).filter(({ isGiven }) => isGiven);
  const inputs = isAction
    ? usesOf('inputs', source).filter(({ name, isGiven }) => isGiven && isSecretInput(name))
    : [];
  const found = [...secrets, ...inputs];
  if (found.length === 0) return null;
  const isAll = found.some(({ kind }) => kind === 'all');
  return {
    names: found.flatMap(({ name }) => (name === null ? [] : [name])),
    isReshaped: isReshaped(source) || isAll,
  };
}

export function isSecretInput(name: string | null): boolean {
  return name !== null && describeSecretName(name.replaceAll('-', '_'), null) !== null;
}

function printedByStep(
  { run, shell }: Step,
  {
    file,
    isAction,
    variables,
    files,
  }: { file: ByteString; isAction: boolean; variables: Map<string, Taint>; files: Set<string> },
): Problem[] {
  if (run === null || /^(?:python|node|perl|ruby|cmd)/.test(shell ?? '')) return [];
  const known: Known = { variables, expressions: [], hasOthers: false };
  const expressions: (Taint | null)[] = [];
  const text = withSigns(run.text, (source) => {
    const isWhole = isDumped('env', source) && variables.size > 0;
    expressions.push(
      isWhole
        ? { names: [...variables.keys()], isReshaped: false }
        : (taintOfEnv(source, variables) ?? taintOf(source, isAction)),
    );
  });
  const traced = /(?:^|\s)-[a-z]*x/.test(shell ?? '') ? 'set -x;' : '';
  try {
    const leaks = followScript(traced + text, { ...known, expressions }, files);
    return leaks.map((leak) =>
      problemOf(leak, { file, line: run.isLiteral ? run.line + leak.line - 1 : run.line }),
    );
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return [unfollowed(file, run)];
  }
}

/** `${{ env.NAME }}` */
function taintOfEnv(source: string, variables: ReadonlyMap<string, Taint>): Taint | null {
  const names = usesOf('env', source)
    .filter(({ isGiven }) => isGiven)
    .map(({ name }) => name);
  const found = [...variables].find(([name]) => names.includes(name.toUpperCase()));
  return found ? found[1] : null;
}

/** The script with a sign for each expression; lines stay lines. */
function withSigns(text: string, each: (source: string) => void): string {
  let result = '';
  let at = 0;
  for (const [position, { start, end, source }] of expressionsIn(text).entries()) {
    each(source);
    result +=
      text.slice(at, start) +
      expressionSign(position) +
      source.replace(/[^\n]/g, '').replaceAll('\n', '\\\n');
    at = end;
  }
  return result + text.slice(at);
}

/** Scripts that are none of a shell's: JavaScript of actions/github-script, Python of `shell: python`. */
const PRINTS =
  /\b(?:console\.\w{1,9}|core\.(?:info|notice|warning|error|debug|setOutput|exportVariable)|print)\(([^\n]{0,400})/g;
const READS =
  /process\.env(?:\.(\w{1,99})|\[["'](\w{1,99})["']\])|os\.(?:environ(?:\.get\(|\[)|getenv\()["'](\w{1,99})["']/g;

function printedByScript(
  step: Step,
  {
    file,
    isAction,
    variables,
  }: { file: ByteString; isAction: boolean; variables: ReadonlyMap<string, Taint> },
): Problem[] {
  const inputs = step.with.find(({ key }) => key === 'script')?.value ?? null;
  const isCode = /^(?:python|node)/.test(step.shell ?? '');
  const node = step.uses === 'actions/github-script' ? inputs : isCode ? step.run : null;
  if (node?.kind !== 'text') return [];
  return [...node.text.matchAll(PRINTS)].flatMap((match) => {
    const [, written = ''] = match;
    const read = [...written.matchAll(READS)]
      .map(([, a, b, c]) => a ?? b ?? c ?? '')
      .filter((name) => variables.has(name));
    const given = expressionsIn(written).flatMap(({ source }) => taintOf(source, isAction)?.names ?? []);
    const names = [...read, ...given];
    if (names.length === 0) return [];
    const says = `this writes ${shownAll(names)} where others can read it`;
    return [{ file, line: lineAt(node, match.index), says, remedy: 'take it out' }];
  });
}

/** A name is shown wherever the step is. */
function named(file: ByteString, { node }: Step): Problem[] {
  const name = valueUnder(node, 'name');
  return name === null
    ? []
    : textsIn(name).flatMap(({ node: text }) => givenIn(file, text, 'the name of a step shows'));
}

function asOutput(file: ByteString, { value }: MapEntry): Problem[] {
  return value.kind === 'text' ? givenIn(file, value, 'an output of the job gives on') : [];
}

function givenIn(file: ByteString, node: TextNode, what: string): Problem[] {
  return expressionsIn(node.text).flatMap(({ source }) => {
    const taint = taintOf(source, false);
    if (taint === null) return [];
    const says = `${what} ${taint.names.map(shown).join(', ') || 'a secret'}`;
    return [
      {
        file,
        line: node.line,
        says,
        remedy: 'read the secret in the step that needs it: env: NAME: ${{ secrets.NAME }}',
      },
    ];
  });
}

function unfollowed(file: ByteString, { line }: TextNode): Problem {
  return {
    file,
    line,
    says: 'this script is nested too deep to be followed',
    remedy: 'put it into a file of its own',
  };
}
