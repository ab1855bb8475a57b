/** What a commit changes in the records, compared with each of its parents. */
import { readsAsWords } from '../schema/schema-form.js';
import type { ByteString } from '../types.js';
import type { KeptRecord, RecordKind, Records } from './records.js';

export type Action = 'added' | 'changed' | 'removed' | 'unreadable';

/** One record that came, changed or went; or a file that cannot be read as what it is. */
export interface RecordChange extends Pick<KeptRecord, 'subject' | 'reason' | 'who' | 'until'> {
  action: Action;
  /** Null for a file as a whole. */
  kind: RecordKind | null;
  /** The file that holds it. */
  file: ByteString;
  /** Which of its fields are other than before. */
  fields: ByteString[];
}

/**
 * Changed or added is what no parent has, removed what every parent has: so a merge is told of only where it goes beyond
 * what it merges.
 */
export function compareRecords(after: Records, before: readonly Records[], file: ByteString): RecordChange[] {
  const changes: RecordChange[] = [];
  for (const [key, record] of after) {
    const olds = before.map((records) => records.get(key)).filter((old) => old !== undefined);
    if (olds.length === 0) changes.push(toChange('added', record, file));
    else {
      const [first, ...others] = olds.map((old) => changedFields(old, record));
      if (first?.length && others.every((fields) => fields.length > 0)) {
        changes.push({ ...toChange('changed', record, file), fields: first });
      }
    }
  }
  const [first, ...others] = before;
  for (const [key, record] of first ?? []) {
    if (after.has(key) || others.some((records) => !records.has(key))) continue;
    changes.push(toChange('removed', record, file));
  }
  return changes;
}

/** The same of comments, of which a file may hold several with the same reason. */
export function compareReasons(
  after: readonly ByteString[],
  before: readonly (readonly ByteString[])[],
  file: ByteString,
): RecordChange[] {
  const now = countEach(after);
  const counts = before.map(countEach);
  const reasons = new Set([now, ...counts].flatMap((one) => [...one.keys()]));
  return [...reasons].flatMap((reason) => {
    const here = now.get(reason) ?? 0;
    const there = counts.map((one) => one.get(reason) ?? 0);
    const added = Math.max(0, here - Math.max(0, ...there));
    const removed = Math.max(0, Math.min(...there) - here);
    const comment = commentRecord(reason, file);
    return [
      ...Array.from({ length: added }, () => toChange('added', comment, file)),
      ...Array.from({ length: removed }, () => toChange('removed', comment, file)),
    ];
  });
}

function countEach(reasons: readonly ByteString[]): Map<ByteString, number> {
  const counts = new Map<ByteString, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}

function commentRecord(reason: ByteString, file: ByteString): KeptRecord {
  const given = reason === '' ? null : reason;
  return {
    kind: 'inline comment',
    subject: file,
    reason: given,
    who: null,
    until: null,
    fields: new Map(),
  };
}

/** A version of a file that is not of its form: a scan of it ends with an error, so nothing passes by it. */
export function unreadableFile(file: ByteString): RecordChange {
  return {
    action: 'unreadable',
    kind: null,
    subject: file,
    reason: null,
    who: null,
    until: null,
    file,
    fields: [],
  };
}

function toChange(action: Action, record: KeptRecord, file: ByteString): RecordChange {
  const { kind, subject, reason, who, until } = record;
  return { action, kind, subject, reason, who, until, file, fields: [] };
}

function changedFields(old: KeptRecord, record: KeptRecord): ByteString[] {
  const names = new Set([...old.fields.keys(), ...record.fields.keys()]);
  const changed = [...names].filter((name) => old.fields.get(name) !== record.fields.get(name));
  return changed.map((name) => (readsAsWords(name) ? name : '*'));
}
