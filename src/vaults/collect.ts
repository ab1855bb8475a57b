/** The values that vaults have for the schema's names: in memory, for comparing only. */
import { type Answer, runProgram } from './run-program.js';
import type { Question, Vault, VaultValue, Wanted } from './vault.js';
import { VAULTS, type VaultName } from './vaults.js';

/** A vault that did not tell all that it was asked. */
export interface VaultProblem {
  vault: VaultName;
  title: string;
  /** What is the matter, and what to do, in our words. */
  reason: string;
}

export interface VaultSearch {
  vaults: readonly VaultName[];
  wanted: readonly Wanted[];
  /** The top level of the project, absolute. */
  root: string;
  env: NodeJS.ProcessEnv;
}

export interface VaultAnswers {
  values: (VaultValue & { from: VaultName })[];
  problems: VaultProblem[];
}

const MOST_QUESTIONS = 50; // for one vault: each can take a second

/** Asks each vault what it has; vaults at once, the questions to one of them one after the other. */
export async function collectVaultValues(search: VaultSearch): Promise<VaultAnswers> {
  const answers = await Promise.all([...new Set(search.vaults)].map((name) => askVault(name, search)));
  return {
    values: answers.flatMap(({ values }) => values),
    problems: answers.flatMap(({ problems }) => problems),
  };
}

async function askVault(name: VaultName, { wanted, root, env }: VaultSearch): Promise<VaultAnswers> {
  const vault: Vault = VAULTS[name];
  const all = vault.questions(wanted, root);
  const questions = all.slice(0, MOST_QUESTIONS);
  const reasons = new Set<string>();
  if (all.length === 0) reasons.add('no name of the schema has a source that it could be asked for');
  if (all.length > questions.length)
    reasons.add(`it was asked for the first ${MOST_QUESTIONS} references only`);
  const values: VaultAnswers['values'] = [];
  const program = { name: vault.program, variables: vault.variables, root, env };
  for (const question of questions) {
    const answer = await runProgram(program, question.args);
    const read = answer.kind === 'answered' ? readAnswer(question, answer.output) : null;
    if (read) values.push(...read.filter(({ value }) => value !== '').map((one) => ({ ...one, from: name })));
    else reasons.add(reasonFor(vault, answer));
    // A program that is not there, or does not end, will not do better the next time.
    if (answer.kind === 'absent' || answer.kind === 'late') break;
  }
  return { values, problems: [...reasons].map((reason) => ({ vault: name, title: vault.title, reason })) };
}

/** Null where it is not what was expected. The error of a parser would repeat the answer. */
function readAnswer(question: Question, output: string): VaultValue[] | null {
  try {
    return question.read(output);
  } catch {
    return null;
  }
}

function reasonFor({ program, remedy }: Vault, { kind }: Answer): string {
  switch (kind) {
    case 'absent':
      return `${program} is not on PATH; install it, or leave it out`;
    case 'late':
      return `${program} did not answer within 10 seconds; ${remedy}`;
    case 'too-long':
      return `${program} answered with more than a megabyte`;
    case 'failed':
      return `${program} failed; ${remedy}`;
    case 'answered':
      return `${program} answered with something else than expected`;
  }
}
