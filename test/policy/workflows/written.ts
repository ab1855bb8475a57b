/** Workflows that tests write. */

/** A workflow of one job with these steps, each indented by six; the first line of the steps is line 8. */
export function workflow(
  steps: string,
  { top = '', job = '' }: { top?: string; job?: string } = {},
): Record<string, string> {
  const text = `on: push
permissions: { contents: read }
${top || '# nothing more'}
jobs:
  build:
    runs-on: ubuntu-latest${job && `\n${job}`}
    steps:
${steps}
`;
  return { '.github/workflows/a.yml': text };
}

/** A workflow with one step that runs a script, with the secret `TOKEN` in its environment; the script begins at line 12. */
export function runs(
  script: string,
  { env = 'TOKEN: ${{ secrets.TOKEN }}' }: { env?: string } = {},
): Record<string, string> {
  const lines = script.split('\n').map((line) => `          ${line}`);
  return workflow(`      - name: a step
        env:
          ${env}
        run: |
${lines.join('\n')}`);
}

/** A pipeline of GitLab's with one job that runs a script. */
export function gitlabRuns(script: string, more = ''): Record<string, string> {
  const lines = script.split('\n').map((line) => `      ${line}`);
  return { '.gitlab-ci.yml': `build:\n  script:\n    - |\n${lines.join('\n')}\n${more}` };
}
