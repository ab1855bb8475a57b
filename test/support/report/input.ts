/** What reporters are given in tests: findings and receipts made by hand, plain ones and hostile ones. */
import { PLAIN } from '../../../src/report/paint.js';
import type { ReportContext } from '../../../src/report/reporter.js';
import type { Finding, Receipt, Skip } from '../../../src/types.js';
import { findingOf, receiptOf } from './findings.js';

/** A token in src/client.js, as a scan of the tree tells it. */
export function makeFinding(changes: Partial<Finding> = {}): Finding {
  return findingOf({
    pattern: 'acme-token',
    provider: 'Acme',
    title: 'Acme token',
    severity: 'critical',
    verdict: 'checksum-valid',
    file: 'src/client.js',
    masked: 'acme_\u2026',
    variable: 'ACME_TOKEN',
    revoke: 'https://acme.example/tokens',
    rotate: 'Make a new one first.',
    ...changes,
  });
}

/** What the file guard tells of a `.env`. */
export function makeGuarded(): Finding {
  return makeFinding({
    pattern: 'file:env',
    provider: 'file guard',
    title: 'Environment file',
    severity: 'high',
    verdict: 'file',
    file: '.env',
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    start: 0,
    end: 0,
    masked: '',
    fingerprint: 'kf1-bbbbbbbbbbbbbbbb',
    variable: null,
    revoke: null,
    rotate: null,
  });
}

const ENTRY = { by: 'allow entry', reason: 'revoked long ago', who: 'A <a@b>', until: '2999-12-31' } as const;

/** The same secret let through by an entry, and one that stood there from the beginning. */
export function makeLetThrough(): Finding[] {
  return [
    makeFinding({ file: 'allowed.js', status: 'allowed', allow: ENTRY, fingerprint: 'kf1-cccccccccccccccc' }),
    makeFinding({ file: 'old.js', status: 'baseline', fingerprint: 'kf1-dddddddddddddddd' }),
  ];
}

const FIRST = { oid: '1'.repeat(40), author: 'F. Irst', date: '2024-01-02T03:04:05+00:00' };
const LAST = { oid: '2'.repeat(40), author: 'L. Ast', date: '2025-06-07T08:09:10+02:00' };

/** A secret of a history that HEAD does not have any more. */
export function makeHistorical(): Finding {
  return makeFinding({
    commit: FIRST,
    history: {
      first: { commit: FIRST, file: 'src/client.js', line: 3 },
      last: { commit: LAST, file: 'src/client.js', line: 4 },
      atHead: false,
      refs: ['refs/heads/main', 'refs/tags/v1'],
      places: 2,
    },
  });
}

/** The receipt of a scan of the tree that found these. */
export function makeReceipt(findings: readonly Finding[], changes: Partial<Receipt> = {}): Receipt {
  const { skipped = [] } = changes;
  return receiptOf({
    files: 14,
    bytes: 217088,
    patterns: 1144,
    engine: 're2',
    skipped,
    findings: findings.filter(({ status }) => status === 'new').length,
    complete: skipped.every(({ listed }) => listed),
    durationMs: 31,
    ...changes,
  });
}

export const MISSED: Skip = { file: 'locked.bin', reason: 'unreadable (EACCES)', listed: false };
export const LISTED: Skip = { file: 'vendor/lib', reason: 'submodule or nested repository', listed: true };
export const ACCEPTED: Skip = { ...LISTED, file: 'big.zip', reason: 'too large', accepted: 'built by us' };

/** The same moment and the same version in each test. */
export function makeContext(environment: ReportContext['environment'] = {}): ReportContext {
  return {
    version: '1.2.3',
    project: 'shop',
    paint: PLAIN,
    startTime: new Date('2026-11-23T10:20:30.400Z'),
    endTime: new Date('2026-11-23T10:20:31.500Z'),
    environment,
  };
}

/** Byte strings that mean something to the one reader or the other: formulas, markup, commands, what cannot be seen. */
export const HOSTILE: Record<string, string> = {
  'a formula': '=cmd|"/c calc"!A1',
  'the end of a script': '</script><img src=x onerror=alert(1)>',
  'a workflow command': '::error file=a::b',
  'a workflow command of the older kind': 'x ##[error]b',
  'a workflow command in escaped lines': 'x%0A::error::b%0D%25',
  'the end of a CDATA section': 'x]]>&amp;<!--',
  'a turn of the writing direction': 'x\xe2\x80\xaey',
  'bytes that are no UTF-8': 'x\xff\xfe\xc3',
  'a line break': 'x\n::error::b\r\n- y',
  'control characters': 'x\0\x01\x1b[2J\x7f',
  'characters that XML refuses': 'x\xef\xbf\xbf\xef\xbf\xbe',
  'markup for Markdown': '| x | `y` **z** [l](http://evil.example) ![i](x) @everyone #1 <b>',
  'braces and brackets': '{0} [a](b) %SRCROOT% $x$ \\{{',
  'quotes and commas': 'a"b,c\'d;e',
  'a colon at the start': ':x',
};

/** A finding each of whose texts is that one. */
export function makeHostile(text: string, changes: Partial<Finding> = {}): Finding {
  const words = Buffer.from(text, 'latin1').toString('utf8');
  const commit = { oid: '3'.repeat(40), author: text, date: '2024-01-02T03:04:05+00:00' };
  return makeFinding({
    pattern: `schema:${words}`,
    provider: words,
    title: words,
    note: words,
    file: text,
    layers: [text],
    commit,
    history: {
      first: { commit, file: text, line: 1 },
      last: { commit, file: text, line: 1 },
      atHead: true,
      refs: [text],
      places: 1,
    },
    masked: `${text}\u2026`,
    variable: words,
    revoke: words,
    rotate: words,
    ...changes,
  });
}
