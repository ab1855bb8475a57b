/** Large texts through the real bin: secrets wherever a part, a piece or a buffer ends, in a file, a blob and a stream. */
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PIECE_SIZE } from '../../src/examine/pieces.js';
import { Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { scanReport, skippedBy, TOKEN } from '../support/scanned.js';

const seams = suite('large texts');

const MB = 1024 * 1024;
const LENGTH = 40 * MB;
const LINE = 'a line of a log that holds no secret\n';
const RUN = 4; // secrets in a row, so that one lies over the place and others end and begin near it

/** Where pieces are cut, where they begin and end, and where the parts end that a file and a stream come in. */
function boundaries(): number[] {
  const { length, overlap } = PIECE_SIZE;
  const places: number[] = [64 * 1024, 4 * MB, 16 * MB, LENGTH - 300];
  for (let start = 0; start + length < LENGTH; start += length - 2 * overlap) {
    places.push(start + length - 2 * overlap, start + length - overlap, start + length);
  }
  for (let part = MB; part < LENGTH; part += 7 * MB) places.push(part);
  return [...new Set(places)].sort((a, b) => a - b);
}

interface Large {
  bytes: Buffer;
  /** `start line:column` of each secret. */
  places: string[];
}

function makeLarge(): Large {
  const bytes = Buffer.alloc(LENGTH, LINE, 'latin1');
  const starts: number[] = [];
  const length = sample(TOKEN).length + 1;
  for (const place of boundaries()) {
    for (let i = 0; i < RUN; i++) {
      const start = place - 60 + i * length;
      bytes.write(`\n${sample(TOKEN)}\n`, start - 1, 'latin1');
      starts.push(start);
    }
  }
  return { bytes, places: placesOf(bytes, starts) };
}

function placesOf(bytes: Buffer, starts: readonly number[]): string[] {
  let line = 1;
  let lineStart = 0;
  return starts.map((start) => {
    for (let at = bytes.indexOf(10, lineStart); at >= 0 && at < start; at = bytes.indexOf(10, lineStart)) {
      line++;
      lineStart = at + 1;
    }
    return `${start} ${line}:${start - lineStart + 1}`;
  });
}

type Report = ReturnType<typeof scanReport>;

const placesIn = ({ findings }: Report) => findings.map((one) => `${one.start} ${one.line}:${one.column}`);

const large = makeLarge();

/** With little work for Git, which would compress for seconds. */
function makeRepository(): Repository {
  const repository = new Repository();
  repository.git('config', 'core.compression', '0');
  return repository;
}

seams('a file of 40 MB: every secret at every boundary, once, in its place', () => {
  const repository = makeRepository().write({ 'a.log': large.bytes });
  const report = scanReport(repository);
  assert.equal(placesIn(report), large.places);
  assert.equal([report.receipt.bytes, report.receipt.files, report.receipt.complete], [LENGTH, 1, true]);
});

seams('a stream of 40 MB: the same', () => {
  const report = scanReport(makeRepository(), ['-'], { stdin: large.bytes });
  assert.equal(placesIn(report), large.places);
  assert.equal([report.receipt.bytes, report.receipt.files, report.receipt.complete], [LENGTH, 1, true]);
});

seams('a staged blob of 40 MB among small ones: the same', () => {
  const files = { 'a.txt': `${sample(TOKEN)}\n`, 'b.log': large.bytes, 'c.txt': `${sample(TOKEN)}\n` };
  const report = scanReport(makeRepository().stage(files), ['--staged']);
  assert.equal(placesIn(report), ['0 1:1', ...large.places, '0 1:1']);
  assert.equal([report.receipt.files, report.receipt.complete], [3, true]);
});

seams('of a staged blob of 40 MB only what its old version did not have is told', () => {
  const repository = makeRepository().stage({
    'a.log': large.bytes,
    'moved.log': large.bytes.subarray(0, 20 * MB),
  });
  repository.commit();
  const bytes = Buffer.concat([
    Buffer.from(`${sample(TOKEN)}\n`),
    large.bytes,
    Buffer.from(`\n${sample(TOKEN)}\n`),
  ]);
  repository.git('rm', '-q', '--cached', 'moved.log');
  const report = scanReport(repository.stage({ 'a.log': bytes, 'to.log': bytes.subarray(41, 18 * MB) }), [
    '--staged',
  ]);
  assert.equal(
    report.findings.map(({ file, start }) => `${file} ${start}`),
    ['a.log 0', `a.log ${LENGTH + 42}`],
  );
  const isMoved = (place: string) => Number(place.split(' ')[0]) < 18 * MB - 41;
  const moved = large.places.filter(isMoved).length;
  assert.equal(report.receipt.suppressed, { 'already-committed': large.places.length + moved });
});

seams('no file is too large: one of 300 MB is read to its end', () => {
  const repository = makeRepository();
  const file = join(repository.top, 'large.bin');
  writeFileSync(file, '');
  truncateSync(file, 300 * MB);
  writeFileSync(file, `\n${sample(TOKEN)}\n`, { flag: 'a' });
  const report = scanReport(repository);
  assert.equal(placesIn(report), [`${300 * MB + 1} 2:1`]);
  assert.equal([skippedBy(report), report.receipt.complete], [[], true]);
});

seams('a placeholder over a seam is counted once', () => {
  const bytes = Buffer.alloc(20 * MB, LINE, 'latin1');
  const { length, overlap } = PIECE_SIZE;
  for (const place of [length - overlap, length - 2 * overlap, length]) {
    bytes.write(`\nghp_${'x'.repeat(36)}\n`, place - 20, 'latin1');
  }
  const report = scanReport(makeRepository(), ['-'], { stdin: bytes });
  assert.equal([report.findings, report.receipt.suppressed], [[], { placeholder: 3 }]);
});

seams.run();
