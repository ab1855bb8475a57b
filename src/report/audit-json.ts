/** The audit as JSON: version 1 of a contract. Unknown fields are to be ignored. */
import type { Audit, Entry } from '../audit/audit.js';
import type { RecordChange } from '../audit/changes.js';
import { display, displayText } from './display.js';

/** One JSON document, with a newline at the end. */
export function reportAuditJson({ timeline, uncommitted, now, notes, complete }: Audit): string {
  const document = {
    version: 1,
    timeline: timeline.map(entryOf),
    uncommitted: uncommitted.map(changeOf),
    now: now.map(({ isExpired, ...record }) => ({
      kind: record.kind,
      ...textsOf(record),
      expired: isExpired,
    })),
    notes,
    complete,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function entryOf(entry: Entry): object {
  if (entry.kind === 'skip') {
    const { date, who, hook, reason, head, branch } = entry.skip;
    return {
      kind: 'skip',
      date: displayText(date),
      who: who && displayText(who),
      hook: displayText(hook),
      reason: displayText(reason),
      head: head && displayText(head),
      branch: branch && displayText(branch),
    };
  }
  const { oid, author, date, changes } = entry.commit;
  return { kind: 'commit', commit: oid, author: display(author), date, changes: changes.map(changeOf) };
}

function changeOf({ action, kind, file, fields, ...record }: RecordChange): object {
  return {
    action,
    kind: kind ?? 'file',
    ...textsOf(record),
    file: display(file),
    ...(fields.length > 0 ? { fields: fields.map(display) } : {}),
  };
}

function textsOf({
  subject,
  reason,
  who,
  until,
}: Pick<RecordChange, 'subject' | 'reason' | 'who' | 'until'>) {
  return {
    subject: display(subject),
    reason: reason && display(reason),
    who: who && display(who),
    until: until && display(until),
  };
}
