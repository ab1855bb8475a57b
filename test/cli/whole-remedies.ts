/** Carries out what a report of `keyfence check` says: commands as they are printed, and the rest by the edits of `whole-edits.ts`. */
import * as assert from 'uvu/assert';
import type { Ran, Repository } from '../support/repository.js';
import { utf8 } from '../support/scanned.js';
import { declareSetting, EDITS, renewValues, SETTING } from './whole-edits.js';
import { keepText } from './whole-secrets.js';

export interface ToldLine {
  id: string;
  outcome: string;
  says: string;
  problems: { file: string | null; says: string; remedy: string | null }[];
  remedy: string | null;
}

/** What begins as one of these is a command, up to the first comma or semicolon that prose follows. */
const COMMAND = /^(?:git|chmod|dotenvx|ansible-vault|keyfence (?!check|scan)\w+) .+|^keyfence init/;
const PROSE = /, and |, which |; /;
const ROTATE = /^keyfence rotate ([A-Z_]+)(?: for each of these)?$/;

/** Each remedy of a line, with the problem that it is for. */
function remediesOf({ problems, remedy }: ToldLine): { remedy: string; says: string }[] {
  return [...problems, { says: '', remedy }].flatMap((one) =>
    one.remedy === null ? [] : [{ remedy: one.remedy, says: one.says }],
  );
}

/**
 * @param outcomes of which lines the remedies are carried out.
 * @param except ids of lines that are left alone.
 * @throws AssertionError for a remedy that is no command and that no edit is known for, and for a command that fails.
 */
export function carryOut(
  repository: Repository,
  lines: readonly ToldLine[],
  outcomes: readonly string[],
  except: readonly string[] = [],
): void {
  renewValues(repository);
  for (const line of lines.filter(({ id, outcome }) => outcomes.includes(outcome) && !except.includes(id))) {
    const remedies = remediesOf(line);
    assert.ok(remedies.length > 0, `${line.id} says what to do`);
    for (const { remedy, says } of remedies) {
      if (ROTATE.test(commandOf(remedy))) rotate(repository, { remedy, says: says || line.says });
      else if (COMMAND.test(remedy)) runCommands(repository, remedy);
      else edit(repository, line.id, { remedy, says });
    }
  }
}

/** The first command of a remedy. */
function commandOf(remedy: string): string {
  return remedy.split(PROSE)[0] as string;
}

function edit(repository: Repository, id: string, { remedy, says }: { remedy: string; says: string }): void {
  const known = EDITS.filter((one) => one.id === id && one.remedy.test(remedy));
  assert.is(known.length, 1, `${id}: ${remedy}`);
  for (const { remedy: pattern, does } of known) {
    does?.(repository, pattern.exec(remedy) as RegExpExecArray, says);
  }
}

function runCommands(repository: Repository, remedy: string): void {
  for (const command of remedy.split(/, and then /).map(commandOf)) {
    const { status, stderr } = shell(repository, command);
    assert.is(status, 0, `${command}: ${stderr}`);
  }
}

/** Runs a command as a person types it. */
export function shell(repository: Repository, command: string): Ran {
  const ran = repository.run('sh', ['-c', command]);
  if (command.startsWith('keyfence')) keepText(utf8(ran.stdout) + utf8(ran.stderr));
  return ran;
}

/** Asks for the steps, and then notes that they are done. */
function rotate(repository: Repository, { remedy, says }: { remedy: string; says: string }): void {
  const [, name = ''] = ROTATE.exec(commandOf(remedy)) ?? [];
  const held = /(?:which held|never noted:) ([\w, ]+)/.exec(says)?.[1]?.split(', ') ?? [];
  for (const one of name === 'NAME' ? held : [name]) {
    if (one === SETTING) {
      assert.match(remedy, /what is no secret: declare it there with "sensitive": false/);
      declareSetting(repository);
      continue;
    }
    assert.match(utf8(shell(repository, `keyfence rotate ${one}`).stdout), /--done/);
    const done = shell(repository, `keyfence rotate ${one} --done --yes`);
    assert.match(utf8(done.stdout) + done.stderr, /last_rotated/, done.stderr);
  }
}
