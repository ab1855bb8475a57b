/** The example files of batch systems, run for real: the system's variables and programs are played, keyfence is not. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { hasParallel } from '../support/parallel.js';
import { BIN, Repository, scratch } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { StandIn } from '../support/stand-in.js';
import { readExamples } from './examples.js';

const running = suite('the files for batch systems, run');
const files = readExamples();
const textOf = (name: string) => files.find((file) => file.name === name)?.text ?? '';

const KEYFENCE = `exec '${process.execPath}' '${BIN}' "$@"`;
/** `npx --yes keyfence@VERSION ...` */
const NPX = `shift 2; ${KEYFENCE}`;

/** A repository with a secret in its history. */
function leaking(): Repository {
  const repository = new Repository().stage({
    'a.js': `const token = '${sample('github-personal-access-token')}';\n`,
  });
  repository.commit();
  for (let number = 0; number < 9; number++) {
    repository.stage({ [`file-${number}.txt`]: `text ${number}\n`.repeat(number + 1) });
    repository.commit();
  }
  repository.stage({ 'a.js': 'const token = process.env.TOKEN;\n' });
  repository.commit();
  return repository;
}

function findingsIn(file: string): string[] {
  const { findings } = JSON.parse(readFileSync(file, 'utf8')) as {
    findings: { pattern: string; file: string }[];
  };
  return findings.map(({ pattern, file: path }) => `${pattern} ${path}`);
}

running(
  'keyfence.sbatch: each task writes its part, the first one asks for the merge, which tells the finding',
  () => {
    const repository = leaking();
    const folder = new StandIn('keyfence', KEYFENCE).folder;
    const sbatch = new StandIn('sbatch', ':', folder);
    const script = join(repository.top, '../keyfence.sbatch');
    repository.write({ '../keyfence.sbatch': textOf('keyfence.sbatch') });
    const PATH = `${folder}:${process.env.PATH}`;
    for (const task of ['1', '2', '3']) {
      const env = {
        PATH,
        SLURM_SUBMIT_DIR: repository.top,
        SLURM_ARRAY_JOB_ID: '77',
        SLURM_ARRAY_TASK_ID: task,
        SLURM_ARRAY_TASK_MIN: '1',
        SLURM_ARRAY_TASK_MAX: '3',
        SLURM_ARRAY_TASK_COUNT: '3',
        SLURM_ARRAY_TASK_STEP: '1',
      };
      const ran = repository.run('bash', [script], { env });
      assert.is(ran.status, 0, ran.stderr);
    }
    assert.is(sbatch.calls.length, 1);
    const [words = []] = sbatch.calls;
    assert.ok(words.includes('--dependency=afterany:77'));
    const merged = repository.run('sh', ['-c', words.at(-1) as string], { env: { PATH } });
    assert.is(merged.status, 1, merged.stderr);
    assert.equal(findingsIn(join(repository.top, 'keyfence-77/all.json')), [
      'github-personal-access-token a.js',
    ]);
  },
);

running('keyfence-job.yaml: the pods write their parts, and the merge tells the finding', () => {
  const repository = leaking();
  const { spec } = parse(textOf('keyfence-job.yaml')) as {
    spec: { completions: number; template: { spec: { containers: { args: string[] }[] } } };
  };
  const reports = scratch();
  const PATH = `${new StandIn('npx', NPX).folder}:${process.env.PATH}`;
  const parts: string[] = [];
  for (let index = 0; index < spec.completions; index++) {
    const script = (spec.template.spec.containers[0]?.args[0] ?? '')
      .replaceAll('/work/', `${scratch()}/`)
      .replaceAll('/reports/', `${reports}/`);
    const env = { PATH, REPOSITORY: repository.top, COMMIT: 'main', JOB_COMPLETION_INDEX: String(index) };
    const ran = repository.run('sh', ['-c', script], { env });
    assert.is(ran.status, 0, ran.stderr);
    parts.push(join(reports, `part-${index}.json`));
  }
  const all = join(reports, 'all.json');
  const merged = repository.keyfence('merge', ...parts, '--format', 'json', '--output', all);
  assert.is(merged.status, 1, merged.stderr);
  assert.equal(findingsIn(all), ['github-personal-access-token a.js']);
  assert.is(repository.keyfence('merge', ...parts.slice(1)).status, 2, 'a missing part is an error');
});

(hasParallel() ? running : running.skip)('keyfence-parallel.sh: GNU parallel itself, on this machine', () => {
  const repository = leaking();
  const folder = scratch();
  const PATH = `${new StandIn('keyfence', KEYFENCE).folder}:${process.env.PATH}`;
  const ran = repository.run('sh', ['-c', textOf('keyfence-parallel.sh'), 'sh', repository.top], {
    cwd: folder,
    env: { PATH },
  });
  assert.is(ran.status, 1, ran.stderr);
  assert.ok(existsSync(join(folder, 'all.json')));
  assert.equal(findingsIn(join(folder, 'all.json')), ['github-personal-access-token a.js']);
});

running.run();
