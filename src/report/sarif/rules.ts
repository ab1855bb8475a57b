/** The rules of a SARIF run: one for each pattern that was found, with what to do about it. */
import type { Finding, Severity } from '../../types.js';
import { displayText } from '../display.js';
import { escapeMarkdown, linkTo } from '../markdown-escape.js';
import { messageText } from './message-text.js';

/** The number that GitHub makes "critical", "high", "medium" and "low" of. */
const SECURITY_SEVERITY: Record<Severity, string> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
};

const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** SARIF's word for how grave something is. */
export function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  return LEVELS[severity];
}

/** Collects the rules of the findings that it is asked about. */
export class RuleList {
  private readonly rules: object[] = [];
  private readonly places = new Map<string, number>();

  /** The place of a finding's rule among all. The same pattern found more or less grave makes two rules. */
  indexOf(finding: Finding): number {
    const known = this.places.get(ruleIdOf(finding));
    if (known !== undefined) return known;
    this.places.set(ruleIdOf(finding), this.rules.length);
    return this.rules.push(ruleOf(finding)) - 1;
  }

  all(): readonly object[] {
    return this.rules;
  }
}

export function ruleIdOf({ pattern }: Finding): string {
  return displayText(pattern);
}

function ruleOf(finding: Finding): object {
  const { title, category, severity, revoke } = finding;
  const address = revoke && /^https?:\/\/[^\s<>"{}|\\^`]+$/.test(revoke) ? { helpUri: revoke } : {};
  return {
    id: ruleIdOf(finding),
    shortDescription: { text: messageText(title) },
    fullDescription: { text: messageText(`${title} (${finding.provider}, ${category})`) },
    ...address,
    help: {
      text: stepsFor(finding).map(messageText).join('\n'),
      markdown: markdownSteps(finding)
        .map((step, at) => `${at + 1}. ${step}`)
        .join('\n'),
    },
    defaultConfiguration: { level: levelOf(severity) },
    properties: {
      'security-severity': SECURITY_SEVERITY[severity],
      tags: ['security', 'secret', category],
    },
  };
}

const OUT = 'Take it out of where it stands: from then on it comes from the environment or a vault.';
const GONE = 'What was pushed once stays readable: removing it in a later commit does not make it harmless.';
const FILE_OUT = 'git rm --cached takes the file out of Git and leaves your copy where it is.';

function stepsFor({ verdict, revoke, rotate }: Finding): string[] {
  if (verdict === 'file') return [FILE_OUT, ...(rotate === null ? [] : [rotate]), GONE];
  const where = revoke === null ? 'Revoke it where it was issued.' : `Revoke it: ${revoke}`;
  return [where, ...(rotate === null ? [] : [rotate]), OUT, GONE];
}

function markdownSteps({ verdict, revoke, rotate }: Finding): string[] {
  const more = rotate === null ? [] : [escapeMarkdown(rotate)];
  if (verdict === 'file')
    return [`\`git rm --cached\` ${FILE_OUT.slice('git rm --cached '.length)}`, ...more, GONE];
  const where = revoke === null ? 'Revoke it where it was issued.' : linkTo('Revoke it', revoke);
  return [where, ...more, OUT, GONE];
}
