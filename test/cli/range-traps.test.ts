/** What blinds a scanner of commits: settings, attributes, names, places, replacements. One history, found the same each time. */
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { expectRange, expectReport, prePushReport, rangeReport } from './expect-range.js';
import { lines, type Place, TOKEN, token } from './expect-staged.js';

const traps = suite('range: traps');

/** Commits of every kind: text, a rename with a change, binary bytes, a merge with a secret of its own, a message. */
function history(init: string[] = []): { repository: Repository; base: string } {
  const repository = new Repository({ init });
  repository.stage({ 'a.txt': lines(9), 'sub/old.txt': lines(40), 'z.bin': 'z\0\xff' });
  const base = repository.commit('base');
  repository.stage({ 'a.txt': lines(9, { 4: token() }) }).commit('first');
  repository.git('mv', 'sub/old.txt', 'sub/new.txt');
  repository.stage({ 'sub/new.txt': lines(40, { 30: token() }) }).commit('rename');
  repository.stage({ 'z.bin': Buffer.from(`\0\xff\n${token()}\n`, 'latin1') }).commit('binary');
  repository.git('checkout', '-q', '-b', 'side', base);
  repository.stage({ 'side.txt': 'side\n' }).commit(`message ${token()}`);
  repository.git('checkout', '-q', 'main');
  repository.git('merge', '-q', '--no-commit', '--no-ff', 'side');
  repository.stage({ 'evil.txt': token() }).commit('merge');
  return { repository, base };
}

const FOUND = [
  `${TOKEN} (commit message):1`,
  `${TOKEN} a.txt:4`,
  `${TOKEN} evil.txt:1`,
  `${TOKEN} sub/new.txt:30`,
  `${TOKEN} z.bin:2`,
];

let shared: { repository: Repository; base: string };
traps.before(() => {
  shared = history();
});

/** The findings in the order of their names: where two branches stand in a range, either may come first. */
function expectAll({ repository, base }: typeof shared, place: Place = {}): void {
  const report = rangeReport(repository, ['scan', '--range', `${base}..main`], place);
  report.findings.sort((a, b) => (a.file < b.file ? -1 : 1));
  expectReport(report, FOUND, { commits: 5, objects: 5 });
}

traps('without any', () => expectAll(shared));

const SETTINGS: [key: string, value: string][] = [
  ['color.ui', 'always'],
  ['color.diff', 'always'],
  ['color.decorate.branch', 'red'],
  ['core.abbrev', '4'],
  ['core.quotePath', 'true'],
  ['core.commitGraph', 'false'],
  ['core.symlinks', 'false'],
  ['core.ignoreCase', 'true'],
  ['core.precomposeUnicode', 'true'],
  ['core.warnAmbiguousRefs', 'true'],
  ['core.whitespace', 'trailing-space'],
  ['core.attributesFile', '/nowhere'],
  ['diff.noprefix', 'true'],
  ['diff.mnemonicPrefix', 'true'],
  ['diff.renames', 'copies'],
  ['diff.renameLimit', '1'],
  ['diff.relative', 'true'],
  ['diff.orderFile', '/nowhere'],
  ['diff.ignoreSubmodules', 'all'],
  ['diff.submodule', 'log'],
  ['diff.context', '0'],
  ['diff.interHunkContext', '50'],
  ['diff.algorithm', 'histogram'],
  ['diff.colorMoved', 'zebra'],
  ['diff.wordRegex', '.'],
  ['diff.suppressBlankEmpty', 'true'],
  ['diff.statGraphWidth', '1'],
  ['log.showSignature', 'true'],
  ['log.showRoot', 'false'],
  ['log.mailmap', 'true'],
  ['log.follow', 'true'],
  ['log.diffMerges', 'off'],
  ['log.decorate', 'full'],
  ['log.excludeDecoration', 'refs/*'],
  ['log.abbrevCommit', 'true'],
  ['log.date', 'relative'],
  ['log.graphColors', 'red'],
  ['format.pretty', 'oneline'],
  ['format.notes', 'true'],
  ['notes.displayRef', 'refs/notes/*'],
  ['i18n.logOutputEncoding', 'UTF-16'],
  ['i18n.commitEncoding', 'UTF-16'],
  ['mailmap.blob', 'HEAD:a.txt'],
  ['tag.sort', '-version:refname'],
  ['branch.sort', '-committerdate'],
  ['pager.log', 'true'],
  ['column.ui', 'always'],
  ['advice.graftFileDeprecated', 'true'],
  ['submodule.recurse', 'true'],
  ['transfer.hideRefs', 'refs/tags'],
  ['uploadpack.hideRefs', 'refs'],
  ['gc.auto', '0'],
  ['fetch.writeCommitGraph', 'true'],
];

traps('every setting at once that changes what Git prints of commits', () => {
  const file = join(shared.repository.top, '.git/config');
  const before = readFileSync(file);
  for (const [key, value] of SETTINGS) {
    const [, section, between, name] = /^(\w+)\.(?:(.*)\.)?([\w-]+)$/.exec(key) as unknown as string[];
    appendFileSync(file, `[${section}${between ? ` "${between}"` : ''}]\n\t${name} = ${value}\n`);
  }
  try {
    expectAll(shared);
  } finally {
    writeFileSync(file, before);
  }
});

