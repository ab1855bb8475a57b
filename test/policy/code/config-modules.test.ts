/** Secrets that code reads outside of the modules that the configuration names. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readConfiguration } from '../../../src/config/configuration.js';
import { answerOf, schemaOf, told } from '../answered.js';

const modules = suite('configuration modules');

const project = (configModules: string[] | null, files: Record<string, string>) => ({
  '.keyfence.json': JSON.stringify(configModules === null ? {} : { configModules }),
  'secrets/schema.json': schemaOf({
    MY_TOKEN: { aliases: ['OLD_TOKEN'] },
    PUBLIC_TOKEN: { sensitive: false },
  }),
  'src/config.ts': 'export const token = process.env.MY_TOKEN;',
  'src/config.test.ts': 'process.env.MY_TOKEN;',
  ...files,
});

modules('a secret of the schema that is read elsewhere is told with file and line', async () => {
  const files = {
    'src/a.ts': 'import x;\nx(process.env.MY_TOKEN);\nx(process.env.OLD_TOKEN, process.env.OTHER_TOKEN)',
  };
  const { outcome, problems } = await answerOf('config-modules', project(['/src/config.ts'], files));
  assert.is(outcome, 'fail');
  assert.equal(problems, [
    {
      file: 'src/a.ts',
      line: 2,
      says: 'MY_TOKEN is read outside of the configuration modules',
      remedy: 'take it from /src/config.ts, which reads it once and checks it',
    },
    {
      file: 'src/a.ts',
      line: 3,
      says: 'OLD_TOKEN is read outside of the configuration modules',
      remedy: 'take it from /src/config.ts, which reads it once and checks it',
    },
  ]);
});

const SOUND: [title: string, configModules: string[], files: Record<string, string>][] = [
  ['only the module reads it', ['src/config.ts'], {}],
  ['a folder', ['src/'], { 'src/deep/a.ts': 'process.env.MY_TOKEN' }],
  ['a glob', ['**/config.ts'], { 'packages/a/config.ts': 'process.env.MY_TOKEN' }],
  [
    'tests, and what is no secret',
    ['src/config.ts'],
    { 'test/a.ts': 'process.env.MY_TOKEN', 'src/a.ts': 'process.env.PUBLIC_TOKEN' },
  ],
  ['a comment', ['src/config.ts'], { 'src/a.ts': '// process.env.MY_TOKEN' }],
];
for (const [title, configModules, files] of SOUND) {
  modules(`${title}: passes`, async () => {
    assert.equal(await told('config-modules', project(configModules, files)), ['pass']);
  });
}

modules('without configModules the line is not applicable', async () => {
  assert.equal(await told('config-modules', project(null, { 'src/a.ts': 'process.env.MY_TOKEN' })), [
    'not-applicable',
  ]);
});

modules('a module that is not there is told', async () => {
  assert.equal(await told('config-modules', project(['src/config.ts', 'src/conf.ts'], {})), [
    '.keyfence.json:null configModules names src/conf.ts, and nothing is there',
  ]);
});

modules('a broken list is refused with its place', () => {
  const broken: [list: unknown, expected: RegExp][] = [
    ['src/config.ts', /at \/configModules \(line 1, column 2\): expected a list/],
    [[], /expected a list that is not empty/],
    [['!a'], /\/configModules\/0 .*expected files in the syntax of .gitignore/],
    [['a*b*c*'], /\/configModules\/0 .*expected at most 2 times \* in one name/],
  ];
  for (const [configModules, expected] of broken) {
    assert.throws(() => readConfiguration(Buffer.from(JSON.stringify({ configModules }))), expected);
  }
});

modules.run();
