/** The formats of reports: how each is made, loaded when it is asked for, and which file names tell it. */
import type { Reporter } from './reporter.js';

/** What makes each; the text is the one that a file gets, with the receipt at its end. */
const REPORTERS = {
  text: async () => (await import('./text-file.js')).reportTextFile,
  json: async () => (await import('./json.js')).reportJson,
  jsonl: async () => (await import('./json-lines.js')).reportJsonLines,
  sarif: async () => (await import('./sarif/report.js')).reportSarif,
  github: async () => (await import('./github.js')).reportGitHub,
  gitlab: async () => (await import('./gitlab.js')).reportGitLab,
  'gitlab-quality': async () => (await import('./gitlab-quality.js')).reportGitLabQuality,
  junit: async () => (await import('./junit.js')).reportJUnit,
  csv: async () => (await import('./csv.js')).reportCsv,
  markdown: async () => (await import('./markdown.js')).reportMarkdown,
  html: async () => (await import('./html/report.js')).reportHtml,
} satisfies Record<string, () => Promise<Reporter>>;

export type FormatName = keyof typeof REPORTERS;

export const FORMAT_NAMES = Object.keys(REPORTERS) as FormatName[];

/** The ends of file names, the longer ones first. */
const ENDINGS: readonly (readonly [ending: string, format: string])[] = [
  ['.sarif.json', 'sarif'],
  ['.sarif', 'sarif'],
  ['.jsonl', 'jsonl'],
  ['.json', 'json'],
  ['.csv', 'csv'],
  ['.md', 'markdown'],
  ['.html', 'html'],
  ['.xml', 'junit'],
  ['.txt', 'text'],
];

/** The ends of file names that tell a format. */
export const TELLING_ENDINGS = ENDINGS.filter(([, format]) => isFormat(format)).map(([ending]) => ending);

/** @returns the format that a file's name tells; null where it tells none. */
export function formatOfFile(file: string): FormatName | null {
  const name = file.toLowerCase();
  const [, format] = ENDINGS.find(([ending]) => name.endsWith(ending)) ?? [];
  return format !== undefined && isFormat(format) ? format : null;
}

/** Loads what makes a report. */
export function loadReporter(format: FormatName): Promise<Reporter> {
  return REPORTERS[format]();
}

function isFormat(name: string): name is FormatName {
  return Object.hasOwn(REPORTERS, name);
}
