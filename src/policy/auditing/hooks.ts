/** The line: keyfence stands in the hooks of this clone. Nothing is run: `keyfence doctor` proves that they guard. */
import { join } from 'node:path';
import { type HookScripts, lookAtHooks, readScript } from '../../doctor/hook-files.js';
import { findManagers } from '../../doctor/managers.js';
import { isKnown } from '../../errors.js';
import { askGit } from '../../git/ask.js';
import { findHooksPlace, type HooksPlace } from '../../git/hooks-path.js';
import type { ByteString } from '../../types.js';
import { type Answer, fail, type Line, notApplicable, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { count } from '../words.js';

export const hooksInstalled: Line = {
  id: 'hooks-installed',
  point: 'auditing',
  title: 'The hooks of this clone run keyfence',
  look,
};

/** The managers whose hooks say nothing of what they run: it stands in the file of the project. */
const GENERIC = ['pre-commit', 'lefthook'];

async function look({ top }: PolicyProject): Promise<Answer> {
  if (isSet(process.env.CI)) return notApplicable('in CI nobody commits');
  let place: HooksPlace;
  try {
    place = await findHooksPlace((args) => askGit(args, { cwd: top }));
  } catch (error) {
    if (!isKnown(error)) throw error;
    return fail('the place of the hooks', [
      { file: null, line: null, says: error.message, remedy: error.remedy },
    ]);
  }
  const { areRun, areUsed } = place.configHooks;
  if (areRun && areUsed) return pass('by commands in the configuration; keyfence doctor proves it');
  const hooks = lookAtHooks(place.directory);
  const managed = findManagers(
    place.topLevel,
    hooks.map(({ facts }) => facts),
  ).filter(({ name, file }) => GENERIC.includes(name) && isCalledIn(readScript(join(place.topLevel, file))));
  const names = new Set(managed.map(({ name }) => name));
  const wrong = hooks.flatMap((hook) => {
    const says = whatIsWrong(hook, names);
    return says === null ? [] : [{ hook: hook.facts.hook, says }];
  });
  if (wrong.length === 0) return pass(`${count(hooks.length, 'hook')}; keyfence doctor proves it`);
  const says = `${wrong.length} of ${count(hooks.length, 'hook')} do not`;
  return fail(says, problemsOf(wrong), {
    remedy: 'keyfence init, and then keyfence doctor, which proves it',
  });
}

/** Those of which the same is said as one. */
function problemsOf(wrong: readonly { hook: string; says: string }[]): Problem[] {
  const said = [...new Set(wrong.map(({ says }) => says))];
  return said.map((says) => {
    const hooks = wrong.filter((one) => one.says === says).map(({ hook }) => hook);
    return { file: null, line: null, says: `${hooks.join(', ')}: ${says}`, remedy: null };
  });
}

/** Null for a hook that runs keyfence, by itself or by its manager. */
function whatIsWrong(
  { facts: { state, owner }, commands }: HookScripts,
  managed: ReadonlySet<string>,
): string | null {
  switch (state) {
    case 'absent':
    case 'sample':
      return 'not installed';
    case 'no-file':
      return 'no file';
    case 'not-executable':
      return 'not executable, so Git passes it over';
    case 'present': {
      const isCalled = isCalledIn(commands?.text ?? null) || (owner !== null && managed.has(owner));
      return isCalled ? null : 'runs other programs, and not keyfence';
    }
  }
}

/** Whether a line that is no comment names it. */
function isCalledIn(text: ByteString | null): boolean {
  const lines = text?.split('\n') ?? [];
  return lines.some((line) => line.includes('keyfence') && !/^\s*#/.test(line));
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value.toLowerCase() !== 'false';
}
