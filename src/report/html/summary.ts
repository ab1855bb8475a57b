/** The head line: how much was found, and whether all was looked at. */
import type { Finding, Receipt } from '../../types.js';
import { display } from '../display.js';
import { html, type Markup } from './markup.js';
import { lengthWords, outSince } from './time.js';
import { counted, grouped } from './words.js';

const MOST_REASONS = 3;

/** One sentence, without a full stop: the title of the page and its first words. */
export function headline(findings: readonly Finding[], receipt: Receipt): string {
  const fresh = findings.filter(({ status }) => status === 'new');
  const secrets = fresh.filter(({ verdict }) => verdict !== 'file');
  const guarded = new Set(fresh.filter(({ verdict }) => verdict === 'file').map(({ file }) => file)).size;
  const files = new Set(secrets.map(({ file }) => file));
  // What is no file has a label in parentheses.
  const place = [...files].some((file) => file.startsWith('(')) ? 'place' : 'file';
  const found = `${counted(new Set(secrets.map(({ fingerprint }) => fingerprint)).size, 'secret')} in ${counted(files.size, place)}`;
  const kept = `${counted(guarded, 'file')} that should not be in Git`;
  if (secrets.length > 0) return guarded > 0 ? `${found}, and ${kept}` : found;
  if (guarded > 0) return kept;
  if (!receipt.complete) return 'Nothing found in what was scanned';
  return hasScanned(receipt) ? 'Nothing found' : 'Nothing to scan';
}

/** `bad`: something was found. `unsure`: nothing was, but not all was looked at. */
export function toneOf(receipt: Receipt): 'bad' | 'unsure' | 'good' {
  if (receipt.findings > 0) return 'bad';
  return receipt.complete && hasScanned(receipt) ? 'good' : 'unsure';
}

/** A scan of nothing is not called clean. */
function hasScanned({ files, commits = 0, objects = 0 }: Receipt): boolean {
  return files + commits + objects > 0;
}

/** Whether all was looked at, and why not. */
export function completeness({ complete, skipped }: Receipt): Markup {
  const missed = skipped.filter(({ listed }) => !listed);
  const listed = skipped.length - missed.length;
  if (complete) {
    const aside =
      listed === 0
        ? null
        : html` <a href="#not-scanned">${counted(listed, 'item')}</a> were left out knowingly.`;
    return html`<p class="completeness"><strong>The scan is complete.</strong> Everything it set out to read was read.${aside}</p>`;
  }
  const reasons = [...new Set(missed.map(({ reason }) => display(reason)))];
  const more =
    reasons.length > MOST_REASONS ? `; and ${counted(reasons.length - MOST_REASONS, 'more reason')}` : '';
  const why = reasons.length === 0 ? null : html`: ${reasons.slice(0, MOST_REASONS).join('; ')}${more}`;
  return html`<p class="completeness incomplete"><strong>The scan is incomplete.</strong>${' '}
    <a href="#not-scanned">${counted(missed.length, 'item')}</a> should have been scanned and could not be${why}.</p>`;
}

/** The figures that one wants to know first. */
export function figures(findings: readonly Finding[], receipt: Receipt, now: Date): Markup {
  const fresh = findings.filter(({ status }) => status === 'new');
  const urgent = fresh.filter(({ severity }) => severity === 'critical' || severity === 'high').length;
  const through = findings.length - fresh.length;
  const ages = fresh.map((finding) => outSince(finding, now)).filter((time) => time !== null);
  const oldest = ages.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
  const shown: [name: string, value: string][] = [
    ['New findings', grouped(fresh.length)],
    ['Critical or high', grouped(urgent)],
    ...headFigure(fresh),
    ...(ages.length > 0
      ? ([['Longest out', lengthWords(now.getTime() - oldest)]] as [string, string][])
      : []),
    ['Let through', grouped(through)],
    ['Not scanned', grouped(receipt.skipped.length)],
  ];
  return html`<dl class="figures">${shown.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function headFigure(fresh: readonly Finding[]): [string, string][] {
  if (fresh.every(({ history }) => history === null)) return [];
  return [['Still at HEAD', grouped(fresh.filter(({ history }) => history?.atHead).length)]];
}
