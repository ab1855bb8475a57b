/** Files that are encrypted as a whole: by filters of Git, age and BlackBox, with planted mistakes and sound ones. */
import { suite } from 'uvu';
import { ageAndBlackbox } from '../../src/policy/encrypted-files/age-and-blackbox.js';
import { filteredFiles } from '../../src/policy/encrypted-files/filtered-files.js';
import { expectCases, secret } from './encrypted-cases.js';

const encrypted = suite('files that are encrypted');

expectCases(encrypted, [
  [filteredFiles, 'no filter', { '.gitattributes': '*.png binary\n', a: 'x' }, 'not-applicable'],
  [
    filteredFiles,
    'encrypted in the index',
    {
      '.gitattributes':
        'keys/** filter=git-crypt diff=git-crypt\n*.crypt filter=crypt\nkeys/.gitattributes !filter\n',
      'keys/a': '\0GITCRYPT\0abcdefgh',
      'keys/empty': '',
      'b.crypt': 'U2FsdGVkX19hYmNk\n',
    },
    [],
  ],
  [
    filteredFiles,
    'plain in the index, as the filter was not set up',
    {
      '.gitattributes': '*.key filter=git-crypt\nteam/** filter=git-crypt-team\n*.crypt filter=crypt\n',
      'a.key': secret(),
      'team/b': secret(),
      'c.crypt': secret(),
    },
    [
      'a.key git-crypt is to encrypt it, and Git has it in plain text',
      'c.crypt transcrypt is to encrypt it, and Git has it in plain text',
      'team/b git-crypt is to encrypt it, and Git has it in plain text',
    ],
  ],

  [ageAndBlackbox, 'none', { a: 'x' }, 'not-applicable'],
  [
    ageAndBlackbox,
    'sound ones',
    {
      'a.age': 'age-encryption.org/v1\n-> X25519 x\n',
      '.blackbox/blackbox-files.txt': 'keys/a.txt\n',
      'keys/a.txt.gpg': 'x',
    },
    [],
  ],
  [
    ageAndBlackbox,
    'plain ones',
    {
      'a.age': `${secret()}\n`,
      '.blackbox/blackbox-files.txt': 'keys/a.txt\n',
      'keys/a.txt': `${secret()}\n`,
    },
    [
      'a.age it is called a file of age, and is not encrypted',
      'keys/a.txt BlackBox keeps it encrypted, and Git tracks it in plain text, too',
    ],
  ],
]);

encrypted.run();
