/** GitLab's two reports: secret detection, and code quality for everybody else. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reportGitLab } from '../../../src/report/gitlab.js';
import { reportGitLabQuality } from '../../../src/report/gitlab-quality.js';
import type { Finding, Receipt } from '../../../src/types.js';
import { checkCodeQuality, checkSecretDetection } from '../../support/report/gitlab-schema.js';
import {
  LISTED,
  MISSED,
  makeContext,
  makeFinding,
  makeHistorical,
  makeHostile,
  makeLetThrough,
  makeReceipt,
} from '../../support/report/input.js';

const gitlab = suite('GitLab');

const SHA = 'a'.repeat(40);

function detect(findings: readonly Finding[], changes: Partial<Receipt> = {}, sha: string | undefined = SHA) {
  const context = makeContext({ CI_COMMIT_SHA: sha });
  return checkSecretDetection(reportGitLab(findings, makeReceipt(findings, changes), context));
}

function issues(findings: readonly Finding[], changes: Partial<Receipt> = {}) {
  return checkCodeQuality(reportGitLabQuality(findings, makeReceipt(findings, changes)));
}

gitlab('a finding is a vulnerability without an extract of the source', () => {
  const [{ id: _, ...told } = { id: '' }] = detect([makeFinding()]).vulnerabilities;
  assert.equal(told, {
    name: 'Acme token',
    description: 'Acme token acme_\u2026: its checksum is right (confidence high)',
    severity: 'Critical',
    solution: 'Rotate it: https://acme.example/tokens (Make a new one first.)',
    identifiers: [{ type: 'keyfence_pattern', name: 'Acme token', value: 'acme-token' }],
    links: [{ name: 'Where to revoke it', url: 'https://acme.example/tokens' }],
    location: { file: 'src/client.js', start_line: 3, end_line: 3, commit: { sha: SHA } },
    details: {
      fingerprint: { type: 'text', name: 'Fingerprint', value: 'kf1-aaaaaaaaaaaaaaaa' },
      verdict: { type: 'text', name: 'Verdict', value: 'checksum-valid' },
      variable: { type: 'text', name: 'Instead, from the environment', value: 'ACME_TOKEN' },
    },
  });
});

gitlab('the scan has its times to the second, and says what it scanned', () => {
  const { start_time, end_time, status, messages } = detect([...makeLetThrough()]).scan;
  assert.equal(
    [start_time, end_time, status, messages],
    [
      '2026-11-23T10:20:30',
      '2026-11-23T10:20:31',
      'success',
      [
        {
          level: 'info',
          value: '14 files, 212 KB, 1144 formats, engine re2, 0 skipped, 31 ms - clean',
        },
        { level: 'info', value: '2 findings let through by a decision of the project' },
      ],
    ],
  );
});

gitlab('an incomplete scan is a failure that names what was not scanned', () => {
  const { status, messages } = detect([], { skipped: [MISSED, LISTED] }).scan;
  assert.is(status, 'failure');
  assert.equal(messages.slice(1), [
    { level: 'warn', value: 'not scanned: locked.bin (unreadable (EACCES))' },
    { level: 'info', value: 'not scanned: vendor/lib (submodule or nested repository)' },
  ]);
});

gitlab('an id stays when the secret moves within its file, and is another one elsewhere', () => {
  const idOf = (...findings: Finding[]) => detect(findings).vulnerabilities.at(-1)?.id;
  const id = idOf(makeFinding());
  assert.is(id, idOf(makeFinding({ line: 9, endLine: 9, start: 500, end: 540 })));
  // As any other maker of UUIDs of version 5 makes it (Python's uuid.uuid5).
  assert.is(id, 'a9f98444-d8f8-511c-a91e-5a798e22d1c6');
  const others = [
    idOf(makeFinding({ file: 'b.js' })),
    idOf(makeFinding({ fingerprint: 'kf1-eeeeeeeeeeeeeeee' })),
    idOf(makeFinding({ layers: ['base64'] })),
    idOf(makeFinding(), makeFinding({ line: 9 })),
  ];
  assert.is(new Set([id, ...others]).size, 5);
});

for (const sha of [undefined, '', 'not a commit', '$(id)']) {
  gitlab(`without a commit in the environment (${sha}) there is none`, () => {
    const [told] = detect([makeFinding()], {}, sha ?? '').vulnerabilities;
    assert.equal(told?.location.commit, { sha: '0000000' });
  });
}

gitlab('a finding of a history has its commit, and the first and the last one', () => {
  const [told] = detect([makeHistorical()]).vulnerabilities;
  assert.equal(told?.location.commit, {
    sha: '1'.repeat(40),
    author: 'F. Irst',
    date: '2024-01-02T03:04:05+00:00',
  });
  assert.equal(
    Object.values(told?.details ?? {}).map(({ value }) => value),
    [
      'kf1-aaaaaaaaaaaaaaaa',
      'checksum-valid',
      'ACME_TOKEN',
      '1'.repeat(40),
      'src/client.js:3, 2024-01-02T03:04:05+00:00',
      '2'.repeat(40),
      'src/client.js:4, 2025-06-07T08:09:10+02:00',
      'no',
      '2',
      'refs/heads/main refs/tags/v1',
    ],
  );
});

gitlab('an address that is none of the web is no link, and long words are cut', () => {
  const [told] = detect([makeHostile('javascript:alert(1)')]).vulnerabilities;
  assert.equal(told?.links, []);
  const [long] = detect([makeHostile('\xf0\x9d\x84\x9e'.repeat(300))]).vulnerabilities;
  assert.is([...(long?.name ?? '')].length, 255);
});

gitlab('code quality has a line for each finding, the gravest of all as blockers', () => {
  const severities = (['critical', 'high', 'medium', 'low'] as const).map((severity) =>
    makeFinding({ severity, file: severity }),
  );
  assert.equal(
    issues(severities).map(({ severity }) => severity),
    ['blocker', 'critical', 'major', 'minor'],
  );
  const [{ fingerprint: _, ...issue } = { fingerprint: '' }] = issues([makeFinding()]);
  assert.equal(issue, {
    description: 'Acme token acme_\u2026: its checksum is right',
    check_name: 'acme-token',
    severity: 'blocker',
    location: { path: 'src/client.js', lines: { begin: 3, end: 3 } },
  });
});

gitlab('code quality is empty only for a clean scan', () => {
  assert.equal(issues(makeLetThrough(), { skipped: [LISTED] }), []);
  const [{ fingerprint: _, ...issue } = { fingerprint: '' }] = issues([], { skipped: [MISSED] });
  assert.equal(issue, {
    description: 'Not scanned, so nothing is known of it: unreadable (EACCES)',
    check_name: 'keyfence:not-scanned',
    severity: 'major',
    location: { path: 'locked.bin', lines: { begin: 1, end: 1 } },
  });
});

gitlab.run();
