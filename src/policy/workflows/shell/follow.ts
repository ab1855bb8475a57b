/** Follows secrets through a script: which of them reach the log, an output of the step, or a file. Nothing is run. */
import { isTemplateName } from '../../../environment/template-values.js';
import {
  CARRIERS,
  CHANGERS,
  isQuiet,
  keepsNames,
  listsVariables,
  READERS,
  SHELLS,
  tracing,
  WRITERS,
  writtenByCode,
} from './programs.js';
import { readScript } from './read-script.js';
import type { Command, Pipeline, Redirect, Script, Word } from './script.js';
import { expressionsOf, join, type Taint, variablesIn } from './taint.js';

/** How a secret leaves a script. */
export type Way = 'log' | 'trace' | 'output' | 'summary' | 'environment';

export interface Leak extends Taint {
  way: Way;
  /** 1-based, in the script. */
  line: number;
  /** Whether every variable is listed. */
  isList: boolean;
}

export interface Known {
  /** The variables that hold secrets when the script begins. */
  variables: ReadonlyMap<string, Taint>;
  /** What each expression in it gives, by its number. */
  expressions: readonly (Taint | null)[];
  /** Whether the environment has secrets that no one named. */
  hasOthers: boolean;
}

export interface Followed {
  leaks: Leak[];
  /** The files that got secrets. */
  files: Set<string>;
}

interface Output extends Taint {
  line: number;
  isList: boolean;
}

const SPECIAL: Readonly<Record<string, Way>> = {
  GITHUB_OUTPUT: 'output',
  GITHUB_STEP_SUMMARY: 'summary',
  GITHUB_ENV: 'environment',
};
const MASK = /::add-mask::/i;
const SET_OUTPUT = /::(?:set-output|save-state) /i;
const MOST_WORDS = 400; // of a script in a word of a script

/**
 * @param files those that got secrets before, which is added to.
 * @throws TooDeep
 */
export function followScript(text: string, known: Known, files: Set<string>): Followed {
  const follower = new Follower(known, files);
  follower.run(readScript(text));
  return { leaks: follower.leaks, files };
}

class Follower {
  readonly leaks: Leak[] = [];
  private readonly known: Known;
  private readonly files: Set<string>;
  private readonly variables: Map<string, Taint>;
  private readonly harmless = new Set<string>();
  /** A script within a word runs once, wherever the word is asked about. */
  private readonly told = new Map<Word, Taint | null>();
  /** What `read` gets in a group. */
  private lines: readonly Output[] = [];
  private isTraced = false;

  constructor(known: Known, files: Set<string>) {
    this.known = known;
    this.files = files;
    this.variables = new Map(known.variables);
  }

  run(script: Script): void {
    for (const output of this.flow(script)) this.leak('log', output);
  }

  /** What the script writes, in its order. */
  private flow(script: Script): Output[] {
    return script.flatMap((pipeline) => this.through(pipeline));
  }

  private through(pipeline: Pipeline): Output[] {
    let outputs: Output[] = [];
    for (const command of pipeline) outputs = this.runCommand(command, outputs);
    return outputs;
  }

  private runCommand(command: Command, before: readonly Output[]): Output[] {
    const { line } = command;
    for (const { name, value } of command.assignments) this.assign(name, this.taintOf(value));
    const input = [...before, ...this.inputOf(command)];
    const words = carried(command.words);
    const texts = words.map(({ text }, position) => (position === 0 ? programOf(text) : text));
    const taints = command.words.map((word) => this.taintOf(word));
    if (this.isTraced && line > 0) this.trace(taints, line);
    this.isTraced = tracing(texts) ?? this.isTraced;
    this.declare(texts, words);
    if (texts[0] === 'read')
      for (const name of texts.slice(1)) this.assign(name, join(input.length > 0 ? input : this.lines));
    const own = command.group
      ? this.inGroup(command.group, input)
      : this.outputsOf({ texts, words, input, line });
    return this.redirected(own, command.redirects);
  }

  private inGroup(group: Script, input: readonly Output[]): Output[] {
    const before = this.lines;
    this.lines = input;
    const outputs = this.flow(group);
    this.lines = before;
    return outputs;
  }

  private inputOf({ documents, redirects, line }: Command): Output[] {
    const own = [
      ...documents,
      ...redirects.filter(({ operator }) => operator === '<<<').map(({ target }) => target),
    ];
    const files = redirects
      .filter(({ operator }) => operator === '<')
      .map(({ target }) => this.fileTaint(target));
    return [...own.map((word) => this.taintOf(word)), ...files].flatMap((taint) =>
      taint === null ? [] : [{ ...taint, line, isList: false }],
    );
  }

