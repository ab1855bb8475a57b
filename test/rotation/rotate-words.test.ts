/** `keyfence rotate`: what is refused, which schema is written, and what a person reads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { today } from '../../src/config/day.js';
import { asSecret } from '../support/record.js';
import { randomText } from '../support/sample.js';
import { runBin, utf8 } from '../support/scanned.js';
import { expectNothingOf, project, rotate, token } from './rotated.js';

const rotation = suite('the words of keyfence rotate');

const REFUSED: [words: string[], message: RegExp][] = [
  [['GITHUB_TOKN'], /did you mean GITHUB_TOKEN\?/],
  [
    ['kf1-aaaaaaaaaaaaaaaa'],
    /nothing found here has that fingerprint\n {2}looked at \d+ files of the working tree, /,
  ],
  [['GITHUB_TOKEN', '--old', 'kf1-aaaa'], /--old: expected the whole fingerprint/],
  [['GITHUB_TOKEN', '--yes'], /--yes goes with --done/],
  [[], /expected one name or fingerprint/],
  [['GITHUB_TOKEN', 'APP_KEY'], /expected one name or fingerprint/],
];
for (const [words, message] of REFUSED) {
  rotation(`refused: keyfence rotate ${words.join(' ')}`, () => {
    const ran = runBin(project(), ['rotate', ...words]);
    assert.equal([ran.status, ran.stdout], [2, '']);
    assert.match(ran.stderr, message);
  });
}

rotation('the fingerprint of a file that may not be in Git: it is its secrets that are rotated', () => {
  const repository = project().stage({ 'deploy/id_rsa': `${asSecret(randomText(40))}\n` });
  const [finding] = repository.report('scan').findings;
  assert.is(finding?.verdict, 'file');
  const ran = runBin(repository, ['rotate', finding?.fingerprint ?? '']);
  assert.is(ran.status, 2);
  assert.match(ran.stderr, /that is the fingerprint of a file/);
});

rotation('a schema of a part of the project: its day is noted in the one that is nearest', () => {
  const own = '{ "required": { "web": { "WEB_TOKEN": {} } } }\n';
  const repository = project().stage({ 'web/secrets/schema.json': own });
  repository.commit();
  const told = rotate(repository, ['WEB_TOKEN', '--done']);
  assert.equal([told.recorded?.outcome, told.recorded?.files], ['written', ['web/secrets/schema.json']]);
  assert.match(
    readFileSync(join(repository.top, 'web/secrets/schema.json'), 'utf8'),
    `"last_rotated": "${today()}"`,
  );
  repository.stage({ 'api/secrets/schema.json': own });
  const refused = runBin(repository, ['rotate', 'WEB_TOKEN', '--done']);
  assert.match(refused.stderr, /several schemas have that name/);
  const inApi = rotate(repository, ['WEB_TOKEN', '--done'], { cwd: join(repository.top, 'api') });
  assert.equal(inApi.recorded?.files, ['api/secrets/schema.json']);
});

const EMPTY: [schema: string, written: string][] = [
  ['{"required":{"a":{"APP_KEY":{}}}}', '{"required":{"a":{"APP_KEY":{ "last_rotated": "DAY" }}}}'],
  [
    '\ufeff{\r\n\t"optional": {\r\n\t\t"a": {\r\n\t\t\t"APP_KEY": {\r\n\t\t\t\t"description": "ü"\r\n\t\t\t}\r\n\t\t}\r\n\t}\r\n}\r\n',
    '\ufeff{\r\n\t"optional": {\r\n\t\t"a": {\r\n\t\t\t"APP_KEY": {\r\n\t\t\t\t"description": "ü",\r\n\t\t\t\t"last_rotated": "DAY"\r\n\t\t\t}\r\n\t\t}\r\n\t}\r\n}\r\n',
  ],
  [
    '{"required":{"a":{"APP_KEY":{"last_rotated":"2001-01-01","x":1}},"b":{"APP_KEY":{}}}}',
    '{"required":{"a":{"APP_KEY":{"last_rotated":"DAY","x":1}},"b":{"APP_KEY":{ "last_rotated": "DAY" }}}}',
  ],
];
for (const [schema, written] of EMPTY) {
  rotation(`every other byte of the schema stays: ${JSON.stringify(schema).slice(0, 60)}`, () => {
    const repository = project(schema);
    rotate(repository, ['APP_KEY', '--done']);
    const text = readFileSync(join(repository.top, 'secrets/schema.json'), 'utf8');
    assert.is(text, written.replaceAll('DAY', today()));
  });
}

rotation('for a person: the steps, the places, the links; and nothing of the secret', () => {
  const value = token();
  const repository = project().stage({
    'a.txt': `see ${value}\n`,
    '.github/workflows/ci.yml': 'env:\n  T: ${{ secrets.GITHUB_TOKEN }}\n',
  });
  repository.commit();
  const ran = runBin(repository, ['rotate', 'GITHUB_TOKEN'], { env: { GITHUB_TOKEN: value } });
  expectNothingOf([value], ran);
  const text = utf8(ran.stdout);
  for (const line of [
    /^GITHUB_TOKEN: the value that stands here is one to rotate: it stands where none may, too$/m,
    /^ {2}old {2}kf1-[a-z2-7]{16} {2}ghp_… {2}GitHub personal access token/m,
    /^\[ \] 1\. Make a new one$/m,
    /https:\/\/github\.com\/settings\/tokens$/m,
    /op item edit 'GitHub bot' --vault Dev/,
    /^ {8}gh secret set GITHUB_TOKEN$/m,
    /^\[ \] 5\. Revoke the old one$/m,
    /^Still holds the old value:$/m,
    /^ {2}a\.txt:1$/m,
    /^ {2}the shell \(GITHUB_TOKEN\)$/m,
    /^History keeps it /m,
  ]) {
    assert.match(text, line);
  }
  assert.match(
    utf8(ran.stderr),
    /^keyfence: 4 files, 0 ignored, \d+ variables, 1 commit - the old value stands in 2 places, and history keeps it/m,
  );
});

rotation.run();
