/** What to do now, in the order in which it helps. */
import type { Finding, Receipt } from '../../types.js';
import { html, type Markup } from './markup.js';

/** Empty where nothing is to be done. */
export function advice(findings: readonly Finding[], receipt: Receipt): Markup {
  const fresh = findings.filter(({ status }) => status === 'new');
  if (fresh.length === 0) return html``;
  const steps = [
    ...(fresh.some(({ verdict }) => verdict !== 'file') ? forSecrets(receipt) : []),
    ...forFiles(fresh),
    ...LAST,
  ];
  return html`<section class="card advice" aria-labelledby="advice"><h2 id="advice">What to do now</h2>
    <ol>${steps.map(([first, rest]) => html`<li><strong>${first}</strong> ${rest}</li>`)}</ol></section>`;
}

type Step = [first: string, rest: string | Markup];

const ROTATE: Step = [
  'Rotate it.',
  'A secret that left a machine once is spent. Each entry below says where that is done.',
];

function forSecrets({ source }: Receipt): Step[] {
  if (source === 'history') {
    return [
      ROTATE,
      [
        'Take it out of the files.',
        'Writing the history anew does not replace the rotation: clones and forks keep the old one.',
      ],
    ];
  }
  if (source === 'range') {
    return [
      ROTATE,
      [
        'Take it out of the commit that brings it.',
        'Removing it in a later one does not help: the commit stays readable.',
      ],
    ];
  }
  if (source === 'message') return [ROTATE, ['Take it out of the message or the name,', 'and commit again.']];
  return [ROTATE, ['Take it out of the file,', 'and read it from the environment or your vault instead.']];
}

function forFiles(fresh: readonly Finding[]): Step[] {
  if (fresh.every(({ verdict }) => verdict !== 'file')) return [];
  return [
    [
      'Take guarded files out of Git',
      html`with <code>git rm --cached -f FILE</code>: your copy stays where it is.`,
    ],
  ];
}

const LAST: Step[] = [
  [
    'Not a secret?',
    html`<code>keyfence allow FINGERPRINT --reason "WHY"</code> puts that decision on record.`,
  ],
];
