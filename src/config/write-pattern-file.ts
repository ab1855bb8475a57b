/** Names a further file of patterns in the text of a `.keyfence.json`. */
import { applyEdits, modify } from 'jsonc-parser';
import { readConfiguration } from './configuration.js';

/**
 * @param text the file's content; null where there is none yet.
 * @param file its path from the top level.
 * @returns its new content, the same where it names the file already.
 * @throws KeyfenceError where the file is broken.
 */
export function withPatternFile(text: Buffer | null, file: string): Buffer {
  const { patterns } = readConfiguration(text);
  const path = Buffer.from(file, 'utf8').toString('latin1');
  if (text !== null && patterns.some((named) => named.path === path)) return text;
  const source = text?.toString('utf8') ?? '{}\n';
  const options = { formattingOptions: { insertSpaces: true, tabSize: 2 }, isArrayInsertion: true };
  const edits =
    patterns.length > 0
      ? modify(source, ['patterns', patterns.length], file, options)
      : modify(source, ['patterns'], [file], { formattingOptions: options.formattingOptions });
  return Buffer.from(applyEdits(source, edits));
}
