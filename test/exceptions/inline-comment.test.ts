/** Which comment is about a finding, and what reason it gives: no part of anything that was detected. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createCommentReader, type InlineComment } from '../../src/exceptions/inline-comment.js';

const comments = suite('inline comments');

/** The finding stands between two «»; `|` begins something else that was detected. */
function read(marked: string): InlineComment | null {
  const text = marked.replace(/[«»|]/g, '');
  const start = marked.replace(/\|/g, '').indexOf('«');
  const end = marked.replace(/[|«]/g, '').indexOf('»');
  const other = marked.replace(/[«»]/g, '').indexOf('|');
  const ranges = [{ start, end }, ...(other < 0 ? [] : [{ start: other, end: other + 3 }])];
  return createCommentReader(Buffer.from(text, 'latin1'), ranges)({ start, end });
}

for (const [title, text, reason, place] of [
  ['behind a value', 'a = "«xxx»" # keyfence:allow a test key\n', 'a test key', 'first'],
  ['at the very end of the text', 'a = «xxx» // keyfence:allow why', 'why', 'first'],
  ['before a value', '/* keyfence:allow why */ a = «xxx»', 'why', 'first'],
  ['in a text of its own', '{"note": "keyfence:allow why", "a": "«xxx»"}', 'why', 'first'],
  ['with quotes around the reason', 'a = «xxx» # keyfence:allow "the old one"', 'the old one', 'first'],
  ['with a colon', 'a = «xxx» # keyfence:allow: why', 'why', 'first'],
  ['with a dash', 'a = «xxx» # keyfence:allow - why', 'why', 'first'],
  ['in HTML', '<a b="«xxx»"><!-- keyfence:allow why --></a>', 'why', 'first'],
  ['in a template', '«xxx» {# keyfence:allow why #} b', 'why', 'first'],
  ['with CRLF', 'a\r\nb = «xxx» # keyfence:allow why\r\nc', 'why', 'first'],
  ['in the last line of several', '«a\nb\nc» -- keyfence:allow why\n', 'why', 'last'],
  ['in the first line of several', 'keyfence:allow why: «a\nb\nc»\n', 'why:', 'first'],
  ['alone on the line before', '  # keyfence:allow why\na = «xxx»', 'why', 'before'],
  ['alone, in another language', '\t * keyfence:allow why\na = «xxx»', 'why', 'before'],
  ['alone, in a batch file', 'REM keyfence:allow why\nset a=«xxx»', 'why', 'before'],
  ['alone, in JSX', '{/* keyfence:allow why */}\n<a b="«xxx»">', 'why', 'before'],
  [
    'where the one beside it gives no reason',
    '# keyfence:allow why\n«xxx» # keyfence:allow',
    'why',
    'before',
  ],
  ['up to what else was detected', '«xxx» # keyfence:allow as is |yyy and', 'as is', 'first'],
  ['a second mark', '«xxx» # keyfence:allowed, keyfence:allow why', 'why', 'first'],
  ['in UTF-8', '«xxx» # keyfence:allow \xc3\xa4', '\xc3\xa4', 'first'],
] as const) {
  comments(`counts ${title}`, () => {
    const comment = read(text);
    assert.equal([comment?.reason, comment?.place], [reason, place]);
  });
}

for (const [title, text] of [
  ['nothing', '«xxx» # keyfence:allow'],
  ['white space', '«xxx» /* keyfence:allow \t */'],
  ['quotes', '«xxx» "keyfence:allow"'],
  ['signs', '«xxx» # keyfence:allow ---!'],
  ['what was detected', '«xxx» # keyfence:allow |yyy'],
  ['the finding itself', 'keyfence:allow «xxx»'],
] as const) {
  comments(`gives no reason with ${title}`, () => {
    const comment = read(text);
    assert.is(comment?.reason, null);
  });
}

for (const [title, text] of [
  ['in the finding itself', '«xxx keyfence:allow why»'],
  ['two lines before', '# keyfence:allow why\n\n«xxx»'],
  ['on the line after', '«xxx»\n# keyfence:allow why'],
  ['behind something on the line before', 'b = 1 # keyfence:allow why\na = «xxx»'],
  ['behind a text on the line before', '"" # keyfence:allow why\na = «xxx»'],
  ['in a line within the finding', '«a\nkeyfence:allow why\nb»'],
  ['as a part of a word', '«xxx» # keyfence:allowed why'],
  ['as a part of another mark', '«xxx» # my-keyfence:allow why'],
  ['in capital letters', '«xxx» # KEYFENCE:ALLOW why'],
  ['farther on a line than is looked at', `«xxx»${' '.repeat(5000)}# keyfence:allow why`],
] as const) {
  comments(`is not looked for ${title}`, () => {
    assert.is(read(text), null);
  });
}

comments('a long reason is cut between two characters', () => {
  const reason = read(`«x» # keyfence:allow a${'\xc3\xa4'.repeat(200)}`)?.reason ?? '';
  assert.is(reason, `a${'\xc3\xa4'.repeat(99)}`);
});

comments('many findings on one line without end cost no more than a look at each', () => {
  const line = Buffer.from(`${'ab '.repeat(300_000)}# keyfence:allow why`);
  const ranges = Array.from({ length: 30_000 }, (_, at) => ({ start: at * 30, end: at * 30 + 2 }));
  const reader = createCommentReader(line, ranges);
  const found = ranges.filter((range) => reader(range) !== null);
  assert.ok(found.length > 0 && found.length < 200);
});

comments.run();
