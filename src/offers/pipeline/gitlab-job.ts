/** The job for GitLab CI, as lines of `.gitlab-ci.yml`. */
import { isMap, parseDocument } from 'yaml';
import type { ByteString } from '../../types.js';
import { isTooMuchForParser } from '../../yaml/guard.js';
import { withMarkedLines } from '../marked-lines.js';
import type { PackageRunner } from './package-runner.js';

export const GITLAB_FILE = '.gitlab-ci.yml';

/**
 * @param before the file as it is; null where there is none.
 * @returns null where a job cannot be added as lines at the end.
 */
export function withGitlabJob(before: ByteString | null, runner: PackageRunner): ByteString | null {
  const old = topLevelKeys(before ?? '');
  if (old === null) return null;
  const lines = jobLines(runner, {
    hasOwnStages: old.includes('stages'),
    hasMergeRequests: /merge_?request/i.test(before ?? ''),
  });
  const after = withMarkedLines(before, lines);
  const keys = after === null ? null : topLevelKeys(after);
  return keys?.join('\n') === [...old, 'keyfence'].join('\n') ? after : null;
}

/**
 * @param project `hasOwnStages`: whether the stage of a job that names none may be missing. `hasMergeRequests`: whether it has
 *   pipelines for merge requests. To a project without them a job for these would bring them, and GitLab would then ask only
 *   that job's pipeline whether a merge request may be merged.
 */
function jobLines(
  { install, command, needsBun }: PackageRunner,
  project: { hasOwnStages: boolean; hasMergeRequests: boolean },
): string[] {
  const script = [...(needsBun ? ['npm install --global bun'] : []), ...install, `${command} ci`];
  const mergeRequests = [
    '    - if: $CI_PIPELINE_SOURCE == "merge_request_event"',
    '    - if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS',
    '      when: never',
  ];
  return [
    'keyfence:',
    ...(project.hasOwnStages ? ['  stage: .pre'] : []),
    '  image: node:22',
    '  variables:',
    '    GIT_DEPTH: "0" # every commit of a range is scanned, so all of them must be there',
    '  script:',
    ...script.map((line) => `    - ${line}`),
    '  rules:',
    ...(project.hasMergeRequests ? mergeRequests : []),
    '    - if: $CI_COMMIT_BRANCH',
    '    - if: $CI_COMMIT_TAG',
  ];
}

/** Null for anything but one document whose top level is a map in block style: lines at its end would mean something else. */
function topLevelKeys(text: ByteString): string[] | null {
  const last = text.split(/^---(?=\s|$)/m).at(-1) ?? ''; // a header with inputs may stand before
  const source = Buffer.from(last, 'latin1').toString('utf8');
  if (isTooMuchForParser(source)) return null;
  const document = parseDocument(source, {
    uniqueKeys: false,
    logLevel: 'silent',
  });
  if (document.errors.length > 0 || /^\.\.\.(?=\s|$)/m.test(last)) return null;
  const { contents } = document;
  if (contents === null) return [];
  return isMap(contents) && !contents.flow ? contents.items.map(({ key }) => String(key)) : null;
}
