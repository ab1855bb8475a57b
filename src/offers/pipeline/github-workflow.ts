/** The workflow for GitHub Actions. */
import type { PackageRunner } from './package-runner.js';

export const GITHUB_WORKFLOW = '.github/workflows/keyfence.yml';

/** @returns the whole file. */
export function githubWorkflow({ install, command, needsBun }: PackageRunner): string {
  const run = (line: string) => `      - run: ${line}`;
  const bun = needsBun ? ['      - uses: oven-sh/setup-bun@v2'] : [];
  return `${[...HEAD, ...bun, ...install.map(run), run(`${command} ci`)].join('\n')}\n`;
}

/** The first line. Who changes the file and wants to keep it takes this line out. */
export const WRITTEN_BY =
  '# Written by keyfence init; keyfence uninstall removes it as long as this line is there.';

const HEAD = `${WRITTEN_BY}
name: keyfence
on:
  push:
  pull_request:
  merge_group:
  schedule:
    - cron: '23 4 * * 1' # once a week: formats that keyfence has learned since
permissions:
  contents: read
jobs:
  secrets:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with:
          fetch-depth: 0 # every commit of a range is scanned, so all of them must be there
          persist-credentials: false
      - uses: actions/setup-node@v6
        with:
          node-version: 22`.split('\n');
