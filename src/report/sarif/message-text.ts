/** The texts of SARIF messages, in which braces stand for arguments and brackets for links. */
import { displayText } from '../display.js';

const MEANT_ELSEWISE: Record<string, string> = { '{': '(', '}': ')', '[': '(', ']': ')' };

/** On one line, and with nothing that a reader of SARIF would take for more than text: braces and brackets are round. */
export function messageText(text: string): string {
  return displayText(text).replace(/[{}[\]]/g, (char) => MEANT_ELSEWISE[char] as string);
}
