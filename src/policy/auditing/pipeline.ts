/** The line: CI runs `keyfence ci`, which sees what was committed without the hooks. */
import { remoteHosts } from '../../git/remote-hosts.js';
import { offerPipeline } from '../../offers/pipeline-offer.js';
import type { ByteString } from '../../types.js';
import { type Answer, fail, type Line, notApplicable, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { listed } from '../words.js';

export const pipelineRuns: Line = {
  id: 'ci-runs-keyfence',
  point: 'auditing',
  title: 'CI runs keyfence ci',
  look,
};

const FILES =
  /^(?:\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|\.circleci\/config\.ya?ml|azure-pipelines[^/]*\.ya?ml|bitbucket-pipelines\.ya?ml|\.travis\.ya?ml|\.drone\.ya?ml|\.woodpecker(?:\/[^/]+)?\.ya?ml|\.buildkite\/[^/]+\.ya?ml|Jenkinsfile[^/]*)$/;

async function look(project: PolicyProject): Promise<Answer> {
  const files = project.files.filter((file) => FILES.test(file));
  const running = files.filter((file) => callsKeyfence(project.read(file)));
  if (running.length > 0) return pass(listed(running, 3));
  const offer = await offerPipeline(project);
  const hosts = await remoteHosts(project.top);
  if (files.length === 0 && hosts.length === 0) {
    return notApplicable('no remote and no configuration of CI is here');
  }
  const changes = offer?.changes ?? [];
  const remedy =
    changes.length > 0
      ? 'keyfence check --fix writes a job for it'
      : 'add a job that runs keyfence ci, with the whole history fetched';
  return fail(
    files.length === 0 ? 'there is no configuration of CI' : `no job of ${listed(files, 3)} does`,
    problemsOf(files, project),
    {
      remedy,
      changes,
    },
  );
}

/** A line that is no comment and calls it, or uses the action. */
function callsKeyfence(text: Buffer | null): boolean {
  const lines = text?.toString('latin1').split('\n') ?? [];
  return lines.some(
    (line) =>
      !/^\s*(?:#|\/\/)/.test(line) && (/keyfence(?:@[\w.~^-]+)?["']? ci\b/.test(line) || usesAction(line)),
  );
}

/** `uses: …keyfence…`, before any comment. */
function usesAction(line: ByteString): boolean {
  const uses = line.indexOf('uses:');
  return uses >= 0 && /^[^#]*keyfence/.test(line.slice(uses));
}

function problemsOf(files: readonly ByteString[], { read }: PolicyProject): Problem[] {
  const unread = files.filter((file) => read(file) === null);
  const says = 'what is committed without the hooks (--no-verify, another clone) is seen by nobody';
  return [
    { file: null, line: null, says, remedy: null },
    ...unread.map((file) => ({ file, line: null, says: 'it cannot be read', remedy: null })),
  ];
}
