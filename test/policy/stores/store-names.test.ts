/** The line about stores: what a person is to run, and that the line itself asks nobody. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { answerLines } from '../../../src/policy/checklist.js';
import { viewPolicyProject } from '../../../src/policy/project.js';
import { storeNames } from '../../../src/policy/stores/store-names.js';
import { schemaText } from '../../support/environment.js';
import { Repository } from '../../support/repository.js';

const line = suite('the line about stores');

async function look(files: Record<string, string>) {
  const project = await viewPolicyProject(new Repository().write(files).top);
  const [answer] = await answerLines(project, [storeNames]);
  return answer;
}

line('names the stores that the schema mentions, in the command to run', async () => {
  const answer = await look({
    'secrets/schema.json': schemaText({
      A_KEY: { environments: ['vercel:production', 'local', 'azure'] },
      B_KEY: { source: 'op://Work/Item/field' },
    }),
    'packages/a/secrets/schema.json': schemaText({ C_KEY: { environments: ['github'] } }),
  });
  assert.equal([answer?.id, answer?.point, answer?.outcome], ['store-names', 'storage', 'manual']);
  assert.is(answer?.remedy, 'keyfence env --in github,vercel,1password');
});

line('is never a pass, also where the schema mentions none', async () => {
  const answer = await look({ 'secrets/schema.json': schemaText({ A_KEY: {} }) });
  assert.is(answer?.outcome, 'manual');
  assert.match(answer?.remedy ?? '', 'keyfence env --in all');
});

line('does not apply where nothing is declared', async () => {
  assert.is((await look({ 'a.txt': 'x' }))?.outcome, 'not-applicable');
});

line.run();
