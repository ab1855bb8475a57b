/** Follows secrets through a script: which of them reach the log, an output of the step, or a file. Nothing is run. */
import { Files, wayOf } from './files.js';
import { type Leak, Leaks, type Output, outputOf } from './leaks.js';
import {
  CHANGERS,
  carried,
  dropsNames,
  isQuiet,
  keepsNames,
  listsVariables,
  programOf,
  READERS,
  SHELLS,
  tracing,
  WRITERS,
  writtenByCode,
} from './programs.js';
import { readScript, TooDeep } from './read-script.js';
import { type Command, HIDDEN, type Pipeline, type Redirect, type Script, type Word } from './script.js';
import { expressionsOf, join, type Taint, variablesIn } from './taint.js';

export interface Known {
  /** The variables that hold secrets when the script begins. */
  variables: ReadonlyMap<string, Taint>;
  /** What each expression in it gives, by its number. */
  expressions: readonly (Taint | null)[];
  /** Whether the environment has secrets that no one named. */
  hasOthers: boolean;
}

const MASK = /::add-mask::/i;
const SET_OUTPUT = /::(?:set-output|save-state) /i;
const LONGEST_INSIDE = 16 * 1024; // of a script that is a word of another

/**
 * @param files those that got secrets before, which is added to.
 * @throws TooDeep
 */
export function followScript(text: string, known: Known, files: Set<string>): Leak[] {
  const follower = new Follower(known, files);
  follower.run(readScript(text));
  return follower.leaks.all;
}

class Follower {
  readonly leaks = new Leaks();
  private readonly known: Known;
  private readonly files: Files;
  private readonly variables: Map<string, Taint>;
  /** A script within a word runs once, wherever the word is asked about. */
  private readonly told = new Map<Word, Taint | null>();
  /** What `read` gets in a group. */
  private lines: readonly Output[] = [];
  private isTraced = false;

  constructor(known: Known, files: Set<string>) {
    this.known = known;
    this.files = new Files(files, this.leaks);
    this.variables = new Map(known.variables);
  }

  run(script: Script): void {
    for (const output of this.flow(script)) this.leaks.add('log', output);
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
      .map(({ target }) => this.files.taintOf(target));
    return [...own.map((word) => this.taintOf(word)), ...files].flatMap((taint) => outputOf(taint, line));
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
    if (program === 'tee') for (const target of rest) this.files.write(target, input);
    if (program === 'tee' && rest.some(({ text }) => wayOf(text) !== null)) return [];
    const named = program === 'tee' ? [] : rest;
    const files = named.map(
      (word) => this.files.taintOf(word) ?? (word.scripts.length > 0 ? this.taintOf(word) : null),
    );
    const found = [...input, ...files.flatMap((taint) => outputOf(taint, line))];
    return found
      .filter((one) => !one.isList || !dropsNames(texts, one.names))
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
      this.leaks.add('output', { ...taint, line, isList: false });
      return [];
    }
    return [{ ...taint, line, isList: false }];
  }

  private variablesNamed(names: readonly string[], line: number): Output[] {
    const taint = join(names.map((name) => this.variables.get(name) ?? null));
    return outputOf(taint, line);
  }

  private everyVariable(line: number): Output[] {
    const exported = join([...this.known.variables.values()]);
    const taint = exported ?? (this.known.hasOthers ? { names: [], isReshaped: false } : null);
    return taint === null ? [] : [{ ...taint, line, isList: true }];
  }

  private scriptInWord(program: string, words: readonly Word[], line: number): Output[] {
    const at = words.findIndex(({ text }) => /^-[a-z]*c$/.test(text));
    const word = program === 'eval' ? words[0] : at >= 0 ? words[at + 1] : undefined;
    if (word === undefined) return [];
    if (word.text.length > LONGEST_INSIDE) throw new TooDeep();
    // What single quotes hid from the outer shell is the inner one's to expand.
    const script = readScript(word.text.replaceAll(HIDDEN, '$'), 30);
    return this.flow(script).map((output) => ({ ...output, line }));
  }

  private code(text: string, line: number): Output[] {
    const found = writtenByCode(text);
    if (found === null) return [];
    return found.name === null ? this.everyVariable(line) : this.variablesNamed([found.name], line);
  }

  private redirected(outputs: readonly Output[], redirects: readonly Redirect[]): Output[] {
    const target = redirects.findLast(
      ({ operator, descriptor }) => descriptor === 1 && operator.includes('>'),
    );
    if (target === undefined) return [...outputs];
    const { text } = target.target;
    if (target.operator === '>&' && /^\d$/.test(text)) {
      if (text !== '2') return [...outputs];
      for (const output of outputs) this.leaks.add('log', output);
      return [];
    }
    this.files.write(target.target, outputs);
    return [];
  }

  private declare([program = '', ...rest]: readonly string[], words: readonly Word[]): void {
    if (program === 'cp') this.files.copied(rest);
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
    if (taint) this.leaks.add('trace', { ...taint, line, isList: false });
  }
}
