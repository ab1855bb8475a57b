import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CLIENTS } from '../../../src/policy/agents/clients/clients.js';
import { dialectsLine } from '../../../src/policy/agents/dialects-line.js';
import { hardcodedLine } from '../../../src/policy/agents/hardcoded-line.js';
import { namesLine } from '../../../src/policy/agents/names-line.js';
import { asSecret } from '../../support/record.js';
import { randomText, sample } from '../../support/sample.js';
import { FIXTURES } from './fixtures.js';
import { answers, lineOf, repositoryOf, SCHEMA } from './support.js';

const clients = suite('the config of every client');
const LINES = [hardcodedLine, dialectsLine, namesLine];

const planted = FIXTURES.map((fixture) => {
  const values = { token: sample('github-personal-access-token'), secret: asSecret(randomText(36)) };
  return { ...fixture, values, text: fixture.planted(values) };
});
const answered = answers(
  repositoryOf({
    'secrets/schema.json': SCHEMA(['OTHER_KEY']),
    ...Object.fromEntries(planted.map(({ file, text }) => [file, text])),
  }),
  LINES,
);

clients('there is a fixture for each client that has files in projects', () => {
  const inProjects = CLIENTS.filter(({ project }) => project.length > 0).map(({ title }) => title);
  assert.equal([...new Set(FIXTURES.map(({ client }) => client))].sort(), [...new Set(inProjects)].sort());
});

for (const { client, file, text, values, right } of planted) {
  clients(`${client}: what is hardcoded in ${file} is told with its line, and nothing of it`, async () => {
    const [hardcoded] = await answered;
    const problems = hardcoded?.problems.filter((one) => one.file === file) ?? [];
    assert.equal(
      problems.map(({ line }) => line).sort(),
      [lineOf(text, values.token), lineOf(text, values.secret)].sort(),
    );
    assert.equal(hardcoded?.outcome, 'fail');
    const github = problems.find(({ line }) => line === lineOf(text, values.token));
    assert.match(github?.says ?? '', /the variable GITHUB_TOKEN holds GitHub personal access token/);
  });

  clients(
    `${client}: a placeholder in ${file} that it does not read is told with the right one`,
    async () => {
      const [, dialects] = await answered;
      const problems = dialects?.problems.filter((one) => one.file === file) ?? [];
      assert.equal(
        problems.map(({ line }) => line),
        [lineOf(text, 'ACME_API_KEY')],
      );
      assert.match(problems[0]?.says ?? '', new RegExp(`which ${client} does not put a value in for$`));
      assert.ok(problems[0]?.remedy?.includes(right), `${problems[0]?.remedy} says ${right}`);
    },
  );

  clients(`${client}: a name in ${file} that no schema has is told`, async () => {
    const [, , names] = await answered;
    const problems = names?.problems.filter((one) => one.file === file) ?? [];
    assert.equal(
      problems.map(({ line }) => line),
      [lineOf(text, 'ACME_API_KEY')],
    );
  });
}

clients('no answer holds anything of a secret', async () => {
  const all = JSON.stringify(await answered);
  for (const { values } of planted) {
    for (const secret of Object.values(values)) assert.not.ok(all.includes(secret.slice(4, 12)));
  }
});

clients('sound configs of all clients have no problem', async () => {
  const files = Object.fromEntries(FIXTURES.map(({ file, sound }) => [file, sound]));
  const all = await answers(
    repositoryOf({ 'secrets/schema.json': SCHEMA(['ACME_API_KEY']), ...files }),
    LINES,
  );
  for (const { outcome, problems } of all) {
    assert.equal(problems, []);
    assert.is(outcome, 'pass');
  }
});

clients.run();
