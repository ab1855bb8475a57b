/** Workflows that no person writes: broken, deep, large, made to cost time. None is a pass, and none takes long. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { answerLines } from '../../../src/policy/checklist.js';
import { viewPolicyProject } from '../../../src/policy/project.js';
import { WORKFLOW_LINES } from '../../../src/policy/workflows/lines.js';
import { readScript, TooDeep } from '../../../src/policy/workflows/shell/read-script.js';
import { readYaml, textsIn } from '../../../src/policy/workflows/yaml-tree.js';
import { Repository } from '../../support/repository.js';
import { answerOf } from '../answered.js';

const hostile = suite('hostile workflows');

const FILE = '.github/workflows/a.yml';
const HEAD = 'on: push\npermissions: {}\njobs:\n  a:\n    steps: []\n';

const BROKEN: [title: string, text: string | Buffer][] = [
  ['no YAML', 'on: [push\njobs: {'],
  ['a list', '- a\n- b'],
  ['nothing', ''],
  ['no jobs', 'on: push\n'],
  ['two documents', `${HEAD}---\n${HEAD}`],
  ['no UTF-8', Buffer.from([0x6f, 0x6e, 0x3a, 0xff, 0xfe])],
  ['larger than any', `${HEAD}${'# x\n'.repeat(100_000)}`],
  ['deep brackets', `${HEAD}x: ${'['.repeat(500)}${']'.repeat(500)}`],
  ['deep signs', `${HEAD}x:\n  ${'- '.repeat(500)}a`],
  ['deep keys', Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['an alias of nothing', `${HEAD}x: *nothing`],
  [
    'aliases that multiply',
    `${HEAD}a0: &a0 [x, x, x, x, x, x, x, x, x]\n${[1, 2, 3, 4, 5, 6, 7, 8]
      .map(
        (n) =>
          `a${n}: &a${n} [${Array(9)
            .fill(`*a${n - 1}`)
            .join(', ')}]`,
      )
      .join('\n')}`,
  ],
  ['an alias of itself', `${HEAD}x: &x [*x]`],
];
for (const [title, text] of BROKEN) {
  hostile(`${title}: cannot be read, and no line passes`, async () => {
    const repository = new Repository().stage({ [FILE]: text });
    repository.stage({
      'secrets/schema.json': '{"version":1,"required":{"app":{"A_TOKEN":{"environments":["github"]}}}}',
    });
    const answers = await answerLines(await viewPolicyProject(repository.top), WORKFLOW_LINES);
    assert.equal(
      answers.filter(({ outcome }) => outcome === 'pass').map(({ id }) => id),
      [],
    );
    const readable = answers.find(({ id }) => id === 'workflows-readable');
    assert.is(readable?.outcome, 'fail');
    assert.equal(
      readable?.problems.map(({ file, line }) => [file, line]),
      [[FILE, null]],
    );
  });
}

hostile('the settings of another program among the workflows are none', async () => {
  const { outcome } = await answerOf('workflows-readable', {
    [FILE]: '---\nbackport_label_prefix: backport-\n',
  });
  assert.is(outcome, 'pass');
});

hostile('a link in the place of a workflow is not read', async () => {
  const repository = new Repository().stage({ 'a.txt': HEAD, '.github/workflows/b.yml': HEAD });
  symlinkSync('../../a.txt', join(repository.top, FILE));
  repository.git('add', FILE);
  const [answer] = await answerLines(await viewPolicyProject(repository.top), WORKFLOW_LINES);
  assert.equal(
    answer?.problems.map(({ file }) => file),
    [FILE],
  );
});

hostile('an include that is not there is a problem', async () => {
  const { problems } = await answerOf('workflows-readable', {
    '.gitlab-ci.yml': 'include: ci/a.yml\na:\n  script: [x]\n',
  });
  assert.equal(
    problems.map(({ file, line, says }) => `${file}:${line} ${says}`),
    ['.gitlab-ci.yml:1 this includes a file that is not in the repository'],
  );
});

hostile('includes in a circle end', async () => {
  const { outcome, says } = await answerOf('workflows-readable', {
    '.gitlab-ci.yml': 'include: a.yml\n',
    'a.yml': 'include: [.gitlab-ci.yml, a.yml]\nb:\n  script: [x]\n',
  });
  assert.is(outcome, 'pass');
  assert.is(says, '2 files read');
});

hostile('without workflows no line has anything to look at', async () => {
  const repository = new Repository().stage({ 'a.ts': 'x' });
  const answers = await answerLines(await viewPolicyProject(repository.top), WORKFLOW_LINES);
  assert.equal([...new Set(answers.map(({ outcome }) => outcome))], ['not-applicable']);
});

hostile('lines of a tree: scalars of every kind, aliases, merged keys', () => {
  const text =
    'a: x\nb: |\n\n  two\n  three\nc: >-\n  four\nd: &d\n  e: "f"\ng:\n  <<: *d\n  h:\n    - i\n    - \'j\'\n';
  const [document] = readYaml(Buffer.from(text)) ?? [];
  assert.ok(document);
  assert.equal(
    textsIn(document).map(({ node, path }) => `${node.line} ${path.join('.')} ${JSON.stringify(node.text)}`),
    [
      '1 a "x"',
      '3 b "\\ntwo\\nthree\\n"',
      '7 c "four"',
      '9 d.e "f"',
      '9 g.e "f"',
      '13 g.h "i"',
      '14 g.h "j"',
    ],
  );
});

hostile('a hundred kilobytes of any sign are read, or refused, by the reader of scripts', () => {
  for (const unit of [
    '$(',
    '`',
    '{ ',
    '( ',
    '"',
    '((',
    '<<A\n',
    'if ',
    'case x in ',
    ')',
    '}',
    '|',
    '${',
    "'",
    '\\',
    'a=',
    '[[ ',
    '<(',
    '# ',
    '\n',
    "$'",
    '&>',
    '"$(',
  ]) {
    try {
      readScript(unit.repeat(100_000 / unit.length));
    } catch (error) {
      assert.instance(error, TooDeep, unit);
    }
  }
});

hostile.run();
