/** The services that are known, and what the one says whose run this is. */
import { AZURE } from './azure.js';
import { BITBUCKET } from './bitbucket.js';
import { BUILDKITE } from './buildkite.js';
import { CIRCLECI } from './circleci.js';
import { DRONE } from './drone.js';
import type { CiFacts, CiSystem, Environment } from './facts.js';
import { GITHUB } from './github.js';
import { GITLAB } from './gitlab.js';
import { JENKINS } from './jenkins.js';
import { PLAIN } from './plain.js';
import { TRAVIS } from './travis.js';
import { WOODPECKER } from './woodpecker.js';

/** Jenkins last: its variables are also set where it only starts another one. Woodpecker may set Drone's, too. */
const SYSTEMS: readonly CiSystem[] = [
  GITHUB,
  GITLAB,
  BITBUCKET,
  AZURE,
  CIRCLECI,
  BUILDKITE,
  TRAVIS,
  WOODPECKER,
  DRONE,
  JENKINS,
  PLAIN,
];

/** @throws KeyfenceError where a variable or the event payload holds what cannot be, or cannot be read. */
export function readCiFacts(env: Environment): CiFacts {
  const system = SYSTEMS.find(({ isHere }) => isHere(env)) ?? PLAIN;
  return system.read(env);
}
