/** Whether this is a CI run for a pull request from a fork: then strangers choose what is scanned, and could guess values. */
import { readRegularFile, toBytes } from '../sources/read-file.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The fields of a GitHub event that are looked at. */
interface GitHubEvent {
  repository?: GitHubRepository;
  pull_request?: { head?: { repo?: GitHubRepository | null }; base?: { repo?: GitHubRepository | null } };
  workflow_run?: { event?: string; head_repository?: GitHubRepository | null };
  /** Comments: on a pull request, whose they are is not told. */
  issue?: { pull_request?: unknown };
}

interface GitHubRepository {
  full_name?: string;
}

/** Variables in which a service tells where a change comes from and where it goes: different for a fork. */
const PAIRS: readonly (readonly [from: string, to: string])[] = [
  ['CI_MERGE_REQUEST_SOURCE_PROJECT_ID', 'CI_PROJECT_ID'], // GitLab
  ['TRAVIS_PULL_REQUEST_SLUG', 'TRAVIS_REPO_SLUG'],
  ['APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME', 'APPVEYOR_REPO_NAME'],
  ['BUILDKITE_PULL_REQUEST_REPO', 'BUILDKITE_REPO'],
  ['SEMAPHORE_GIT_PR_SLUG', 'SEMAPHORE_GIT_REPO_SLUG'],
];

/** Variables that are only set for a fork: Jenkins', CircleCI's. */
const OF_FORKS = ['CHANGE_FORK', 'CIRCLE_PR_REPONAME'];

/** Variables by which a service says that this is a pull request, and not whose: Drone's, Woodpecker's, Bitbucket's. */
const OF_ANYBODY: readonly (readonly [name: string, value: RegExp])[] = [
  ['DRONE_BUILD_EVENT', /^pull_request/],
  ['DRONE_PULL_REQUEST', /./],
  ['CI_PIPELINE_EVENT', /^pull_request/],
  ['BITBUCKET_PR_ID', /./],
];

const LARGEST_EVENT = 32 * 1024 * 1024; // bytes: GitHub sends 25 MB at most

/**
 * @param env the variables of the run. Where a service says that this is a pull request and not whose, it counts as one
 *   from a fork.
 */
export function isPullRequestOfFork(env: Environment): boolean {
  if (OF_FORKS.some((name) => env[name])) return true;
  if (OF_ANYBODY.some(([name, value]) => value.test(env[name] ?? ''))) return true;
  if (env.SYSTEM_PULLREQUEST_ISFORK?.toLowerCase() === 'true') return true; // Azure
  if (PAIRS.some(([from, to]) => env[from] && env[from] !== env[to])) return true;
  return env.GITHUB_ACTIONS === 'true' && isForkOnGitHub(env);
}

function isForkOnGitHub({ GITHUB_EVENT_NAME: name = '', GITHUB_EVENT_PATH: path }: Environment): boolean {
  const event = readEvent(path);
  if (event === null) return /pull_request|workflow_run|comment/.test(name);
  const own = event.repository?.full_name;
  if (event.pull_request) {
    const { head, base } = event.pull_request;
    return isOther(head?.repo, base?.repo?.full_name ?? own);
  }
  if (event.workflow_run) return isOther(event.workflow_run.head_repository, own);
  return event.issue?.pull_request !== undefined;
}

/** A fork that was deleted is null. */
function isOther(repository: GitHubRepository | null | undefined, own: string | undefined): boolean {
  return own === undefined || repository?.full_name !== own;
}

function readEvent(path: string | undefined): GitHubEvent | null {
  if (path === undefined) return null;
  const file = readRegularFile(toBytes(path), LARGEST_EVENT);
  if (file.kind !== 'read' || file.isLink) return null;
  try {
    const event: unknown = JSON.parse(file.bytes.toString('utf8'));
    return typeof event === 'object' && event !== null ? event : null;
  } catch {
    return null; // what it would say is not known; its words are not repeated
  }
}
