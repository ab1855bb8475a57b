/** The audit for a person: a timeline, newest last, and what holds now. */
import type { Audit, CurrentRecord, Entry } from '../audit/audit.js';
import type { RecordChange } from '../audit/changes.js';
import { display, displayText } from './display.js';
import { type Paint, PLAIN } from './paint.js';

const SHORT = 12; // digits of an object id that tell a commit from all others
const SIGNS: Record<RecordChange['action'], string> = {
  added: '+',
  changed: '~',
  removed: '-',
  unreadable: '!',
};

/** The text for stdout. */
export function reportAudit(audit: Audit, paint: Paint = PLAIN): string {
  const blocks = audit.timeline.map((entry) => entryLines(entry, paint));
  if (audit.uncommitted.length > 0) {
    blocks.push([paint.bold('not committed yet'), ...changeLines(audit.uncommitted)]);
  }
  if (blocks.length === 0) blocks.push(['nothing was ever let pass, and no name or format was written down']);
  blocks.push(currentLines(audit.now, paint));
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** What the audit cannot know, for stderr. */
export function reportAuditNotes({ notes, complete }: Audit): string {
  const outcome = complete ? [] : ['INCOMPLETE: not all of the history was looked at'];
  return [...notes, ...outcome].map((note) => `keyfence: ${note}\n`).join('');
}

function entryLines(entry: Entry, paint: Paint): string[] {
  if (entry.kind === 'skip') {
    const { date, who, hook, reason, head, branch } = entry.skip;
    const place = [
      ...(branch === null ? [] : [`on ${displayText(branch)}`]),
      ...(head === null ? [] : [`at ${displayText(head).slice(0, SHORT)}`]),
    ];
    return [
      `${paint.bold(minute(displayText(date)))}  ${displayText(who ?? '(nobody named)')}`,
      `  ! ${displayText(hook)} skipped ${[...place, '(KEYFENCE_SKIP)'].join(' ')}: ${displayText(reason)}`,
    ];
  }
  const { date, author, oid, changes } = entry.commit;
  return [
    `${paint.bold(minute(date))}  ${display(author)}  ${paint.dim(oid.slice(0, SHORT))}`,
    ...changeLines(changes),
  ];
}

/** A line for each change; of the baseline one for all. */
function changeLines(changes: readonly RecordChange[]): string[] {
  const lines = changes.filter(({ kind }) => kind !== 'baseline entry').map(changeLine);
  for (const action of ['added', 'removed'] as const) {
    const count = changes.filter((one) => one.kind === 'baseline entry' && one.action === action).length;
    if (count > 0) lines.push(`  ${SIGNS[action]} baseline: ${count} ${count === 1 ? 'entry' : 'entries'}`);
  }
  return lines;
}

function changeLine({ action, kind, fields, file, ...record }: RecordChange): string {
  if (kind === null) return `  ${SIGNS[action]} ${display(file)} cannot be read in this version`;
  const changed = fields.length > 0 ? [`(${fields.map(display).join(', ')})`] : [];
  const place = kind === 'name' ? [`in ${display(file)}`] : [];
  return [
    `  ${SIGNS[action]} ${kind}`,
    display(record.subject),
    ...place,
    ...changed,
    ...saying(record),
  ].join(' ');
}

/** Reason, end and author of a record, as far as it has them. */
function saying({ reason, who, until }: Pick<RecordChange, 'reason' | 'who' | 'until'>): string[] {
  const parts = [
    ...(reason === null ? [] : [`"${display(reason)}"`]),
    ...(until === null ? [] : [`until ${display(until)}`]),
    ...(who === null ? [] : [`by ${display(who)}`]),
  ];
  return parts.length > 0 ? [`- ${parts.join(', ')}`] : [];
}

function currentLines(now: readonly CurrentRecord[], paint: Paint): string[] {
  const baseline = now.filter(({ kind }) => kind === 'baseline entry').length;
  const records = now.filter(({ kind }) => kind !== 'baseline entry');
  const lines = records.map(
    ({ kind, isExpired, ...record }) =>
      `  ${[kind, display(record.subject), ...saying(record), ...(isExpired ? ['EXPIRED'] : [])].join(' ')}`,
  );
  if (baseline > 0) lines.push(`  baseline: ${baseline} ${baseline === 1 ? 'entry' : 'entries'}`);
  return [
    paint.bold('In the newest commit'),
    ...(lines.length > 0 ? lines : ['  no exception (comments in the files not counted)']),
  ];
}

/** "2026-10-01T12:00:30+02:00" to the minute, with its offset. */
function minute(date: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.exec(date);
  return parts ? `${parts[1]} ${parts[2]} ${parts[3] === 'Z' ? '+00:00' : parts[3]}` : date || '(no date)';
}