  private outputsOf({
    texts,
    words,
    input,
    line,
  }: {
    texts: readonly string[];
    words: readonly Word[];
    input: readonly Output[];
    line: number;
  }): Output[] {
    const [program = ''] = texts;
    const rest = words.slice(1);
    const all = texts.slice(1).join(' ');
    if (WRITERS.has(program)) return this.written(all, rest, line);
    if (program === 'printenv' && rest.length > 0) return this.variablesNamed(texts.slice(1), line);
    if (listsVariables(texts)) return this.everyVariable(line);
    if (SHELLS.has(program) || program === 'eval') return this.scriptInWord(program, rest, line);
    if (/^(?:node|bun|deno|python[\d.]*)$/.test(program)) return this.code(all, line);
    const isChanger =
      CHANGERS.has(program) || (program === 'openssl' && /^(?:base64|enc .*-(?:a|base64)\b)/.test(all));
    if (!isChanger && !READERS.has(program)) return [];
    if (isQuiet(texts) || keepsNames(texts)) return [];
    if (program === 'tee') for (const target of rest) this.writeFile(target, input);
    if (program === 'tee' && rest.some(({ text }) => isSpecial(text))) return [];
    const named = program === 'tee' ? [] : rest;
    const files = named.map(
      (word) => this.fileTaint(word) ?? (word.scripts.length > 0 ? this.taintOf(word) : null),
    );
    const found = [
      ...input,
      ...files.flatMap((taint) => (taint === null ? [] : [{ ...taint, line, isList: false }])),
    ];
    return found
      .filter((one) => this.passes(texts, one))
      .map((one) => ({ ...one, isReshaped: one.isReshaped || isChanger }));
  }

  private written(all: string, words: readonly Word[], line: number): Output[] {
    const taint = join(words.map((word) => this.taintOf(word)));
    if (taint === null) return [];
    if (MASK.test(all)) {
      for (const word of words) for (const { name } of variablesIn(word.text)) this.assignMasked(name);
      return [];
    }
    if (SET_OUTPUT.test(all)) {
      this.leak('output', { ...taint, line, isList: false });
      return [];
    }
    return [{ ...taint, line, isList: false }];
  }

  private variablesNamed(names: readonly string[], line: number): Output[] {
    const taint = join(names.map((name) => this.variables.get(name) ?? null));
    return taint === null ? [] : [{ ...taint, line, isList: false }];
  }

  private everyVariable(line: number): Output[] {
    const exported = join([...this.known.variables.values()]);
    const taint = exported ?? (this.known.hasOthers ? { names: [], isReshaped: false } : null);
    return taint === null ? [] : [{ ...taint, line, isList: true }];
  }

  private scriptInWord(program: string, words: readonly Word[], line: number): Output[] {
    const at = words.findIndex(({ text }) => /^-[a-z]*c$/.test(text));
    const word = program === 'eval' ? words[0] : at >= 0 ? words[at + 1] : undefined;
    if (word === undefined || word.text.length > MOST_WORDS * 10) return [];
    // What single quotes hid from the outer shell is the inner one's to expand.
    const script = readScript(word.text.replaceAll('\u0003', '$'), 30);
    return this.flow(script).map((output) => ({ ...output, line }));
  }

  private code(text: string, line: number): Output[] {
    const found = writtenByCode(text);
    if (found === null) return [];
    return found.name === null ? this.everyVariable(line) : this.variablesNamed([found.name], line);
  }

  /** A search for other names lets no secret through: `env | grep NODE`. */
  private passes([program = '', ...rest]: readonly string[], { isList, names }: Output): boolean {
    if (!isList || !/^(?:[ef]?grep|rg)$/.test(program)) return true;
    const sought = rest.find((word) => !word.startsWith('-')) ?? '';
    if (rest.some((word) => /^-[A-Za-z]*v/.test(word)) || !/^\^?[\w=]+$/.test(sought))
      return names.length > 0 && !rest.some((word) => /^-[A-Za-z]*v/.test(word));
    const plain = sought.replace(/^\^|=$/g, '').toLowerCase();
    return (
      names.some((name) => name.toLowerCase().includes(plain)) || (names.length === 0 && this.known.hasOthers)
    );
  }

