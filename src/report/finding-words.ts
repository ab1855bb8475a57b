/** What several reports say of a finding in the same words. */
import type { Finding, Verdict } from '../types.js';
import { display, displayMasked, displayText } from './display.js';

const REASONS: Record<Verdict, string> = {
  'checksum-valid': 'its checksum is right',
  'structure-valid': 'its structure is sound',
  format: 'it has the exact format',
  'known-value': 'it is a value this project uses',
  context: 'it is assigned to a name of that kind',
  generic: 'it looks like a credential',
  file: 'the file is guarded by its name',
};

/** `src/a.ts:3:9`; of a guarded file its name alone. */
export function placeOf({ file, line, column, verdict }: Finding): string {
  return verdict === 'file' ? display(file) : `${display(file)}:${line}:${column}`;
}

/** What was found: `GitHub personal access token (classic) ghp_…`. */
export function nameOf({ title, masked, verdict }: Finding): string {
  return verdict === 'file' ? displayText(title) : `${displayText(title)} ${displayMasked(masked)}`;
}

/** Why it is believed. */
export function reasonOf(finding: Finding): string {
  const isOfSchema = finding.verdict === 'context' && finding.pattern.startsWith('schema:');
  const reason = isOfSchema
    ? 'it is assigned to a name of your secrets/schema.json'
    : REASONS[finding.verdict];
  return finding.note ? `${reason}; ${displayText(finding.note)}` : reason;
}

/** How the secret is made worthless: where, and what there is to know. */
export function rotationOf(finding: Finding): string {
  const where = finding.revoke ?? 'where it was issued';
  return displayText(finding.rotate ? `${where} (${finding.rotate})` : where);
}
