/** Streams through a redactor: failures, and readers that go away. */
import { PassThrough, Readable } from 'node:stream';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pump } from '../../src/redact/pump.js';
import { Redactor } from '../../src/redact/redactor.js';
import { finder } from '../support/redacted.js';
import { sample } from '../support/sample.js';

const pumping = suite('pump');

const SMALL = { length: 10_240, overlap: 2048 };
const lines = Buffer.from('some words of a log\n'.repeat(1000));

pumping('shows nothing more once finding fails', async () => {
  let looks = 0;
  const failing = {
    ...finder,
    detectors: [
      {
        detect: () => {
          looks++;
          if (looks > 1) throw new Error('a fault of the test');
          return [];
        },
      },
    ],
  };
  const shown: Buffer[] = [];
  const show = async (bytes: Buffer) => {
    shown.push(bytes);
    return true;
  };
  const input = Readable.from([lines, Buffer.from(sample('github-personal-access-token'))]);
  let failed = false;
  await pump(input, new Redactor(failing, SMALL), show).catch(() => {
    failed = true;
  });
  assert.ok(failed);
  assert.is(input.destroyed, true);
  assert.ok(Buffer.concat(shown).length < SMALL.length);
});

pumping('closes its input once nobody reads', async () => {
  const input = new PassThrough();
  input.write(lines);
  let calls = 0;
  await pump(input, new Redactor(finder, SMALL), async () => {
    calls++;
    return false;
  });
  assert.is(calls, 1);
  assert.is(input.destroyed, true);
});

pumping('fails with its input, and shows nothing of what it held back', async () => {
  const input = new PassThrough();
  let shown = '';
  const pumped = pump(input, new Redactor(finder), async (bytes) => {
    shown += bytes.toString();
    return true;
  });
  input.write('half a line');
  input.destroy(new Error('a fault of the test'));
  let failed = false;
  await pumped.catch(() => {
    failed = true;
  });
  assert.equal([failed, shown], [true, '']);
});

pumping.run();
