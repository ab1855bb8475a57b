/** What was committed before is not new, however it moves; what arrives in another place is. */
import { suite } from 'uvu';
import { Repository } from '../support/repository.js';
import { expectStaged, lines, TOKEN, token } from './expect-staged.js';

const moves = suite('staged: renames, copies and moved lines');

/** A repository whose last commit holds these files. */
function committed(files: Record<string, string>): Repository {
  const repository = new Repository();
  repository.stage(files).commit();
  return repository;
}

moves('a pure rename of a file that holds a secret', () => {
  const repository = committed({ 'a.txt': `${token()}\n` });
  repository.git('mv', 'a.txt', 'b.txt');
  expectStaged(repository, []);
});

moves('a renamed folder of such files', () => {
  const repository = committed({
    'old/a.txt': `${token()}\n`,
    'old/b.txt': `${token()}\n`,
    'c.txt': 'clean\n',
  });
  repository.git('mv', 'old', 'new');
  expectStaged(repository, []);
});

moves('a rename with a new secret: the new one alone', () => {
  const old = token();
  const repository = committed({ 'a.txt': lines(30, { 4: old }) });
  repository.git('mv', 'a.txt', 'b.txt');
  repository.stage({ 'b.txt': lines(30, { 4: old, 20: token() }) });
  expectStaged(repository, [`${TOKEN} b.txt:20`]);
});

moves('a rename of a clean file with a new secret', () => {
  const repository = committed({ 'a.txt': lines(30) });
  repository.git('mv', 'a.txt', 'b.txt');
  repository.stage({ 'b.txt': lines(30, { 7: token() }) });
  expectStaged(repository, [`${TOKEN} b.txt:7`]);
});

moves('a rename with other lines changed', () => {
  const old = token();
  const repository = committed({ 'a.txt': lines(30, { 4: old }) });
  repository.git('mv', 'a.txt', 'b.txt');
  repository.stage({ 'b.txt': lines(32, { 4: 'changed', 5: `x ${old}`, 20: 'changed' }) });
  expectStaged(repository, []);
});

moves('a rename that leaves nothing but the secret', () => {
  const old = token();
  const repository = committed({ 'a.txt': lines(30, { 4: old }) });
  repository.git('rm', '-q', 'a.txt');
  repository.stage({ 'sub/b.ini': `k=${old}` });
  expectStaged(repository, []);
});

moves('a copy into another file is new', () => {
  const text = lines(30, { 4: token() });
  const repository = committed({ 'a.txt': text });
  repository.stage({ 'copy.txt': text });
  expectStaged(repository, [`${TOKEN} copy.txt:4`]);
});

moves('a copy from a file that changes too is new', () => {
  const old = token();
  const repository = committed({ 'a.txt': lines(30, { 4: old }) });
  repository.stage({ 'a.txt': lines(31, { 4: old }), 'copy.txt': lines(30, { 4: old }) });
  expectStaged(repository, [`${TOKEN} copy.txt:4`]);
});

moves('lines that move to a file that stays are new there', () => {
  const old = token();
  const repository = committed({ 'a.txt': lines(9, { 4: old }), 'b.txt': 'clean\n' });
  repository.stage({ 'a.txt': lines(9), 'b.txt': `clean\n${old}\n` });
  expectStaged(repository, [`${TOKEN} b.txt:2`]);
});

moves('a second copy in the same file is not new', () => {
  const old = token();
  const repository = committed({ 'a.txt': lines(9, { 4: old }) });
  repository.stage({ 'a.txt': lines(9, { 4: old, 8: old }) });
  expectStaged(repository, []);
});

moves('a second copy in another file that was there before is new', () => {
  const old = token();
  const repository = committed({ 'a.txt': lines(9, { 4: old }), 'b.txt': lines(9) });
  repository.stage({ 'b.txt': lines(9, { 6: old }) });
  expectStaged(repository, [`${TOKEN} b.txt:6`]);
});

moves('two new copies are two findings', () => {
  const secret = token();
  const repository = committed({ 'a.txt': lines(3) });
  repository.stage({ 'a.txt': lines(3, { 1: secret, 3: secret }) });
  expectStaged(repository, [`${TOKEN} a.txt:1`, `${TOKEN} a.txt:3`]);
});

const OLD = token();
const AROUND: [what: string, before: string, after: string][] = [
  ['a moved line', lines(9, { 2: OLD }), lines(9, { 8: OLD })],
  ['lines added before it', lines(9, { 2: OLD }), `new\nnew\n${lines(9, { 2: OLD })}`],
  ['a reindented line', `a:\n  k: ${OLD}\n`, `a:\n\tb:\n\t\tk: ${OLD}\n`],
  ['white space at the end of the line', `k ${OLD}\n`, `k ${OLD}  \t \n`],
  ['another key beside it', `k = "${OLD}"\n`, `renamed = '${OLD}' # why\n`],
  ['line ends that become CRLF', lines(9, { 2: OLD }), lines(9, { 2: OLD }).replaceAll('\n', '\r\n')],
  ['a lost newline at the end', `k ${OLD}\n`, `k ${OLD}`],
  ['a file that becomes one line', lines(9, { 2: OLD }), lines(9, { 2: OLD }).replaceAll('\n', ' ')],
  ['a byte order mark', `k ${OLD}\n`, `\ufeffk ${OLD}\n`],
];
for (const [what, before, after] of AROUND) {
  moves(`an old secret is not new after ${what}`, () => {
    const repository = committed({ 'a.txt': before });
    repository.stage({ 'a.txt': after });
    expectStaged(repository, []);
  });
}

moves('a new secret on the line of an old one', () => {
  const old = token();
  const repository = committed({ 'a.txt': lines(9, { 5: old }) });
  repository.stage({ 'a.txt': lines(9, { 5: `${old} ${token()}` }) });
  expectStaged(repository, [`${TOKEN} a.txt:5`]);
});

moves('a secret that takes the place of another', () => {
  const repository = committed({ 'a.txt': lines(9, { 5: token() }) });
  repository.stage({ 'a.txt': lines(9, { 5: token() }) });
  expectStaged(repository, [`${TOKEN} a.txt:5`]);
});

moves('the removal of a secret', () => {
  const repository = committed({ 'a.txt': lines(9, { 5: token() }) });
  repository.stage({ 'a.txt': lines(9) });
  expectStaged(repository, []);
});

moves('the deletion of files with secrets, .env among them', () => {
  const repository = committed({ 'a.txt': `${token()}\n`, '.env': `A=${token()}\n`, 'b/.env': 'B=1\n' });
  repository.git('rm', '-q', '-r', '.');
  expectStaged(repository, []);
});

moves('a file that becomes a folder', () => {
  const old = token();
  const repository = committed({ a: lines(9, { 5: old }) });
  repository.git('rm', '-q', 'a');
  repository.stage({ 'a/b.txt': lines(9, { 5: old }), 'a/c.txt': `\n${token()}\n` });
  expectStaged(repository, [`${TOKEN} a/c.txt:2`]);
});

moves('a folder that becomes a file', () => {
  const old = token();
  const repository = committed({ 'a/b.txt': lines(9, { 5: old }) });
  repository.git('rm', '-q', '-r', 'a');
  repository.stage({ a: lines(9, { 5: old, 6: token() }) });
  expectStaged(repository, [`${TOKEN} a:6`]);
});

moves.run();
