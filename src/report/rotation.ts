/** A rotation for a person: what the old value is, the steps, and what still holds it. */
import {
  type Action,
  type HeldValue,
  type Holder,
  holdersInHistory,
  holdersNow,
  isComplete,
  type RotationReport,
  type Situation,
} from '../rotation/report.js';
import { display, displayMasked, displayText } from './display.js';
import { type Paint, PLAIN } from './paint.js';
import { plural } from './receipt.js';
import { skipLines } from './skips.js';

const MOST_HOLDERS = 50;

const SITUATIONS: Record<Situation, string> = {
  said: 'the old value is the one with that fingerprint',
  here: 'the value that stands here is taken for the one to rotate: no other value of that name was found. If it is the new one already, nothing is left of the old one',
  leaked: 'the value that stands here is one to rotate: it stands where none may, too',
  replaced:
    'the value that stands here is taken for the new one, and what else was found for that name is old. If it is still the old one: --old with its fingerprint',
  several:
    'different values stand here, and which of them is the new one only you know: --old with the fingerprint of the old one',
  done: 'the value that stands here is taken for the new one: no other value of that name was found',
  unseen: 'no value of that name was found, neither here nor in any commit',
};

export function reportRotation(report: RotationReport, paint: Paint = PLAIN): string {
  const { names, situation, steps } = report;
  const title = names.length === 0 ? 'a secret that no schema names' : names.map(displayText).join(', ');
  const lines = [
    `${paint.bold(title)}: ${SITUATIONS[situation]}`,
    ...report.old.map((value) => valueLine('old', value, paint)),
    ...report.current.map((value) => valueLine('new', value, paint)),
    ...noteLines(report),
    '',
    ...(report.recorded === null ? stepLines(steps, paint) : []),
    ...heldLines(report, paint),
    ...recordedLines(report, paint),
  ];
  return `${lines.join('\n')}\n`;
}

function stepLines(steps: RotationReport['steps'], paint: Paint): string[] {
  return [
    ...steps.flatMap(({ title: step, actions }, position) => [
      paint.bold(`[ ] ${position + 1}. ${step}`),
      ...actions.flatMap((action) => actionLines(action, paint)),
    ]),
    '',
  ];
}

/** The last lines, for stderr: what could not be read, and what came of it. */
export function reportRotationReceipt(report: RotationReport): string {
  const { looked, unread } = report;
  const skips = skipLines(unread, { verbose: false });
  const now = holdersNow(report).length;
  const then = holdersInHistory(report).length;
  const own = looked.userFiles > 0 ? [`${count(looked.userFiles, 'file')} of yours`] : [];
  const parts = [
    count(looked.files, 'file'),
    `${looked.ignoredFiles} ignored`,
    count(looked.variables, 'variable'),
    count(looked.commits, 'commit'),
    ...own,
  ];
  const held =
    now > 0 ? `the old value stands in ${count(now, 'place')}` : 'nothing here holds the old value';
  const kept = then > 0 ? `, and history keeps it: it has to be revoked` : '';
  const gap = isComplete(report) ? '' : ' - INCOMPLETE';
  return `${[...skips, `keyfence: ${parts.join(', ')} - ${held}${kept}${gap}`].join('\n')}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${plural(number, noun)}`;
}

function valueLine(word: string, { fingerprint, masked, title }: HeldValue, paint: Paint): string {
  return `  ${word}  ${paint.cyan(fingerprint)}  ${displayMasked(masked)}  ${paint.dim(displayText(title))}`;
}

function noteLines({ alike, hasUntraceable }: RotationReport): string[] {
  return [
    ...(alike.length === 0
      ? []
      : [
          `  values of ${alike.map(displayText).join(', ')} look the same: which of the old ones were whose, only you know`,
        ]),
    ...(hasUntraceable
      ? ['  a value that stands here is too short or too plain to be looked for elsewhere: look by hand']
      : []),
  ];
}

function actionLines({ says, command, link }: Action, paint: Paint): string[] {
  return [
    `      ${displayText(says)}${link === null ? '' : `: ${displayText(link)}`}`,
    ...command.map((line) => `        ${paint.bold(displayText(line))}`),
  ];
}

function heldLines(report: RotationReport, paint: Paint): string[] {
  const now = holdersNow(report);
  const then = holdersInHistory(report);
  if (now.length + then.length === 0) return ['Nothing that was looked at holds the old value.'];
  return [
    ...(now.length === 0 ? [] : [paint.bold('Still holds the old value:'), ...placeLines(now, paint)]),
    ...(then.length === 0
      ? []
      : [
          paint.bold('History keeps it (whoever has a clone has it: what counts is that it is revoked):'),
          ...placeLines(then, paint),
        ]),
  ];
}

function placeLines(holders: readonly Holder[], paint: Paint): string[] {
  const more = holders.length - MOST_HOLDERS;
  return [
    ...holders.slice(0, MOST_HOLDERS).map((one) => `  ${placeOf(one)} ${paint.dim(wordsFor(one))}`.trimEnd()),
    ...(more > 0 ? [`  and ${more} more (--json has all)`] : []),
  ];
}

function placeOf({ kind, file, line, name }: Holder): string {
  if (kind === 'shell') return `the shell${name === null ? '' : ` (${displayText(name)})`}`;
  return `${display(file ?? '')}${line === null ? '' : `:${line}`}`;
}

function wordsFor({ kind, isHome, commit, places }: Holder): string {
  switch (kind) {
    case 'history': {
      const since = commit === null ? '' : `since ${commit.oid.slice(0, 12)}, ${commit.date.slice(0, 10)}`;
      return `${since}${places > 1 ? `, in ${places} texts` : ''}`;
    }
    case 'env-file':
      return isHome ? 'env file' : 'env file that Git tracks';
    case 'client':
      return 'config of a client';
    case 'user-file':
      return 'your own file';
    default:
      return '';
  }
}

function recordedLines({ recorded }: RotationReport, paint: Paint): string[] {
  if (recorded === null) return [];
  const { outcome, files, day } = recorded;
  const where = files.map(display).join(', ');
  const said = {
    written: `${where}: last_rotated is ${day} now`,
    unchanged: `${where}: last_rotated is ${day} already`,
    declined: `${where}: nothing was written`,
    held: `${where}: nothing was written, as something still holds the old value; --yes writes all the same`,
    incomplete: `${where}: nothing was written, as not all could be read; --yes writes all the same`,
  }[outcome];
  return ['', paint.bold(said)];
}
