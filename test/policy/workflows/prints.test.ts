/** Scripts of CI workflows that print secrets, and those that only look like it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { answerOf, told } from '../answered.js';
import { gitlabRuns, runs, workflow } from './written.js';

const prints = suite('workflows that print secrets');

const LINE = 'workflows-print-nothing';

/** Scripts with the secret `TOKEN`, and the line of each that prints it (the first is 12). */
const PRINTED: [script: string, line: number, says: RegExp][] = [
  ['echo $TOKEN', 12, /writes TOKEN to the log$/],
  ['echo hello\necho "the token is ${TOKEN}"', 13, /to the log$/],
  ['echo ${{ secrets.TOKEN }}', 12, /writes TOKEN to the log/],
  ["echo '${{ secrets['TOKEN'] }}'", 12, /writes TOKEN to the log/],
  ['echo "${{ env.TOKEN }}"', 12, /writes TOKEN to the log/],
  ['echo "${{ github.token }}"', 12, /writes GITHUB_TOKEN to the log/],
  ['printf "%s\\n" "$TOKEN"', 12, /to the log$/],
  ['printenv', 12, /writes every variable, TOKEN among them, to the log/],
  ['printenv TOKEN', 12, /writes TOKEN/],
  ['env', 12, /every variable/],
  ['env | sort', 12, /every variable/],
  ['env | grep -i tok', 12, /every variable/],
  ['export -p', 12, /every variable/],
  ['set -x\ncurl -H "Authorization: Bearer $TOKEN" https://x', 13, /with set -x the shell writes TOKEN/],
  ['set -euxo pipefail\ndeploy "$TOKEN"', 13, /set -x/],
  ['bash -c \'echo "$TOKEN"\'', 12, /writes TOKEN/],
  ['echo "$TOKEN" | base64', 12, /in a spelling that no runner masks/],
  ['echo "$TOKEN" | rev', 12, /no runner masks/],
  ['echo "${TOKEN:0:4}"', 12, /no runner masks/],
  ['echo "$TOKEN" | jq -r .key', 12, /no runner masks/],
  ['base64 <<< "$TOKEN"', 12, /no runner masks/],
  ['X=$(echo "$TOKEN" | base64)\necho "$X"', 13, /no runner masks/],
  ['A=$TOKEN; echo "$A"', 12, /writes TOKEN/],
  ['export A="$TOKEN"\necho "$A"', 13, /writes TOKEN/],
  ['cat <<END\nthe token: $TOKEN\nEND', 12, /writes TOKEN/],
  ['echo "$TOKEN" | tee token.txt', 12, /writes TOKEN/],
  ['echo "$TOKEN" >&2', 12, /writes TOKEN/],
  ['echo "$TOKEN" > /dev/stderr', 12, /writes TOKEN/],
  ['echo "token=$TOKEN" >> $GITHUB_OUTPUT', 12, /an output of the step/],
  ['echo "token=$TOKEN" >> "${GITHUB_OUTPUT}"', 12, /an output of the step/],
  ['echo "::set-output name=token::$TOKEN"', 12, /an output of the step/],
  ['echo "$TOKEN" | tee -a "$GITHUB_OUTPUT"', 12, /an output of the step/],
  ['echo "token: $TOKEN" >> $GITHUB_STEP_SUMMARY', 12, /the summary of the run/],
  ['{\n  echo "a=b"\n  echo "token=$TOKEN"\n} >> "$GITHUB_OUTPUT"', 14, /an output of the step/],
  ['echo "X=$(echo $TOKEN | base64 -d)" >> $GITHUB_ENV', 12, /a spelling that is not masked/],
  ['if [ -n "$TOKEN" ]; then\n  echo "$TOKEN"\nfi', 13, /writes TOKEN/],
  ['for t in 1 2; do\n  echo "$TOKEN"\ndone', 13, /writes TOKEN/],
  ['test -n "$TOKEN" && echo "$TOKEN" || echo none', 12, /writes TOKEN/],
  ['echo "$TOKEN" | while read -r line; do echo "$line"; done', 12, /writes TOKEN/],
  ['echo "$TOKEN" > token.txt\ncat token.txt', 13, /writes a secret to the log/],
  ['cat .env', 12, /writes a secret to the log/],
  ['cat ./app/.env.production | head', 12, /to the log/],
  ['node -e "console.log(process.env.TOKEN)"', 12, /writes TOKEN/],
  ['node -e "console.log(process.env)"', 12, /every variable/],
  ['python3 -c "import os; print(os.environ)"', 12, /every variable/],
  ['Write-Host $env:TOKEN', 12, /writes TOKEN/],
  ['sudo printenv', 12, /every variable/],
  ['echo ${{ toJSON(env) }}', 12, /writes TOKEN/],
];
for (const [script, line, says] of PRINTED) {
  prints(`${JSON.stringify(script)}: prints a secret in line ${line}`, async () => {
    const { outcome, problems } = await answerOf(LINE, runs(script));
    assert.is(outcome, 'fail');
    assert.equal(
      problems.map((one) => `${one.file}:${one.line}`),
      [`.github/workflows/a.yml:${line}`],
    );
    assert.match(problems[0]?.says ?? '', says);
    assert.ok(problems[0]?.remedy);
  });
}

