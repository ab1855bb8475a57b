/** The example files of the README, each held against the schema of the system that it is for. */
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { Repository } from '../support/repository.js';
import { checkGitlab, checkWorkflow } from './ci-schemas.js';
import { callsIn, readExamples } from './examples.js';

const examples = suite('the files in the README');
const files = readExamples();
const textOf = (name: string) => {
  const found = files.find((file) => file.name === name);
  if (!found) throw new Error(`the README does not show ${name}`);
  return found.text;
};
const root = fileURLToPath(new URL('../..', import.meta.url));
const repository = new Repository();

/** @returns what a shell has against a script; nothing is run. */
function checkShell(script: string, shell: 'bash' | 'sh'): string {
  const file = join(repository.top, 'script');
  writeFileSync(file, script);
  return repository.run(shell, ['-n', file]).stderr;
}

/** @returns what TypeScript has against a value of a type of Kubernetes': unknown keys, missing ones, wrong types. */
function checkKubernetes(job: unknown): string {
  const project = new Repository();
  symlinkSync(join(root, 'node_modules'), join(project.top, 'node_modules'));
  const value = JSON.stringify(job, null, 1);
  project.write({
    'job.mts': `import type { Job } from 'kubernetes-types/batch/v1';\nexport const job: Job = ${value};\n`,
  });
  const words = [
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--module',
    'preserve',
    'job.mts',
  ];
  return project.run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...words]).stdout;
}

interface Workflow {
  permissions?: Record<string, string>;
  jobs: Record<
    string,
    { strategy?: { matrix: { part: number[] } }; steps: { run?: string; uses?: string }[] }
  >;
}

examples('they are these', () => {
  assert.equal(
    files.map(({ name }) => name),
    [
      '.github/workflows/keyfence.yml',
      '.github/workflows/keyfence-code-scanning.yml',
      '.gitlab-ci.yml',
      '.github/workflows/keyfence-history.yml',
      'keyfence-history.gitlab-ci.yml',
      'keyfence-job.yaml',
      'keyfence.sbatch',
      'keyfence-parallel.sh',
    ],
  );
});

const workflows = files.filter(({ name }) => name.startsWith('.github/workflows/'));
for (const { name, text } of workflows) {
  examples(
    `${name}: GitHub's own parser takes it, it may only read, and no expression stands in a script`,
    async () => {
      assert.equal(await checkWorkflow(text), []);
      const { permissions, jobs } = parse(text) as Workflow;
      assert.is(permissions?.contents, 'read');
      for (const { run } of Object.values(jobs).flatMap(({ steps }) => steps)) {
        assert.not.match(run ?? '', '${{');
        assert.is(checkShell(run ?? '', 'bash'), '');
      }
    },
  );
}

for (const { name, text } of files.filter((file) => file.name.endsWith('gitlab-ci.yml'))) {
  examples(`${name}: GitLab's own schema takes it`, () => assert.is(checkGitlab(text), ''));
}

examples('keyfence-history.yml has as many parts as it says', () => {
  const { jobs } = parse(textOf('.github/workflows/keyfence-history.yml')) as Workflow;
  const parts = jobs.part?.strategy?.matrix.part ?? [];
  assert.equal(parts, [1, 2, 3, 4]);
  assert.match(jobs.part?.steps.map(({ run }) => run).join() ?? '', `--shard "$PART/${parts.length}"`);
});

examples("keyfence-job.yaml is a Job of Kubernetes' types, indexed, with as many parts as it says", () => {
  const job = parse(textOf('keyfence-job.yaml')) as {
    spec: {
      completionMode: string;
      completions: number;
      template: { spec: { restartPolicy: string; containers: { args: string[] }[] } };
    };
  };
  assert.is(checkKubernetes(job), '');
  const { completionMode, completions, template } = job.spec;
  assert.is(completionMode, 'Indexed');
  assert.is(template.spec.restartPolicy, 'Never');
  const [script = ''] = template.spec.containers[0]?.args ?? [];
  assert.match(script, `--shard auto/${completions} `);
  assert.is(checkShell(script, 'sh'), '');
});

examples('keyfence.sbatch: an array without gaps, and a script that bash reads', () => {
  const text = textOf('keyfence.sbatch');
  assert.is(checkShell(text, 'bash'), '');
  const directives = [...text.matchAll(/^#SBATCH --([a-z-]+)=(\S+)$/gm)].map((found) => found[1]);
  assert.equal(directives, ['job-name', 'array', 'cpus-per-task', 'mem', 'output']);
  assert.is(text.match(/^#SBATCH/gm)?.length, directives.length);
  assert.match(text, /^#!\/bin\/bash\n/);
  assert.match(text, /^#SBATCH --array=1-\d+$/m);
});

examples('keyfence-parallel.sh is a script that sh reads', () => {
  assert.is(checkShell(textOf('keyfence-parallel.sh'), 'sh'), '');
});

examples('every file asks npm for the version of this package', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const asked = files.flatMap(({ text }) => [...text.matchAll(/keyfence@v?(\S+)/g)].map((found) => found[1]));
  assert.ok(asked.length > 0);
  assert.equal([...new Set(asked)], [version]);
});

for (const command of ['ci', 'scan', 'merge']) {
  const { stdout: help } = repository.keyfence(command, '--help');
  const calls = files.flatMap(({ text }) => callsIn(text)).filter((call) => call.command === command);
  const options = [...new Set(calls.flatMap((call) => call.options))];
  examples(`keyfence ${command} has the options that the files give it`, () => {
    assert.ok(options.length > 0);
    assert.ok(help.startsWith(`keyfence ${command}`), 'the command is not there');
    assert.equal(
      options.filter((option) => !help.includes(option)),
      [],
    );
  });
}

examples('the validators refuse what is wrong', async () => {
  assert.is.not((await checkWorkflow('on: push\njobs:\n  a:\n    runs-on: x\n    stepz: []\n')).length, 0);
  assert.match(checkGitlab('a:\n  script: [make]\n  scripts: []\n'), "'scripts' property is not expected");
  assert.match(
    checkKubernetes({ apiVersion: 'batch/v1', kind: 'Job', spec: { completionsMode: 'Indexed' } }),
    'completionsMode',
  );
});

examples.run();
