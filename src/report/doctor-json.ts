/** What `keyfence doctor` found out, for programs: the document is the `DoctorReport` of src/doctor/report.ts. */
import type { DoctorReport } from '../doctor/report.js';
import { displayText } from './display.js';

/** One JSON document, with a newline at the end. No text in it holds what cannot be seen. */
export function reportDoctorJson(report: DoctorReport): string {
  const visible = (_key: string, value: unknown) => (typeof value === 'string' ? displayText(value) : value);
  return `${JSON.stringify(report, visible, 2)}\n`;
}
