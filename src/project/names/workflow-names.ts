/** Which secrets the workflows of GitHub name: found by how it is written, for a first schema. */
import type { ByteString } from '../../types.js';

const WORKFLOW = /^\.github\/workflows\/[^/]{1,200}\.ya?ml$/;
const NAMED = /\bsecrets(?:\.([A-Za-z_]\w{0,99})|\[\s{0,9}'([A-Za-z_]\w{0,99})'\s{0,9}\])/g;
/** GitHub's own, of each run. */
const OF_RUN = 'GITHUB_TOKEN';

/** @param file from the top level. */
export function isWorkflow(file: ByteString): boolean {
  return WORKFLOW.test(file);
}

/** Each once. What stands in a comment does not count. */
export function namesInWorkflow(text: ByteString): string[] {
  const names = text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .flatMap((line) => [...line.matchAll(NAMED)].map(([, plain, quoted]) => (plain ?? quoted) as string));
  return [...new Set(names)].filter((name) => name !== OF_RUN);
}
