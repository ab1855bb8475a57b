/** The findings as JSON, one on each line, and the receipt on the last: to be read line by line. */
import type { Finding, Receipt } from '../types.js';
import { findingFields, receiptFields } from './json.js';

/** Each line has a `type`; the other fields are those of the JSON contract. A report without its last line was cut off. */
export function reportJsonLines(findings: readonly Finding[], receipt: Receipt): string {
  const records = [
    ...findings.map((finding) => ({ type: 'finding', ...findingFields(finding) })),
    { type: 'receipt', version: 1, ...receiptFields(receipt) },
  ];
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
