/** Receipts of what no repository at hand can show: reasons with hostile names in them, and many groups. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reportJson } from '../../src/report/json.js';
import { reportReceipt } from '../../src/report/receipt.js';
import type { Skip } from '../../src/types.js';
import { receiptOf } from '../support/report/findings.js';

const receipts = suite('receipts');

const skipping = (skipped: Skip[]) => receiptOf({ skipped, complete: skipped.every(({ listed }) => listed) });

const HOSTILE = 'zip:\u001b[2J\n::error::\xe2\x80\xae: encrypted'; // the name of an entry stands in a reason
const SHOWN = 'zip:\\u{1b}[2J\\n::error::\\u{202e}: encrypted';

for (const skip of [
  { file: 'a.zip', reason: HOSTILE, listed: false },
  { file: 'a.zip', reason: HOSTILE, listed: true },
  { file: 'a.zip', reason: HOSTILE, listed: true, accepted: 'r' },
]) {
  receipts(
    `a hostile name in a reason is shown escaped: ${Object.keys(skip).join(', ')}, ${skip.listed}`,
    () => {
      const receipt = skipping([skip]);
      for (const verbose of [true, false]) {
        const text = reportReceipt(receipt, { verbose });
        assert.match(text, SHOWN);
        assert.not.match(text, /[\u001b\u202e]/);
      }
      assert.is(JSON.parse(reportJson([], receipt)).receipt.skipped[0].reason, SHOWN);
    },
  );
}

receipts('more reasons than ten are counted by their files', () => {
  const skipped = Array.from({ length: 12 }, (_, at) =>
    Array.from({ length: 5 }, (_, file) => ({ file: `${at}-${file}`, reason: `reason ${at}`, listed: true })),
  ).flat();
  const lines = reportReceipt(skipping(skipped), { verbose: false }).split('\n');
  assert.is(lines[9], 'keyfence: not scanned: 5 files (reason 9), such as 9-0, 9-1, 9-2');
  assert.is(lines[10], 'keyfence: not scanned: 10 more: --verbose or --format json names them all');
  assert.is(reportReceipt(skipping(skipped), { verbose: true }).split('\n').length, 62);
});

receipts('reasons that differ have no remedy in common', () => {
  const remedyOf = (...reasons: string[]) =>
    reportReceipt(skipping(reasons.map((reason) => ({ file: 'a', reason, listed: false }))), {
      verbose: false,
    })
      .trimEnd()
      .split('\n')
      .at(-1);
  const accept = 'keyfence allow --skip PATH --reason "WHY" accepts it for good';
  for (const [reason, remedy] of [
    ['unreadable (EACCES)', 'make it readable for you and scan again'],
    ['zip:a: encrypted', 'decrypt it and scan that'],
    ['unmerged: resolve the conflict and add it', 'resolve the conflict and add the file'],
  ] as const) {
    assert.is(remedyOf(reason), `keyfence: what to do: ${remedy}; or ${accept}`);
    assert.is(remedyOf(reason, reason), remedyOf(reason));
    assert.is(remedyOf(reason, 'else'), `keyfence: what to do: make readable what can be; ${accept}`);
  }
});

for (const [reason, remedy] of [
  ['interrupted before its end', 'let it come to its end'],
  ['shallow clone: what is older than 0123456789ab is not here', 'git fetch --unshallow'],
  ['object damaged: git fsck tells more (commit 0123456789ab)', 'git fsck'],
] as const) {
  receipts(`what helps is said: ${reason}`, () => {
    const text = reportReceipt(skipping([{ file: '(x)', reason, listed: false }]), { verbose: false });
    assert.match(text.slice(text.indexOf('what to do')), remedy);
  });
}

receipts.run();