const SOUND = [
  'echo "$TOKEN" | docker login ghcr.io -u x --password-stdin',
  'echo ${{ secrets.TOKEN }} | docker login --password-stdin',
  'echo "$TOKEN" | gh secret set NAME',
  'gh auth login --with-token <<< "$TOKEN"',
  'echo "$TOKEN" > token.txt',
  'echo "//registry.npmjs.org/:_authToken=$TOKEN" >> ~/.npmrc',
  'echo "$TOKEN" | base64 -d > key.p8',
  'echo "$TOKEN" | base64 --decode | gpg --import',
  'X=$(echo "$TOKEN" | base64)\ncurl -H "Authorization: Basic $X" https://x',
  'echo "::add-mask::$TOKEN"',
  'X=$(echo "$TOKEN" | jq -r .key)\necho "::add-mask::$X"\necho "X=$X" >> $GITHUB_ENV',
  'echo "TOKEN=$TOKEN" >> $GITHUB_ENV',
  'curl -H "Authorization: Bearer $TOKEN" https://x | jq .',
  'RESULT=$(curl -H "Authorization: Bearer $TOKEN" https://x)\necho "$RESULT"',
  'test -n "$TOKEN" && echo set',
  'if [[ -z "$TOKEN" ]]; then echo "TOKEN is missing"; exit 1; fi',
  "echo 'set $TOKEN first'",
  'echo "set \\$TOKEN first"',
  'echo "${#TOKEN}"',
  'echo "${TOKEN:+set}"',
  'echo "$OTHER"; printenv HOME',
  '# echo "$TOKEN"',
  'set -x\nnpm run build\nset +x\ndeploy "$TOKEN"',
  'set -x\nnpm run build',
  'env FOO=1 npm test',
  'env | cut -d= -f1',
  'env | grep NODE_',
  'env -i npm test',
  'echo "$TOKEN" | sha256sum',
  'echo "$TOKEN" | grep -q x',
  'echo "$TOKEN" > /dev/null',
  'cp .env.example .env\ncat .env',
  'cat .env.example',
  'cat <<END > config.json\n{"token": "$TOKEN"}\nEND',
  "cat <<'END'\n$TOKEN\nEND",
  'for i in 1 2; do\n  echo "$TOKEN"\ndone > file',
  'HAS=${{ secrets.TOKEN != \'\' }}\necho "$HAS" "${{ secrets.TOKEN && \'yes\' }}"',
  '{ echo "$TOKEN"; } | docker login --password-stdin',
  'export A="$TOKEN"\nnpm publish',
  'ssh-add - <<< "$TOKEN"',
  'kubectl create secret generic x --from-literal=token="$TOKEN"',
  'set -euo pipefail\ndeploy "$TOKEN"',
  'shopt -s nullglob; case "$TOKEN" in\n  ghp_*) echo old ;;\n  *) echo new ;;\nesac',
];
for (const script of SOUND) {
  prints(`${JSON.stringify(script)}: prints none`, async () => {
    assert.equal(await told(LINE, runs(script)), ['pass']);
  });
}

prints('env, printenv and set -x without a secret in the environment are no problem', async () => {
  for (const script of ['env', 'printenv', 'set -x\ncurl x']) {
    assert.equal(await told(LINE, runs(script, { env: 'A: b' })), ['pass']);
  }
});

prints('a secret of the workflow or of the job is in the environment of each step', async () => {
  const step = '      - run: printenv';
  assert.match(
    (await told(LINE, workflow(step, { top: 'env: { A: "${{ secrets.A }}" }' }))).join(),
    /a.yml:8 .*every variable, A among/,
  );
  const job = '    env:\n      B: ${{ secrets.B }}';
  assert.match((await told(LINE, workflow(step, { job }))).join(), /a.yml:10 .*B among them/);
  assert.equal(await told(LINE, workflow('      - env: { B: none }\n        run: printenv', { job })), [
    'pass',
  ]);
});

prints('a part of a secret is not masked', async () => {
  const env = 'KEY: ${{ fromJSON(secrets.ALL).key }}';
  assert.match((await told(LINE, runs('echo $KEY', { env }))).join(), /no runner masks/);
  assert.match(
    (await told(LINE, runs('echo "$A"', { env: 'A: ${{ toJSON(secrets) }}' }))).join(),
    /no runner masks/,
  );
});

