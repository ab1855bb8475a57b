/** What people write into commits and tags besides files: messages, names, e-mails, tags; and what there is no secret. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { expectRange, expectReport, rangeReport } from './expect-range.js';
import { runBin, TOKEN, token } from './expect-staged.js';

const words = suite('range: words');

const PERSON = 'A U Thor <author@example.com> 1700000000 +0100';

function based(): { repository: Repository; base: string } {
  const repository = new Repository();
  const base = repository.stage({ 'a.txt': 'a\n' }).commit('base');
  return { repository, base };
}

/** Writes a commit as it is given, on top of HEAD; HEAD then stands there. */
function commitRaw(repository: Repository, header: string[], message: string): string {
  const [tree, parent] = repository.git('rev-parse', 'HEAD^{tree}', 'HEAD').split('\n');
  const text = [`tree ${tree}`, `parent ${parent}`, ...header, '', message].join('\n');
  repository.write({ '../raw': Buffer.from(text, 'latin1') });
  const oid = repository.git('hash-object', '-t', 'commit', '-w', '--literally', '../raw').trim();
  repository.git('update-ref', 'HEAD', oid);
  return oid;
}

words('a secret in a commit message: lines are counted within the message', () => {
  const { repository, base } = based();
  const oid = repository.commit(`subject\n\nbody\nwith key ${token()}`);
  const { findings } = expectRange(repository, `${base}..`, [`${TOKEN} (commit message):4`]);
  assert.equal([findings[0]?.commit, findings[0]?.column, findings[0]?.start], [oid, 10, 23]);
});

words('a message of one word, an empty one, and none at all', () => {
  const { repository, base } = based();
  commitRaw(repository, [`author ${PERSON}`, `committer ${PERSON}`], token());
  commitRaw(repository, [`author ${PERSON}`, `committer ${PERSON}`], '');
  expectRange(repository, `${base}..`, [`${TOKEN} (commit message):1`], { commits: 2 });
});

for (const [what, author, committer] of [
  ["the author's name", `A ${token()} <a@example.com> 1700000000 +0100`, PERSON],
  ["the author's e-mail", `A <${token()}@example.com> 1700000000 +0100`, PERSON],
  ["the committer's name", PERSON, `${token()} <a@example.com> 1700000000 +0100`],
  ["the committer's e-mail", PERSON, `A <${token()}> 1700000000 +0100`],
] as const) {
  words(`a secret in ${what}, and nowhere in the report`, () => {
    const { repository, base } = based();
    const oid = commitRaw(repository, [`author ${author}`, `committer ${committer}`], 'm');
    const line = author === PERSON ? 4 : 3;
    const { findings } = expectRange(repository, `${base}..`, [`${TOKEN} (commit header):${line}`]);
    assert.equal([findings[0]?.commit, findings[0]?.date], [oid, '2023-11-14T23:13:20+01:00']);
    const text = runBin(repository, ['scan', '--since', base]).stdout;
    assert.match(text, `commit  ${oid.slice(0, 12)} by A`);
    if (author.startsWith('A ghp_')) assert.is(findings[0]?.author, 'A ghp_…');
  });
}

words('a secret in a header of its own, and in the tag that a merge carries', () => {
  const { repository, base } = based();
  const head = [`author ${PERSON}`, `committer ${PERSON}`];
  commitRaw(repository, [...head, `x-note ${token()}`], 'm');
  commitRaw(
    repository,
    [...head, `mergetag object ${base}`, ' type commit', ' tag v1', ` tagger ${PERSON}`, ' ', ` ${token()}`],
    'm',
  );
  expectRange(repository, `${base}..`, [`${TOKEN} (commit header):5`, `${TOKEN} (commit header):10`]);
});

words('a signature and object ids raise no alarm, not even of low confidence', () => {
  const { repository, base } = based();
  const signature = Array.from({ length: 12 }, () => ` ${randomText(64)}`);
  const header = [
    `author ${PERSON}`,
    `committer ${PERSON}`,
    'gpgsig -----BEGIN PGP SIGNATURE-----',
    ' ',
    ...signature,
    ` ${token()}`,
    ' -----END PGP SIGNATURE-----',
    'gpgsig-sha256 -----BEGIN SSH SIGNATURE-----',
    ...signature,
    ` ${token()}`,
    ' -----END SSH SIGNATURE-----',
    'encoding ISO-8859-1',
  ];
  commitRaw(repository, header, 'caf\xe9');
  expectReport(rangeReport(repository, ['scan', '--since', base, '--confidence', 'low']), [], { commits: 1 });
});

words('bytes that are no UTF-8, in a name and around a secret', () => {
  const { repository, base } = based();
  const header = [
    `author Jos\xe9 \xc3\xa0 <a@example.com> 1700000000 +0100`,
    `committer ${PERSON}`,
    'encoding ISO-8859-1',
  ];
  commitRaw(repository, header, `caf\xe9 \xff${token()}\xe9`);
  const { findings } = expectRange(repository, `${base}..`, [`${TOKEN} (commit message):1`]);
  assert.is(findings[0]?.author, 'Jos\\xe9 \\xc3\\xa0');
  assert.is(findings[0]?.start, 6);
});

