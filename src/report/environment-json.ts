/** The environment for programs: version 1 of a contract. */
import type { Place } from '../environment/find-values.js';
import { type EnvironmentReport, isUsable, type NameReport } from '../environment/report.js';
import { display, displayMasked, displayText } from './display.js';
import { notesOn, remedyFor } from './environment-words.js';

/**
 * Fields are only ever added; unknown ones are to be ignored.
 *
 *     { "version": 1, "ready": false, "consumer": "web" | null, "production": false, "environments": ["local", "development"],
 *       "schemas": ["secrets/schema.json"], "files": [".env.local", ".env"],
 *       "names": [ { "name": "GITHUB_TOKEN", "group": "app", "required": true, "outcome": "ok" | "wrong" | "warned" | "unset",
 *           "state": "ok" | "missing" | "elsewhere" | "empty" | "placeholder" | "reference" | "wrong-format" |
 *             "wrong-checksum" | "test-key" | "same-value",
 *           "from": "shell" | "file" | null, "file": ".env" | null, "line": 3 | null, "alias": null, "masked": "ghp_…" | null,
 *           "pattern": "github-personal-access-token" | null, "sameAs": [], "disagreement": "differs" | "expanded" | null,
 *           "hides": [ { "from": "file", "file": ".env", "line": 2 } ], "remedy": "…" | null, "notes": [] } ],
 *       "counts": { "names": 6, "ok": 4, "wrong": 1, "warned": 0, "unset": 1 } }
 */
export function reportEnvironmentJson(report: EnvironmentReport): string {
  const { consumer, circumstances, schemas, files, names } = report;
  const countOf = (wanted: string) => names.filter(({ outcome }) => outcome === wanted).length;
  const document = {
    version: 1,
    ready: isUsable(report),
    consumer: consumer === null ? null : displayText(consumer),
    production: circumstances.isProduction,
    environments: circumstances.environments.map(displayText),
    schemas: schemas.map(display),
    files: files.map(display),
    names: names.map((one) => factsOf(one, report)),
    counts: {
      names: names.length,
      ok: countOf('ok'),
      wrong: countOf('wrong'),
      warned: countOf('warned'),
      unset: countOf('unset'),
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function factsOf(one: NameReport, report: EnvironmentReport): Record<string, unknown> {
  return {
    name: one.name,
    group: displayText(one.group),
    required: one.isRequired,
    outcome: one.outcome,
    state: one.state,
    ...placeFacts(one.from),
    alias: one.alias,
    masked: one.prefix === '' ? null : displayMasked(`${one.prefix}…`),
    pattern: one.from === null ? null : (one.pattern?.id ?? null),
    sameAs: one.sameAs,
    disagreement: one.disagreement,
    hides: one.hides.map(placeFacts),
    remedy: remedyFor(one, report),
    notes: notesOn(one),
  };
}

function placeFacts(place: Place | null): { from: string | null; file: string | null; line: number | null } {
  if (place === null || place.kind === 'shell') return { from: place?.kind ?? null, file: null, line: null };
  return { from: 'file', file: display(place.file), line: place.line };
}
