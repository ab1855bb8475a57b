/** A rotation for programs: version 1 of a contract. */
import {
  type HeldValue,
  type Holder,
  holdersNow,
  isComplete,
  type RotationReport,
} from '../rotation/report.js';
import { display, displayMasked, displayText } from './display.js';

/**
 * Fields are only ever added; unknown ones are to be ignored.
 *
 *     { "version": 1, "names": ["GITHUB_TOKEN"], "situation": "said" | "here" | "leaked" | "replaced" | "several" |
 *         "done" | "unseen",
 *       "old": [ { "fingerprint": "kf1-…", "masked": "ghp_…", "title": "…",
 *           "holders": [ { "kind": "shell" | "env-file" | "client" | "file" | "user-file", "file": ".env" | null, "line": 3 | null,
 *               "name": "GITHUB_TOKEN" | null, "home": true } ],
 *           "history": [ { "file": "…", "line": 1, "commit": "…", "date": "…", "places": 2 } ] } ],
 *       "current": [ as in "old" ], "alike": [], "untraceable": false,
 *       "steps": [ { "name": "create" | "store" | "ci" | "host" | "revoke", "title": "…",
 *           "actions": [ { "says": "…", "command": ["…"], "link": "https://…" | null } ] } ],
 *       "looked": { "files": 9, "ignoredFiles": 1, "variables": 30, "commits": 12, "userFiles": 0 },
 *       "unread": [ { "file": "…", "reason": "…" } ], "complete": true, "held": true,
 *       "recorded": { "outcome": "written" | "unchanged" | "declined" | "held" | "incomplete", "files": ["secrets/schema.json"],
 *           "day": "2026-11-23" } | null }
 */
export function reportRotationJson(report: RotationReport): string {
  const { names, situation, old, current, alike, hasUntraceable, steps, looked, unread, recorded } = report;
  const document = {
    version: 1,
    names: names.map(displayText),
    situation,
    old: old.map(valueFacts),
    current: current.map(valueFacts),
    alike: alike.map(displayText),
    untraceable: hasUntraceable,
    steps: steps.map(({ name, title, actions }) => ({
      name,
      title,
      actions: actions.map(({ says, command, link }) => ({
        says: displayText(says),
        command: command.map(displayText),
        link: link === null ? null : displayText(link),
      })),
    })),
    looked,
    unread: unread
      .filter(({ listed }) => !listed)
      .map(({ file, reason }) => ({ file: display(file), reason })),
    complete: isComplete(report),
    held: holdersNow(report).length > 0,
    recorded: recorded && { ...recorded, files: recorded.files.map(display) },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function valueFacts({ fingerprint, masked, title, holders, history }: HeldValue): object {
  return {
    fingerprint,
    masked: displayMasked(masked),
    title: displayText(title),
    holders: holders.map(holderFacts),
    history: history.map(({ file, line, commit, places }) => ({
      file: display(file ?? ''),
      line,
      commit: commit?.oid ?? null,
      date: commit?.date ?? null,
      places,
    })),
  };
}

function holderFacts({ kind, file, line, name, isHome }: Holder): object {
  return {
    kind,
    file: file === null ? null : display(file),
    line,
    name: name === null ? null : displayText(name),
    home: isHome,
  };
}
