/** No attribute hides a file from a staged scan; what a filter does to a file is done when the index is written. */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import { Repository } from '../support/repository.js';
import { FOUND, SKIPPED, stageEveryKindOfChange } from './every-kind-of-change.js';
import { expectStaged, TOKEN, token } from './expect-staged.js';

const attributes = suite('staged: attributes');

let repository: Repository;
attributes.before(() => {
  repository = stageEveryKindOfChange();
});

const LINES = [
  '* -diff',
  '* binary',
  '[attr]hidden -diff -text -merge\n* hidden',
  '* diff=planted',
  '* -text',
  '* text=auto eol=crlf',
  '* filter=planted',
  '* ident',
  '* merge=planted',
  '* working-tree-encoding=UTF-16',
  '* export-ignore export-subst linguist-generated linguist-vendored',
];

for (const line of LINES) {
  attributes(`${line.replace('\n', '; ')}`, () => {
    const settingsBefore = readFileSync(join(repository.top, '.git/config'));
    repository.git('config', 'diff.planted.textconv', 'true');
    repository.git('config', 'diff.planted.binary', 'true');
    repository.git('config', 'filter.planted.clean', 'true');
    repository.git('config', 'filter.planted.smudge', 'true');
    repository.git('config', 'filter.planted.required', 'true');
    // In the working tree, and where no commit shows it.
    repository.write({ '.gitattributes': `${line}\n`, '.git/info/attributes': `${line}\n` });
    try {
      expectStaged(repository, FOUND, { skipped: SKIPPED });
    } finally {
      writeFileSync(join(repository.top, '.git/config'), settingsBefore);
      for (const file of ['.gitattributes', '.git/info/attributes']) rmSync(join(repository.top, file));
    }
  });
}

attributes('attributes that are staged with the secret', () => {
  repository.stage({ '.gitattributes': '* -diff\n*.txt binary\n' });
  expectStaged(repository, FOUND, { skipped: SKIPPED });
  repository.git('rm', '-q', '-f', '.gitattributes');
});

attributes('a file in another encoding in the working tree is UTF-8 in the index', () => {
  const encoded = new Repository();
  encoded.stage({ '.gitattributes': '*.txt working-tree-encoding=UTF-16LE\n' });
  encoded.stage({ 'a.txt': Buffer.from(`first\n${token()}\n`, 'utf16le') });
  expectStaged(encoded, [`${TOKEN} a.txt:2`]);
});

attributes('a clean filter that takes the secret out', () => {
  const filtered = new Repository();
  filtered.git('config', 'filter.mask.clean', 'sed s/ghp_.*/masked/');
  filtered.stage({ '.gitattributes': '*.txt filter=mask\n', 'a.txt': `${token()}\n` });
  expectStaged(filtered, []);
});

attributes('a clean filter that puts a secret in', () => {
  const filtered = new Repository();
  const script = join(filtered.top, '../filter.sh');
  filtered.write({
    '../secret': `${token()}\n`,
    '../filter.sh': '#!/bin/sh\ncat - "$(dirname "$0")/secret"\n',
  });
  chmodSync(script, 0o755);
  filtered.git('config', 'filter.fill.clean', script);
  filtered.stage({ '.gitattributes': '*.txt filter=fill\n', 'a.txt': 'only line\n' });
  expectStaged(filtered, [`${TOKEN} a.txt:2`]);
});

attributes.run();
