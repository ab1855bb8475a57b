/** CSV: its columns, and nothing in it that a spreadsheet computes. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reportCsv } from '../../../src/report/csv.js';
import type { Finding } from '../../../src/types.js';
import {
  ACCEPTED,
  LISTED,
  MISSED,
  makeFinding,
  makeHistorical,
  makeLetThrough,
  makeReceipt,
} from '../../support/report/input.js';
import { readCsv } from '../../support/report/parsers.js';

const csv = suite('CSV');

const report = (...findings: Finding[]) => reportCsv(findings, makeReceipt(findings));

csv('begins with the names of its columns and ends with the receipt', () => {
  assert.equal(report(makeFinding()).split('\r\n'), [
    'kind,status,severity,confidence,verdict,pattern,provider,title,masked,file,line,column,end_line,end_column,layers,variable,fingerprint,commit,author,date,first_commit,first_date,last_commit,last_date,at_head,refs,places,why,allowed_by,reason,who,until,revoke,rotate',
    'finding,new,critical,high,checksum-valid,acme-token,Acme,Acme token,acme_\u2026,src/client.js,3,9,3,49,,ACME_TOKEN,kf1-aaaaaaaaaaaaaaaa,,,,,,,,,,,its checksum is right,,,,,https://acme.example/tokens,Make a new one first.',
    'receipt,complete,,,,,,,,,,,,,,,,,,,,,,,,,,"14 files, 212 KB, 1144 formats, engine re2, 0 skipped, 31 ms - 1 finding",,,,,,',
    '',
  ]);
});

csv('a finding of a history has its commits, and what is let through its reason', () => {
  const [old, allowed] = readCsv(report(makeHistorical(), ...makeLetThrough()));
  assert.equal(
    [old?.commit, old?.first_commit, old?.first_date, old?.last_commit, old?.at_head, old?.refs, old?.places],
    [
      '1'.repeat(40),
      '1'.repeat(40),
      '2024-01-02T03:04:05+00:00',
      '2'.repeat(40),
      'false',
      'refs/heads/main refs/tags/v1',
      '2',
    ],
  );
  assert.equal(
    [allowed?.status, allowed?.allowed_by, allowed?.reason, allowed?.who, allowed?.until],
    ['allowed', 'allow entry', 'revoked long ago', 'A <a@b>', '2999-12-31'],
  );
});

csv('what was not scanned has rows of its own', () => {
  const rows = readCsv(reportCsv([], makeReceipt([], { skipped: [MISSED, LISTED, ACCEPTED] })));
  assert.equal(
    rows.map(({ kind, status, file, why, reason }) => [kind, status, file, why, reason]),
    [
      ['skip', 'missed', 'locked.bin', 'unreadable (EACCES)', ''],
      ['skip', 'listed', 'vendor/lib', 'submodule or nested repository', ''],
      ['skip', 'accepted', 'big.zip', 'too large', 'built by us'],
      [
        'receipt',
        'incomplete',
        '',
        '14 files, 212 KB, 1144 formats, engine re2, 3 skipped (1 accepted), 31 ms - INCOMPLETE: not everything was scanned',
        '',
      ],
    ],
  );
});

for (const [file, cell] of [
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\xef\xbc\x9d1', "'\uff1d1"],
  ['\tx', '\\tx'],
  ['a=1', 'a=1'],
  ['=cmd|"/c calc"!A1', '\'=cmd|"/c calc"!A1'],
  ['a"b,c\nd', 'a"b,c\\nd'],
  [' x ', ' x '],
]) {
  csv(`the name ${JSON.stringify(file)} is the cell ${JSON.stringify(cell)}`, () => {
    const [row] = readCsv(report(makeFinding({ file: file as string })));
    assert.is(row?.file, cell);
  });
}

csv.run();
