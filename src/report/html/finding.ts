/** One entry of the list: a line that says what and where, and below it, unfolded, all that is known. */
import type { CommitFacts, Finding, FindingHistory, Sighting } from '../../types.js';
import { display, displayMasked, displayText } from '../display.js';
import { reasonOf } from '../finding-words.js';
import type { Listed } from './lifetimes.js';
import { linkMarkup } from './link.js';
import { html, type Markup, type Part } from './markup.js';
import { dateMarkup, lengthWords, outSince } from './time.js';
import { CATEGORIES, counted, SEVERITIES, STATUSES, VERDICTS } from './words.js';

const SHORT = 12; // digits of an object id that tell a commit from all others
const MOST_REFS = 12;

/** A list item. The `data-` attributes are what the filters look at. */
export function findingEntry({ finding, id }: Listed, now: Date): Markup {
  const { severity, provider, category, verdict, status, history } = finding;
  const since = outSince(finding, now);
  const age = since === null ? null : lengthWords(now.getTime() - since);
  const head = history === null ? null : html` data-head="${history.atHead ? 'yes' : 'no'}"`;
  const marks = [
    status === 'new' ? null : mark(STATUSES[status], 'through'),
    history === null ? null : history.atHead ? mark('at HEAD', 'at-head') : mark('not at HEAD', ''),
    age === null ? null : mark(`out ${age}`, ''),
  ];
  return html`<li class="finding" id="${id}" data-severity="${severity}" data-provider="${displayText(provider)}" data-category="${category}"
     data-verdict="${verdict}" data-status="${status}"${head}${since === null ? null : html` data-since="${since}"`}>
    <details><summary><span class="severity ${severity}">${SEVERITIES[severity]}</span>${' '}
    <span class="what"><b>${displayText(finding.title)}</b> ${shown(finding)}</span>${' '}
    <bdi class="place">${placeOf(finding)}</bdi>${' '}
    <span class="marks">${marks}</span></summary>
    <dl class="facts">${factsOf(finding, age)}</dl></details></li>`;
}

function mark(words: string, colour: string): Markup {
  return html`<span class="mark ${colour}">${words}</span> `;
}

function shown({ verdict, masked }: Finding): Markup | null {
  return verdict === 'file' ? null : html`<code>${displayMasked(masked)}</code>`;
}

function placeOf({ file, line, column, verdict }: Finding): string {
  return verdict === 'file' ? display(file) : `${display(file)}:${line}:${column}`;
}

function factsOf(finding: Finding, age: string | null): Part[] {
  const { layers, history, commit, remarks, fingerprint, variable, verdict, status, category } = finding;
  const isSecret = verdict !== 'file';
  return [
    fact(
      'Where',
      html`<bdi class="place">${placeOf(finding)}</bdi>${isSecret ? ` to ${finding.endLine}:${finding.endColumn}` : null}`,
    ),
    layers.length === 0
      ? null
      : fact('Inside', html`<bdi class="place">${layers.map(display).join(' > ')}</bdi>`),
    ...(history === null
      ? [commit === null ? null : fact('Commit', commitMarkup(commit))]
      : historyFacts(history)),
    age === null ? null : fact('Out for', age),
    fact(
      'Why',
      html`${displayText(reasonOf(finding))} <span class="quiet">(confidence ${finding.confidence})</span>`,
    ),
    fact(
      'Kind',
      `${displayText(finding.provider)}, ${CATEGORIES[category]}, ${VERDICTS[verdict].toLowerCase()} (${displayText(finding.pattern)})`,
    ),
    ...remarks.map((remark) => fact('But', html`<span class="remark">${displayText(remark)}</span>`)),
    status === 'new' ? null : fact('Let through', throughWords(finding)),
    variable === null || !isSecret
      ? null
      : fact('Instead', html`<code>${display(variable)}</code> from the environment or your vault`),
    isSecret
      ? fact('Rotate', rotation(finding))
      : fact(
          'Remove',
          html`<code>git rm --cached -f FILE</code> takes it out of Git and leaves your copy where it is`,
        ),
    fact('Fingerprint', html`<code data-copy>${fingerprint}</code>`),
    status === 'new'
      ? fact(
          isSecret ? 'No secret?' : 'May it stay?',
          html`<code data-copy>keyfence allow ${fingerprint} --reason "WHY"</code>`,
        )
      : null,
  ];
}

function fact(name: string, value: Part): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function commitMarkup({ oid, author, date }: CommitFacts): Markup {
  return html`<code>${display(oid.slice(0, SHORT))}</code> by <bdi>${display(author)}</bdi>, ${dateMarkup({ oid, author, date })}`;
}

function historyFacts({ first, last, atHead, refs, places }: FindingHistory): Part[] {
  const some = refs.slice(0, MOST_REFS).map((name) => html`<bdi class="ref">${display(name)}</bdi> `);
  const more = refs.length > MOST_REFS ? `and ${counted(refs.length - MOST_REFS, 'more ref')}` : null;
  return [
    first && fact('First', sightingMarkup(first)),
    last && last.commit.oid !== first?.commit.oid ? fact('Last', sightingMarkup(last)) : null,
    fact('Now', `${atHead ? 'still at HEAD' : 'no longer at HEAD'}; ${counted(places, 'place')} in all`),
    refs.length === 0 ? null : fact('Reached by', [...some, more]),
  ];
}

function sightingMarkup({ commit, file, line }: Sighting): Markup {
  return html`${commitMarkup(commit)}, in <bdi class="place">${display(file)}:${line}</bdi>`;
}

function throughWords({ allow }: Finding): Part {
  if (allow === null) return 'it was there when the project began with keyfence';
  const who = allow.who === null ? null : html`, <bdi>${display(allow.who)}</bdi>`;
  const until = allow.until === null ? null : `, until ${displayText(allow.until)}`;
  return html`${allow.by}: <bdi>${display(allow.reason)}</bdi>${who}${until}`;
}

function rotation({ revoke, rotate }: Finding): Markup {
  const where = revoke === null ? 'where it was issued' : linkMarkup(revoke);
  return html`${where}${rotate === null ? null : html`<br>${displayText(rotate)}`}`;
}