const ODD: [what: string, author: string[], name: string, date: string][] = [
  ['no author', [], '', '1970-01-01T00:00:00+00:00'],
  ['no date', ['author A <a>'], 'A', '1970-01-01T00:00:00+00:00'],
  ['no e-mail', ['author A'], 'A', '1970-01-01T00:00:00+00:00'],
  ['a date beyond all time', ['author A <a> 99999999999999999999 +0000'], 'A', '1970-01-01T00:00:00+00:00'],
  ['an offset that is none', ['author A <a> 1700000000 +9999'], 'A', '2023-11-14T22:13:20+00:00'],
  ['brackets in the name', ['author A > B <a@b> c> 1700000000 -0800'], 'A > B', '2023-11-14T14:13:20-08:00'],
  [
    'a UTF-8 name that ends in a byte like a space',
    ['author \xc3\xa0 <a> 1700000000 +0000'],
    'à',
    '2023-11-14T22:13:20+00:00',
  ],
];
for (const [what, author, name, date] of ODD) {
  words(`a commit with ${what}`, () => {
    const { repository, base } = based();
    commitRaw(repository, [...author, `committer ${PERSON}`], token());
    const { findings } = expectRange(repository, `${base}..`, [`${TOKEN} (commit message):1`]);
    assert.equal([findings[0]?.author, findings[0]?.date], [name, date]);
  });
}

words('what a hostile author name would do to a terminal is shown instead', () => {
  const { repository, base } = based();
  commitRaw(
    repository,
    [
      `author \x1b[31mRed\u202e <a> 1700000000 +0000`.replace('\u202e', '\xe2\x80\xae'),
      `committer ${PERSON}`,
    ],
    token(),
  );
  const { stdout } = runBin(repository, ['scan', '--since', base]);
  assert.match(stdout, 'by \\u{1b}[31mRed\\u{202e}, 2023');
});

words('the message of an annotated tag on a commit of the range: the tag, its tagger and its date', () => {
  const { repository, base } = based();
  repository.commit('tagged');
  const env = { GIT_COMMITTER_NAME: 'Tag Ger', GIT_COMMITTER_DATE: '1700000000 +0100' };
  assert.is(repository.run('git', ['tag', '-a', 'v1', '-m', `x\n\nkey ${token()}`], { env }).status, 0);
  const oid = repository.git('rev-parse', 'v1').trim();
  const { findings } = expectRange(repository, `${base}..`, [`${TOKEN} (tag message):3`], { objects: 1 });
  const [finding] = findings;
  assert.equal(
    [finding?.commit, finding?.author, finding?.date],
    [oid, 'Tag Ger', '2023-11-14T23:13:20+01:00'],
  );
  assert.match(runBin(repository, ['scan', '--since', base]).stdout, 'git tag -d NAME');
  expectRange(repository, 'HEAD..', [], { commits: 0, objects: 0 });
});

words('a tag on the base is not of the range; one by which the end is named is, wherever it points', () => {
  const { repository, base } = based();
  repository.git('tag', '-a', 'old', '-m', token());
  repository.commit('x');
  expectRange(repository, 'old..', [], { commits: 1, objects: 0 });
  expectRange(repository, `${base}..old`, [`${TOKEN} (tag message):1`], { commits: 0, objects: 1 });
  assert.match(runBin(repository, ['scan', '--range', `${base}..old`, '--quiet']).stderr, /1 finding\n$/);
});

words('tags of tags, each of them once; light tags have no words', () => {
  const { repository, base } = based();
  repository.commit('x');
  repository.git('tag', '-a', 'inner', '-m', `inner ${token()}`);
  repository.git('-c', 'advice.nestedTag=false', 'tag', '-a', 'outer', '-m', `outer ${token()}`, 'inner');
  repository.git('tag', 'light');
  repository.git('update-ref', 'refs/tags/again', repository.git('rev-parse', 'inner').trim());
  const found = [`${TOKEN} (tag message):1`, `${TOKEN} (tag message):1`];
  expectRange(repository, `${base}..`, found, { objects: 2 });
  expectRange(repository, `${base}..outer`, found, { objects: 2 });
  expectRange(repository, `${base}..light`, found, { objects: 2 });
});

words('a tag without a tagger, and a tag whose name is a secret', () => {
  const { repository, base } = based();
  const oid = repository.commit('x');
  const secret = token();
  repository.write({ '../raw': `object ${oid}\ntype commit\ntag ${secret}\n\nmessage\n` });
  const tag = repository.git('hash-object', '-t', 'tag', '-w', '--literally', '../raw').trim();
  repository.git('update-ref', 'refs/tags/v1', tag);
  const { findings } = expectRange(repository, `${base}..`, [`${TOKEN} (tag header):3`]);
  assert.equal([findings[0]?.commit, findings[0]?.author], [tag, '']);
});

words('the schema at the top level holds for words', () => {
  const { repository, base } = based();
  const schema = JSON.stringify({ required: { acme: { ACME_KEY: { format: 'ACME-...' } } } });
  repository.stage({ 'secrets/schema.json': schema }).commit(`ACME-${token().slice(4, 24)}`);
  expectRange(repository, `${base}..`, ['schema:ACME_KEY (commit message):1']);
});

words.run();