prints('outputs of jobs, names of steps, and scripts of actions', async () => {
  const output = '    outputs:\n      a: ${{ secrets.A }}';
  assert.match(
    (await told(LINE, workflow('      - run: x', { job: output }))).join(),
    /a\.yml:8 an output of the job gives on A$/,
  );
  assert.match(
    (await told(LINE, workflow('      - name: with ${{ secrets.A }}\n        run: x'))).join(),
    /a\.yml:8 the name of a step shows A$/,
  );
  const script = (text: string) => `      - uses: actions/github-script@v7
        env:
          TOKEN: \${{ secrets.TOKEN }}
        with:
          script: |
            ${text}`;
  assert.match(
    (await told(LINE, workflow(script('console.log(process.env.TOKEN)')))).join(),
    /a\.yml:13 .*TOKEN/,
  );
  assert.match(
    (await told(LINE, workflow(script("core.setOutput('a', process.env.TOKEN)")))).join(),
    /a\.yml:13 .*TOKEN/,
  );
  assert.equal(await told(LINE, workflow(script('await f(process.env.TOKEN); console.log("done")'))), [
    'pass',
  ]);
});

const steps = (
  path: string,
  write = 'echo "$TOKEN" > out/key',
) => `      - env: { TOKEN: "\${{ secrets.TOKEN }}" }
        run: ${write}
      - uses: actions/upload-artifact@v4
        with:
          name: x
          path: ${path}`;

prints('an artifact with a file in which a secret was written', async () => {
  for (const path of [
    'out',
    'out/',
    './out/**',
    '.',
    'out/key',
    '|\n            dist\n            out/key',
    '${{ github.workspace }}/out',
  ]) {
    assert.match(
      (await told(LINE, workflow(steps(path)))).join(),
      /a\.yml:13 this keeps a file in which a secret was written/,
      path,
    );
  }
  for (const path of ['dist', 'out/other', 'o'])
    assert.equal(await told(LINE, workflow(steps(path))), ['pass'], path);
  assert.equal(await told(LINE, workflow(steps('.', 'echo "$TOKEN" > ~/.npmrc'))), ['pass']);
  assert.equal(
    await told(LINE, workflow(steps('.', 'echo "$TOKEN" > .env'))),
    ['pass'],
    'hidden files are left out',
  );
  assert.match((await told(LINE, workflow(steps('.env', 'x')))).join(), /keeps a file/);
});

prints('a composite action: inputs that are named as secrets', async () => {
  const action = (run: string) => ({
    'action.yml': `name: a
inputs:
  api-token: { required: true }
  path: { default: . }
runs:
  using: composite
  steps:
    - shell: bash
      env: { T: "\${{ inputs.api-token }}" }
      run: ${run}
`,
  });
  assert.match((await told(LINE, action('echo "$T"'))).join(), /action\.yml:10 this writes T to the log/);
  assert.equal(await told(LINE, action('echo "${{ inputs.path }}"')), ['pass']);
  assert.equal(await told(LINE, action('deploy "$T"')), ['pass']);
});

const GITLAB: [script: string, says: RegExp | null][] = [
  ['echo $DEPLOY_TOKEN', /ci\.yml:4 this writes DEPLOY_TOKEN to the log/],
  ['printenv', /every variable/],
  ['env | sort', /every variable/],
  ['export', /every variable/],
  ['set -x\ncurl -H "T: $DEPLOY_TOKEN" x', /ci\.yml:5 with set -x/],
  ['echo $CI_JOB_TOKEN', /CI_JOB_TOKEN/],
  ['echo "$CI_REGISTRY_PASSWORD" | docker login -u "$CI_REGISTRY_USER" --password-stdin', null],
  ['echo $CI_COMMIT_SHA $VERSION', null],
  ['deploy --token "$DEPLOY_TOKEN"', null],
  ['env | grep CI_COMMIT', null],
];
for (const [script, says] of GITLAB) {
  prints(`GitLab, ${JSON.stringify(script)}: ${says ? 'prints' : 'prints none'}`, async () => {
    const found = (await told(LINE, gitlabRuns(script))).join();
    if (says) assert.match(found, says);
    else assert.is(found, 'pass');
  });
}

prints('GitLab: one shell runs every line of a job', async () => {
  const job = (lines: string[]) => ({
    '.gitlab-ci.yml': `a:\n  before_script:\n    - set -x\n  script:\n${lines.map((line) => `    - ${line}\n`).join('')}`,
  });
  assert.match((await told(LINE, job(['x', 'deploy "$DEPLOY_TOKEN"']))).join(), /ci\.yml:6 with set -x/);
  assert.equal(await told(LINE, job(['set +x', 'deploy "$DEPLOY_TOKEN"'])), ['pass']);
});

prints('GitLab: a dotenv report gives a secret on', async () => {
  const artifacts = '  artifacts:\n    reports:\n      dotenv: deploy.env\n';
  assert.match(
    (await told(LINE, gitlabRuns('echo "T=$DEPLOY_TOKEN" >> deploy.env', artifacts))).join(),
    /ci\.yml:7 this keeps a file/,
  );
  assert.equal(await told(LINE, gitlabRuns('echo "V=1" >> deploy.env', artifacts)), ['pass']);
});

prints('a script that is nested without end is a problem, and no pass', async () => {
  const { outcome, problems } = await answerOf(LINE, runs(`${'$('.repeat(500)}echo "$TOKEN"`));
  assert.is(outcome, 'fail');
  assert.is(problems[0]?.says, 'this script is nested too deep to be followed');
});

prints.run();