for (const line of ['* -diff', '* binary', '* diff=planted', '* -text -merge', '* export-ignore']) {
  traps(`the attributes ${line}`, () => {
    const { repository } = shared;
    const config = join(repository.top, '.git/config');
    const before = readFileSync(config);
    repository.git('config', 'diff.planted.textconv', 'true');
    repository.git('config', 'diff.planted.binary', 'true');
    repository.write({ '.gitattributes': `${line}\n`, '.git/info/attributes': `${line}\n` });
    try {
      expectAll(shared);
    } finally {
      writeFileSync(config, before);
      for (const file of ['.gitattributes', '.git/info/attributes']) rmSync(join(repository.top, file));
    }
  });
}

traps('a mailmap renames nobody', () => {
  const { repository } = shared;
  repository.write({ '.mailmap': 'Somebody Else <else@example.com> <author@example.com>\n' });
  try {
    const report = rangeReport(repository, ['scan', '--range', `${shared.base}..main`]);
    assert.ok(report.findings.every(({ author }) => author === 'A U Thor'));
  } finally {
    rmSync(join(repository.top, '.mailmap'));
  }
});

traps('a replacement hides neither a commit nor a blob', () => {
  const replaced = history();
  const { repository, base } = replaced;
  const clean = repository.git('rev-parse', `${base}:a.txt`).trim();
  repository.git('replace', '-f', repository.git('rev-parse', 'main:a.txt').trim(), clean);
  repository.git('replace', '-f', repository.git('rev-parse', 'main').trim(), base);
  expectAll(replaced);
});

traps('a graft that cuts the history off, and one that makes everything an ancestor', () => {
  const grafted = history();
  const { repository, base } = grafted;
  const [first, main] = repository.git('rev-parse', 'main~2', 'main').split('\n') as [string, string];
  for (const line of [main, `${first} ${base}`, `${base} ${main}`]) {
    repository.write({ '.git/info/grafts': `${line}\n` });
    expectAll(grafted);
  }
});

const PLACES: [what: string, place: () => Place][] = [
  ['a subfolder', () => ({ cwd: join(shared.repository.top, 'sub') })],
  ['the Git directory', () => ({ cwd: join(shared.repository.top, '.git') })],
  ['the variables of a hook', () => ({ env: { GIT_DIR: '.git', GIT_PREFIX: 'sub/', GIT_EDITOR: ':' } })],
  ['elsewhere, with GIT_DIR', () => ({ cwd: '/', env: { GIT_DIR: join(shared.repository.top, '.git') } })],
  ['pathspec variables', () => ({ env: { GIT_LITERAL_PATHSPECS: '1', GIT_DIFF_OPTS: '-u0' } })],
];
for (const [what, place] of PLACES) traps(`from ${what}`, () => expectAll(shared, place()));

traps('in a linked worktree', () => {
  shared.repository.git('worktree', 'add', '-q', '--detach', '../linked');
  const linked = new Repository({ top: join(shared.repository.top, '../linked') });
  expectAll({ repository: linked, base: shared.base });
});

traps('in a bare repository, a range and a push', () => {
  shared.repository.git('clone', '-q', '--bare', '.', '../bare.git');
  const bare = new Repository({ top: join(shared.repository.top, '../bare.git') });
  expectAll({ repository: bare, base: shared.base });
  const line = `refs/heads/main ${bare.git('rev-parse', 'main').trim()} refs/heads/x ${shared.base}`;
  const report = prePushReport(bare, [line]);
  assert.equal([report.status, report.findings.length, report.receipt.commits], [1, 5, 5]);
});

traps('in a SHA-256 repository', () => expectAll(history(['--object-format=sha256'])));

traps('in packs, with a commit graph', () => {
  const packed = history();
  packed.repository.git('gc', '-q', '--prune=now');
  packed.repository.git('commit-graph', 'write', '--reachable', '--changed-paths');
  expectAll(packed);
});

traps('refs and files whose names are ids, options and revisions', () => {
  const odd = history();
  const { repository } = odd;
  for (const name of ['HEAD~1', '--all', 'main', '^main', 'a..b', '@{u}']) repository.write({ [name]: 'x' });
  repository.git('update-ref', `refs/heads/${odd.base}`, 'main');
  repository.git('update-ref', `refs/tags/${repository.git('rev-parse', 'main').trim()}`, odd.base);
  expectAll(odd);
});

traps('file names of every kind, each with a secret', () => {
  const repository = new Repository();
  const base = repository.commit('base');
  const names = [
    'two  spaces',
    'new\nline',
    ':(top)x',
    ':100644 100644 a b M',
    '--',
    '-n',
    '"quoted"',
    'back\\slash',
    'ünïcödé',
    'tab\tname',
    'HEAD:a',
    `${'1'.repeat(40)}`,
    'deep/er/and/deeper',
  ];
  repository.stage(Object.fromEntries(names.map((name) => [name, token()]))).commit();
  const report = rangeReport(repository, ['scan', '--since', base]);
  const shown = names.map((name) => name.replace('\n', '\\n').replace('\t', '\\t'));
  assert.equal(report.findings.map(({ file }) => file).sort(), shown.sort());
  repository.git('rm', '-q', '-r', '.');
  repository.commit();
  expectRange(repository, 'HEAD~1..', [], { commits: 1, objects: 0 });
});

traps.run();
