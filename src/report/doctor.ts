/** What `keyfence doctor` found out, for a person: one screen, and below it the trials with the way out. */
import { isAbsolute, relative, sep } from 'node:path';
import type { DoctorReport, FileFacts, Trial, TrialResult } from '../doctor/report.js';
import { displayText } from './display.js';
import { type Paint, PLAIN } from './paint.js';

const LABEL = 10; // characters

const RESULTS: Record<TrialResult, string> = {
  proven: 'refused by keyfence, which named the canary',
  passed: 'LET THE CANARY THROUGH',
  'not-run': 'NO HOOK: Git started none',
  'refused-otherwise': 'refused, but not by keyfence',
  hung: 'hangs',
  'not-reached': 'not reached',
  failed: 'Git failed',
};

const PATHS: Record<Trial['path'], string> = { user: 'your PATH', bare: 'bare PATH' };

export function reportDoctor(report: DoctorReport, paint: Paint = PLAIN): string {
  const facts = factLines(report).map(([label, text]) => `${paint.bold(label.padEnd(LABEL))} ${text}`);
  const trials = report.trials.flatMap((trial) => [
    trialLine(trial, paint),
    ...reasonLines(trial, report.trials, paint),
  ]);
  return [...facts, '', ...trialHeader(report), ...trials, ''].join('\n');
}

/** The last line, for stderr. @param durationMs of all. */
export function reportDoctorReceipt(report: DoctorReport, durationMs: number): string {
  const { trials, outcome, leftBehind } = report;
  const proven = trials.filter(({ result }) => result === 'proven').length;
  const said = {
    proven: 'these hooks guard the repository',
    open: 'NOT GUARDED: do what stands behind ->',
    unknown: 'NOT PROVEN: it could not be found out',
  }[outcome];
  const left =
    leftBehind === null ? '' : `keyfence: the copy could not be removed: ${displayText(leftBehind)}\n`;
  return `${left}keyfence: ${trials.length} trials, ${proven} proven, ${durationMs} ms - ${said}\n`;
}

/** "pre-commit (bare PATH)". */
export function trialName({ hook, path }: Trial): string {
  return `${hook} (${PATHS[path]})`;
}

function factLines(report: DoctorReport): [label: string, text: string][] {
  const { versions, engine, cache, hooksPlace, managers } = report;
  const isOther = versions.hooks !== null && versions.hooks !== versions.keyfence;
  const other = isOther
    ? `; the hooks run keyfence ${versions.hooks}, of another version: npm install, keyfence init`
    : '';
  const folder = cache.folder === null ? 'no folder that is only yours' : displayText(cache.folder);
  const configured =
    hooksPlace.configuredIn === null ? '' : ` (core.hooksPath, ${hooksPlace.configuredIn} configuration)`;
  const said = managers.map(
    ({ name, file, isActive }) => `${name} (${displayText(file)}, ${isActive ? 'active' : 'not active'})`,
  );
  return [
    ['versions', `keyfence ${versions.keyfence}, Node ${versions.node}, Git ${versions.git}${other}`],
    ['engine', `${engine.name ?? 'NONE'}: ${displayText(engine.reason)}; ${report.formats} formats`],
    ['cache', `${folder}: ${cache.state}`],
    ['settings', fileLine(report.configuration)],
    ['schemas', report.schemas.length === 0 ? 'none' : report.schemas.map(fileLine).join('; ')],
    ['baseline', fileLine(report.baseline)],
    ['.env', report.isEnvIgnored ? 'ignored by Git' : 'NOT ignored: add the line .env to .gitignore'],
    ['managers', said.length === 0 ? 'none: hooks of Git itself' : said.join(', ')],
    ['hooks', `${displayText(shorten(report, hooksPlace.directory))}${configured}`],
    [
      '',
      report.hookFiles
        .map(
          ({ hook, state, owner }) =>
            `${hook}: ${owner ?? state}${state === 'not-executable' ? ' (not executable)' : ''}`,
        )
        .join(', '),
    ],
  ];
}

function fileLine({ file, state, says }: FileFacts): string {
  const name = displayText(file);
  switch (state) {
    case 'none':
      return `${name}: none`;
    case 'sound':
      return `${name}: sound, ${says}`;
    case 'broken':
      // Its own words begin with the name.
      return `BROKEN: ${displayText(says)}`;
  }
}

function trialHeader({ canary, outcome }: DoctorReport): string[] {
  const left =
    canary.leftOut === 0
      ? ''
      : ` (${canary.leftOut} more were left out: hooks that need these fail for that reason)`;
  return [
    `Git committed, merged and pushed the canary ${canary.file} (${canary.pattern}, ${canary.fingerprint})`,
    `in a copy of ${canary.copied} files${left} with the hooks that are installed here${outcome === 'proven' ? '' : ':'}`,
  ];
}

function trialLine({ hook, path, result, started, exitCode, durationMs }: Trial, paint: Paint): string {
  const isProven = result === 'proven';
  const colour = isProven ? paint.cyan : paint.red;
  const ending = exitCode === null ? '' : `, exit ${exitCode}`;
  const ran = started === null ? '' : ` (${displayText(started)}${ending}, ${durationMs} ms)`;
  const mark = colour(isProven ? '✓' : '✗');
  return `${mark} ${paint.bold(hook.padEnd(16))} ${PATHS[path]}  ${colour(RESULTS[result])}${paint.dim(ran)}`;
}

/** Each reason once: with the bare PATH it is mostly the same. */
function reasonLines({ hook, path, causes }: Trial, all: readonly Trial[], paint: Paint): string[] {
  const usual = path === 'user' ? undefined : all.find((one) => one.hook === hook && one.path === 'user');
  const told = new Set(usual?.causes.map(({ says }) => says));
  const news = causes.filter(({ says }) => !told.has(says));
  if (causes.length > 0 && news.length === 0) return ['    for the same reason'];
  return news.flatMap(({ says, remedy }) => [
    `    ${displayText(says)}`,
    `    ${paint.bold('->')} ${displayText(remedy)}`,
  ]);
}

function shorten({ topLevel }: DoctorReport, path: string): string {
  const way = relative(topLevel, path);
  return way === '' || isAbsolute(way) || way.startsWith(`..${sep}`) ? path : way;
}