  private redirected(outputs: readonly Output[], redirects: readonly Redirect[]): Output[] {
    const target = redirects.findLast(
      ({ operator, descriptor }) => descriptor === 1 && operator.includes('>'),
    );
    if (target === undefined) return [...outputs];
    const { text } = target.target;
    if (target.operator === '>&' && /^\d$/.test(text)) {
      if (text !== '2') return [...outputs];
      for (const output of outputs) this.leak('log', output);
      return [];
    }
    this.writeFile(target.target, outputs);
    return [];
  }

  private writeFile({ text }: Word, outputs: readonly Output[]): void {
    if (outputs.length === 0 || text === '/dev/null' || text === '$null') return;
    const name = variablesIn(text)[0]?.name ?? '';
    const way = /^\/dev\/(?:stdout|stderr|tty)$/.test(text) ? 'log' : SPECIAL[name];
    if (way === undefined) {
      if (!text.startsWith('-')) this.files.add(text);
      return;
    }
    // The runner shows the environment of every later step; a secret as it is stands there masked.
    const shown = way === 'environment' ? outputs.filter(({ isReshaped }) => isReshaped) : outputs;
    for (const output of shown) this.leak(way, output);
  }

  /** What reading a file gives: one that got a secret, or a `.env` that no template was copied to. */
  private fileTaint({ text }: Word): Taint | null {
    if (this.files.has(text)) return { names: [], isReshaped: false };
    const name = text.slice(text.lastIndexOf('/') + 1);
    const isEnvFile = /^\.env(?:\.[\w.-]+)?$/.test(name) && !isTemplateName(name) && !this.harmless.has(text);
    return isEnvFile ? { names: [], isReshaped: false } : null;
  }

  private declare([program = '', ...rest]: readonly string[], words: readonly Word[]): void {
    if (
      program === 'cp' &&
      rest.length >= 2 &&
      rest.some((file) => isTemplateName(file.slice(file.lastIndexOf('/') + 1)))
    ) {
      this.harmless.add(rest.at(-1) as string);
    }
    if (!/^(?:export|local|declare|readonly|typeset)$/.test(program)) return;
    for (const word of words.slice(1)) {
      const name = /^([A-Za-z_]\w*)=/.exec(word.text)?.[1];
      if (name !== undefined) this.assign(name, this.taintOf(word));
    }
  }

  private assign(name: string, taint: Taint | null): void {
    if (taint === null) this.variables.delete(name);
    else this.variables.set(name, { ...taint, names: [...taint.names] });
  }

  private assignMasked(name: string): void {
    const taint = this.variables.get(name);
    if (taint) this.variables.set(name, { ...taint, isReshaped: false });
  }

  private taintOf(word: Word): Taint | null {
    const told = this.told.get(word);
    if (told !== undefined) return told;
    const taint = this.findTaint(word);
    this.told.set(word, taint);
    return taint;
  }

  private findTaint(word: Word): Taint | null {
    const variables = variablesIn(word.text).map(({ name, isReshaped }) => {
      const taint = this.variables.get(name);
      return taint ? { ...taint, isReshaped: taint.isReshaped || isReshaped } : null;
    });
    const expressions = expressionsOf(word).map((position) => this.known.expressions[position] ?? null);
    return join([...variables, ...expressions, ...word.scripts.flatMap((script) => this.flow(script))]);
  }

  private trace(taints: readonly (Taint | null)[], line: number): void {
    const taint = join(taints);
    if (taint) this.leak('trace', { ...taint, line, isList: false });
  }

  private leak(way: Way, { names, isReshaped, line, isList }: Output): void {
    const isKnown = this.leaks.some(
      (one) => one.way === way && one.line === line && one.names.join() === names.join(),
    );
    if (!isKnown) this.leaks.push({ way, names, isReshaped, line, isList });
  }
}

/** The words from the program that is really run. */
function carried(words: readonly Word[]): readonly Word[] {
  let at = 0;
  for (let steps = 0; steps < 8; steps++) {
    const program = programOf(words[at]?.text ?? '');
    const isEnv = program === 'env' && words.slice(at + 1).some(({ text }) => !/^-|^\w+=/.test(text));
    if (!CARRIERS.has(program) && !isEnv) break;
    const next = words.findIndex(({ text }, position) => position > at && !/^-|^\d+[smh]?$|^\w+=/.test(text));
    if (next < 0) break;
    at = next;
  }
  return words.slice(at);
}

function programOf(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1).toLowerCase();
}

function isSpecial(text: string): boolean {
  return variablesIn(text).some(({ name }) => name in SPECIAL);
}
