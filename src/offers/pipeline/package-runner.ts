/** How a CI job of the project gets at keyfence: by the project's own package manager, or by npx. */
import { version } from '../../package/version.js';
import type { ProjectView } from '../../project/view.js';

/** Lines of a shell. */
export interface PackageRunner {
  /** What makes keyfence ready; none where running it does that, too. */
  install: readonly string[];
  /** Ends in `keyfence`. */
  command: string;
  /** Whether Bun has to be there. */
  needsBun: boolean;
}

interface PackageFile {
  packageManager?: unknown;
  dependencies?: unknown;
  devDependencies?: unknown;
}

const NOTHING_TO_INSTALL = { install: [], needsBun: false };

/** No script of a package is run: keyfence has none, and needs none of the others. */
const RUNNERS: Readonly<Record<string, PackageRunner>> = {
  npm: { install: ['npm ci --ignore-scripts'], command: 'npx --no keyfence', needsBun: false },
  pnpm: {
    install: ['corepack enable', 'pnpm install --frozen-lockfile --ignore-scripts'],
    command: 'pnpm exec keyfence',
    needsBun: false,
  },
  yarn: {
    install: ['corepack enable', 'yarn install --immutable --mode=skip-build'],
    command: 'yarn run keyfence',
    needsBun: false,
  },
  'yarn 1': {
    install: ['corepack enable', 'yarn install --frozen-lockfile --ignore-scripts'],
    command: 'yarn run keyfence',
    needsBun: false,
  },
  bun: {
    install: ['bun install --frozen-lockfile --ignore-scripts'],
    command: 'bun run keyfence',
    needsBun: true,
  },
};

/** By what is locked at the top level. Without a lock file `npm ci` and the like refuse to run. */
const LOCK_FILES: readonly (readonly [file: string, runner: string])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['yarn.lock', 'yarn'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
];

/**
 * The project's own where keyfence is one of its locked dependencies: then its lock file says which bytes run. Else npx, with
 * the version that is running now.
 */
export function choosePackageRunner(view: ProjectView): PackageRunner {
  const fetched = { ...NOTHING_TO_INSTALL, command: `npx --yes keyfence@${version()}` };
  const file = readPackageFile(view);
  if (file === null || ![file.dependencies, file.devDependencies].some(hasKeyfence)) return fetched;
  const named = typeof file.packageManager === 'string' ? file.packageManager : '';
  const locked = LOCK_FILES.filter(([name]) => view.has(name)).map(([, runner]) => runner);
  const chosen = locked.find((runner) => named.startsWith(`${runner}@`)) ?? locked[0];
  if (chosen === undefined) return fetched;
  const isOldYarn = chosen === 'yarn' && !view.has('.yarnrc.yml') && !/^yarn@[2-9]/.test(named);
  return RUNNERS[isOldYarn ? 'yarn 1' : chosen] ?? fetched;
}

/** Null where there is none that can be read: npx does without. */
function readPackageFile(view: ProjectView): PackageFile | null {
  try {
    const data: unknown = JSON.parse(view.read('package.json')?.toString('utf8') ?? 'null');
    return typeof data === 'object' ? data : null;
  } catch {
    return null;
  }
}

function hasKeyfence(dependencies: unknown): boolean {
  return typeof dependencies === 'object' && dependencies !== null && 'keyfence' in dependencies;
}
