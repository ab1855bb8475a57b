/** What stands inside files is read up to the limits, and these are named. */
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Report, Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';

const limits = suite('limits of what is read inside files');

const TOKEN = 'github-personal-access-token';

/** A text in gzip, so many times. */
function packed(text: string, times: number): Buffer {
  let bytes: Buffer = Buffer.from(text);
  for (let i = 0; i < times; i++) bytes = gzipSync(bytes);
  return bytes;
}

function reportOf(files: Record<string, string | Buffer>, ...words: string[]): Report {
  return new Repository().stage(files).report('scan', ...words);
}

function skippedBy({ receipt }: Report): string[] {
  return receipt.skipped.map(({ file, reason }) => `${file} (${reason})`);
}

limits('nine layers deep: found', () => {
  const report = reportOf({ 'a.gz': packed(`${sample(TOKEN)}\n`, 9) });
  const nine = Array.from({ length: 9 }, () => 'gzip');
  assert.equal([report.findings[0]?.layers, report.receipt.complete], [nine, true]);
});

limits('ten layers deep: found, and what may be encoded in there is named', () => {
  const report = reportOf({ 'a.gz': packed(`${sample(TOKEN)}\n`, 10) });
  assert.equal([report.findings.length, report.receipt.complete], [1, false]);
});

limits('eleven layers deep: named, and the scan is incomplete', () => {
  const report = reportOf({ 'a.gz': packed(`${sample(TOKEN)}\n`, 11) });
  assert.equal([report.status, report.findings], [3, []]);
  const way = Array.from({ length: 10 }, () => 'gzip: ').join('');
  const reason = `${way}limit reached: more than 10 layers inside one another`;
  assert.equal(skippedBy(report), [`a.gz (${reason})`]);
});

limits('the project may set its own', () => {
  const configuration = JSON.stringify({ limits: { depth: 1 } });
  const report = reportOf({ 'a.gz': packed('text\n', 2), '.keyfence.json': configuration });
  assert.is(report.status, 3);
  const reason = 'gzip: limit reached: more than 1 layers inside one another';
  assert.equal(skippedBy(report), [`a.gz (${reason})`]);
});

limits('how much there may be inside', () => {
  const configuration = JSON.stringify({ limits: { bytes: 1000 } });
  const report = reportOf({ 'a.gz': packed('text '.repeat(1000), 1), '.keyfence.json': configuration });
  assert.is(report.status, 3);
  assert.match(skippedBy(report)[0] ?? '', /^a\.gz \(.*limit reached/);
});

limits('letters that look like base64 of an archive are no damaged archive', () => {
  const beginning = gzipSync('x'.repeat(5000)).subarray(0, 30).toString('base64');
  const report = reportOf({ 'a.txt': `id: ${beginning}\n` });
  assert.equal([report.status, report.receipt.complete], [0, true]);
});

limits('a picture is listed, and with --strict makes the scan incomplete', () => {
  const picture = Buffer.concat([
    Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0', 'latin1'),
    Buffer.alloc(200, 1),
  ]);
  assert.is(reportOf({ 'a.jpg': picture }).status, 0);
  assert.is(reportOf({ 'a.jpg': picture }, '--strict').status, 3);
});

limits('an archive in base64, as Helm keeps its releases', () => {
  const text = gzipSync(`password of the robot: ${sample(TOKEN)}\n`).toString('base64');
  const report = reportOf({ 'a.yaml': `release: ${Buffer.from(text).toString('base64')}\n` });
  assert.equal(report.findings[0]?.layers, ['base64', 'base64', 'gzip']);
  assert.equal([report.findings[0]?.line, report.findings[0]?.start], [1, 'release: '.length]);
});

limits.run();
