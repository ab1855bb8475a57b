/** The offer of a CI job that runs `keyfence ci`, for the system that the project uses. */
import { remoteHosts } from '../git/remote-hosts.js';
import { absolute, type ProjectView } from '../project/view.js';
import { emptyOffer, type Offer, planChange, unlessEmpty } from './offer.js';
import { GITHUB_WORKFLOW, githubWorkflow } from './pipeline/github-workflow.js';
import { GITLAB_FILE, withGitlabJob } from './pipeline/gitlab-job.js';
import { choosePackageRunner } from './pipeline/package-runner.js';

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;

/**
 * @returns null where no system is known here, and where keyfence is part of it already.
 * @throws GitError
 */
export async function offerPipeline(view: ProjectView): Promise<Offer | null> {
  const hosts = await remoteHosts(view.top);
  const offer = emptyOffer('workflow', WHY);
  if (view.files.some((file) => file.startsWith('.github/')) || hosts.some((host) => isOf(host, 'github'))) {
    addWorkflow(offer, view);
  }
  if (view.has(GITLAB_FILE) || hosts.some((host) => isOf(host, 'gitlab'))) addJob(offer, view);
  return unlessEmpty(offer);
}

const SHORT = 'runs keyfence ci';
const WHY = 'run keyfence ci on the server: it sees what was committed without the hooks';

/** `github.com`, and `github.example.com` of a company. */
function isOf(host: string, name: string): boolean {
  return host.split('.').includes(name);
}

function addWorkflow(offer: Offer, view: ProjectView): void {
  const workflows = view.files.filter((file) => WORKFLOW.test(file));
  if (view.has(GITHUB_WORKFLOW) || workflows.some((file) => view.read(file)?.includes('keyfence'))) return;
  const after = githubWorkflow(choosePackageRunner(view));
  offer.changes.push(planChange({ path: absolute(view, GITHUB_WORKFLOW), before: null, after, why: SHORT }));
}

function addJob(offer: Offer, view: ProjectView): void {
  const before = view.read(GITLAB_FILE)?.toString('latin1') ?? null;
  if (before?.includes('keyfence')) return;
  const isUnread = before === null && view.has(GITLAB_FILE);
  const after = isUnread ? null : withGitlabJob(before, choosePackageRunner(view));
  if (after === null) {
    offer.notes.push(
      `${GITLAB_FILE} cannot be added to: give it a job that runs keyfence ci, with GIT_DEPTH "0".`,
    );
    return;
  }
  offer.changes.push(planChange({ path: absolute(view, GITLAB_FILE), before, after, why: SHORT }));
}
