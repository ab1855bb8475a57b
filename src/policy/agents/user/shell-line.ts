/** The line: shell files that hold values of the schema's names are closed to others, and set each name once. */
import { toText } from '../../../sources/read-file.js';
import { fail, type Line, notApplicable, type Problem, pass } from '../../line.js';
import { quotePath } from '../../quote-word.js';
import { shown } from '../words.js';
import { type ShellFile, secretNames, shellFilesWithValues } from './shell-values.js';
import { HERE, type UserSurroundings } from './surroundings.js';
import { notAsked } from './user-agents-line.js';

export function shellLine(surroundings: UserSurroundings = HERE): Line {
  return {
    id: 'user-shell-files',
    point: 'storage',
    title: 'Your shell files keep secrets to themselves, each once',
    look(project) {
      if (!project.userConfigs) return notAsked();
      if (secretNames(project).size === 0) return notApplicable('the schema has no secret');
      const files = shellFilesWithValues(project, surroundings);
      const holding = files.filter(({ values }) => values.length > 0);
      const problems = [...files.flatMap(unread), ...holding.flatMap(open), ...doubles(holding)];
      const lives = holding.map(tell).join('; ');
      if (problems.length > 0) return fail(lives === '' ? 'not all could be read' : lives, problems);
      return lives === '' ? pass('no value of a name of the schema stands in them') : pass(lives);
    },
  };
}

/** `A_TOKEN and B_TOKEN live in .zshrc` */
function tell({ name, values }: ShellFile): string {
  const names = [...new Set(values.map((value) => shown(value.name) ?? '*'))];
  return `${names.join(', ')} ${names.length === 1 ? 'lives' : 'live'} in ${name}`;
}

function unread({ file, unread: reason }: ShellFile): Problem[] {
  if (reason === null) return [];
  return [{ file, line: null, says: `it was not read: ${reason}`, remedy: 'make it readable for yourself' }];
}

function open({ file, values, isOpen }: ShellFile): Problem[] {
  if (!isOpen) return [];
  const says = 'everybody on this machine can read it, and a secret stands in it';
  return [{ file, line: values[0]?.line ?? null, says, remedy: `chmod 600 ${quotePath(toText(file))}` }];
}

/** Each place that sets a name to another value than the first one does. */
function doubles(files: readonly ShellFile[]): Problem[] {
  const first = new Map<string, { value: string; at: string }>();
  return files.flatMap(({ file, name, values }) =>
    values.flatMap((one) => {
      const before = first.get(one.name);
      if (!before) first.set(one.name, { value: one.value, at: `${name}, line ${one.line}` });
      if (!before || before.value === one.value) return [];
      const says = `${shown(one.name) ?? 'a name'} is set to another value than in ${before.at}`;
      return [{ file, line: one.line, says, remedy: 'keep the one that is valid, and take the other out' }];
    }),
  );
}
