/** The summary of a step in GitHub Actions: Markdown that is added to the file named by GITHUB_STEP_SUMMARY. */
import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import { summarizeInMarkdown } from '../report/markdown.js';
import type { Finding, Receipt } from '../types.js';

/** GitHub drops a summary of more. */
const MOST_BYTES = 1024 * 1024;

/**
 * @param path as GitHub's runner sets it; without one there is no summary.
 * @returns why nothing was added; null where it was, or where none is wanted.
 */
export function addToStepSummary(
  path: string | undefined,
  findings: readonly Finding[],
  receipt: Receipt,
): string | null {
  if (!path) return null;
  try {
    const file = openSync(path, 'a');
    try {
      const stats = fstatSync(file);
      if (!stats.isFile()) return 'what is there is no regular file';
      const summary = summarizeInMarkdown(findings, receipt, MOST_BYTES - stats.size - 1);
      if (summary === null) return 'no room is left in it';
      const bytes = Buffer.from(stats.size > 0 ? `\n${summary}` : summary);
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
      return null;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return code;
  }
}
