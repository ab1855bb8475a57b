/** An index that can be looked at under many settings: each kind of change, some with a new secret. */
import { Repository } from '../support/repository.js';
import { lines, TOKEN, token } from './expect-staged.js';

/** What a scan must say of it. */
export const FOUND = [`${TOKEN} a.txt:5`, `${TOKEN} renamed.txt:8`, `${TOKEN} sub/é ü.txt:2`];
export const SKIPPED = ['module (submodule)'];

/** A file modified, one renamed and changed, one with white space changed, one with a name that Git quotes, a submodule. */
export function stageEveryKindOfChange(): Repository {
  const old = token();
  const repository = new Repository();
  repository.stage({ 'a.txt': lines(9, { 2: old }), 'b.txt': lines(30, { 3: old }), 'c.txt': lines(9) });
  repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module`);
  repository.commit();
  repository.git('update-index', '--cacheinfo', `160000,${'2'.repeat(40)},module`);
  repository.git('mv', 'b.txt', 'renamed.txt');
  return repository.stage({
    'a.txt': lines(9, { 2: old, 5: token() }),
    'renamed.txt': lines(30, { 3: old, 8: token() }),
    'c.txt': `${lines(4)}  \t\r\n${lines(5)}`,
    'sub/é ü.txt': `\n${token()}\n`,
  });
}
