/** The report that GitLab takes as `artifacts:reports:secret_detection`. It never has the field for the secret itself. */
import type { Finding, Receipt, Severity, Sighting } from '../types.js';
import { display, displayText } from './display.js';
import { nameOf, reasonOf, rotationOf } from './finding-words.js';
import { plural, receiptLine } from './receipt.js';
import type { ReportContext } from './reporter.js';
import { stableIds } from './stable-ids.js';

const VERSION = '15.0.7';
const SCHEMA = `https://gitlab.com/gitlab-org/security-products/security-report-schemas/-/raw/v${VERSION}/dist/secret-detection-report-format.json`;
/** The format asks for a commit; this one, GitLab's own scanner takes where there is none. */
const NO_COMMIT = '0000000';
const LONGEST_NAME = 255; // characters, by the schema
const LONGEST_SOLUTION = 7000;

const SEVERITIES: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

/** @returns one JSON document. What is let through is counted in a message, because GitLab would show it as open. */
export function reportGitLab(
  findings: readonly Finding[],
  receipt: Receipt,
  { version, startTime, endTime, environment }: ReportContext,
): string {
  const tool = { id: 'keyfence', name: 'keyfence', version, vendor: { name: 'keyfence' } };
  const told = findings.filter(({ status }) => status === 'new');
  const ids = stableIds(told);
  const document = {
    version: VERSION,
    schema: SCHEMA,
    scan: {
      analyzer: tool,
      scanner: tool,
      type: 'secret_detection',
      start_time: timeOf(startTime),
      end_time: timeOf(endTime),
      status: receipt.complete ? 'success' : 'failure',
      messages: messagesOf(receipt, findings.length - told.length),
    },
    vulnerabilities: told.map((finding, at) => ({
      id: ids[at],
      name: cut(displayText(finding.title), LONGEST_NAME),
      description: `${nameOf(finding)}: ${reasonOf(finding)} (confidence ${finding.confidence})`,
      severity: SEVERITIES[finding.severity],
      solution: cut(`Rotate it: ${rotationOf(finding)}`, LONGEST_SOLUTION),
      identifiers: [
        {
          type: 'keyfence_pattern',
          name: cut(displayText(finding.title), LONGEST_NAME),
          value: displayText(finding.pattern),
        },
      ],
      links: linksOf(finding),
      location: locationOf(finding, environment.CI_COMMIT_SHA),
      details: detailsOf(finding),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function messagesOf(receipt: Receipt, letThrough: number): { level: string; value: string }[] {
  return [
    { level: receipt.complete ? 'info' : 'warn', value: receiptLine(receipt) },
    ...(letThrough > 0
      ? [
          {
            level: 'info',
            value: `${letThrough} ${plural(letThrough, 'finding')} let through by a decision of the project`,
          },
        ]
      : []),
    ...receipt.skipped.map(({ file, reason, listed }) => ({
      level: listed ? 'info' : 'warn',
      value: `not scanned: ${display(file)} (${display(reason)})`,
    })),
  ];
}

function linksOf({ revoke }: Finding): { name: string; url: string }[] {
  const url = revoke && displayText(revoke);
  return url && /^https?:\/\/./.test(url) ? [{ name: 'Where to revoke it', url }] : [];
}

function locationOf({ file, line, endLine, commit }: Finding, head: string | undefined): object {
  const sha = head && /^[0-9a-f]{7,64}$/.test(head) ? head : NO_COMMIT;
  return {
    file: display(file),
    start_line: line,
    end_line: endLine,
    commit: commit ? { sha: commit.oid, author: display(commit.author), date: commit.date } : { sha },
  };
}

/** What GitLab shows below the description. */
function detailsOf({ fingerprint, verdict, layers, variable, history }: Finding): object {
  return {
    fingerprint: text('Fingerprint', fingerprint),
    verdict: text('Verdict', verdict),
    ...(layers.length > 0 ? { layers: text('Inside', layers.map(display).join(' > ')) } : {}),
    ...(variable ? { variable: text('Instead, from the environment', displayText(variable)) } : {}),
    ...(history
      ? {
          ...sightingDetails('first', 'First', history.first),
          ...sightingDetails('last', 'Last', history.last),
          at_head: text('Still at HEAD', history.atHead ? 'yes' : 'no'),
          places: text('Places', String(history.places)),
          refs: text('Branches and tags', history.refs.map(display).join(' ')),
        }
      : {}),
  };
}

function sightingDetails(key: string, word: string, sighting: Sighting | null): object {
  if (sighting === null) return {};
  const { commit, file, line } = sighting;
  return {
    [`${key}_commit`]: { type: 'commit', name: `${word} commit`, value: commit.oid },
    [`${key}_place`]: text(`${word} place`, `${display(file)}:${line}, ${commit.date}`),
  };
}

function text(name: string, value: string): object {
  return { type: 'text', name, value };
}

/** UTC, to the second, without a zone: all that the schema takes. */
function timeOf(date: Date): string {
  return date.toISOString().slice(0, 19);
}

function cut(words: string, longest: number): string {
  const all = [...words];
  return all.length <= longest ? words : `${all.slice(0, longest - 1).join('')}…`;
}
