/** Names in stores for programs: version 1 of a contract. */
import {
  type CellOutcome,
  type CellState,
  countOutcome,
  countState,
  type NameReport,
  type PlaceReport,
  type StoresReport,
  silentStores,
} from '../stores/report.js';
import { STORES } from '../stores/stores.js';
import { display, displayText } from './display.js';
import {
  cellProblem,
  cellRemedy,
  extraInWords,
  labelsOf,
  openValueInWords,
  withShownNames,
} from './stores-words.js';

const STATES: readonly CellState[] = ['present', 'missing', 'stale', 'extra', 'unknown', 'elsewhere'];
const OUTCOMES: readonly CellOutcome[] = ['ok', 'wrong', 'unknown', 'unset', 'warned'];

/**
 * Fields are only ever added; unknown ones are to be ignored. `outcome` "wrong" of a name and `openValues` of a place make the
 * exit code 1, "unknown" 3, and a store that did not answer at all 2.
 *
 *     { "version": 1, "consumer": "web" | null, "schemas": ["secrets/schema.json"],
 *       "stores": [ { "store": "github", "title": "GitHub", "answered": true } ],
 *       "places": [ { "place": "github:production", "store": "github", "answered": true, "complete": true,
 *           "reason": "…" | null, "remedy": "…" | null, "extra": ["OLD_KEY"], "hiddenExtra": 0,
 *           "openValues": [ { "file": "a.enc.yaml", "line": 3 | null, "kind": "clear" | "hardcoded" | "baked", "says": "…", "remedy": "…" } ] } ],
 *       "names": [ { "name": "API_KEY", "group": "app", "required": true,
 *           "places": [ { "place": "github:production", "state": "present" | "missing" | "stale" | "extra" | "unknown" | "elsewhere",
 *               "outcome": "ok" | "wrong" | "unknown" | "unset" | "warned", "readable": false, "lastSet": "2026-01-01" | null,
 *               "says": "…" | null, "remedy": "…" | null } ] } ],
 *       "states": { "present": 4, … }, "outcomes": { "ok": 4, … } }
 */
export function reportStoresJson(found: StoresReport): string {
  const report = withShownNames(found);
  const labels = labelsOf(report);
  const silent = silentStores(report);
  const document = {
    version: 1,
    consumer: report.consumer === null ? null : displayText(report.consumer),
    schemas: report.schemas.map(display),
    stores: report.stores.map((store) => ({
      store,
      title: STORES[store].title,
      answered: !silent.includes(store),
    })),
    places: report.places.map((place, index) => placeFacts(place, labels[index] as string)),
    names: report.names.map((name) => nameFacts(name, report, labels)),
    states: Object.fromEntries(STATES.map((state) => [state, countState(report, state)])),
    outcomes: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, countOutcome(report, outcome)])),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function placeFacts(place: PlaceReport, label: string): Record<string, unknown> {
  const { shown, hidden } = extraInWords(place);
  return {
    place: label,
    store: place.store,
    answered: place.isAnswered,
    complete: place.unknown === null,
    reason: place.unknown?.says ?? null,
    remedy: place.unknown?.remedy ?? null,
    extra: shown,
    hiddenExtra: hidden,
    openValues: place.openValues.map((one) => ({
      file: display(one.file),
      line: one.line,
      kind: one.kind,
      ...openValueInWords(one),
    })),
  };
}

function nameFacts(
  name: NameReport,
  { places }: StoresReport,
  labels: readonly string[],
): Record<string, unknown> {
  return {
    name: name.name,
    group: displayText(name.group),
    required: name.isRequired,
    places: name.cells.map((cell, index) => ({
      place: labels[index],
      state: cell.state,
      outcome: cell.outcome,
      readable: cell.isReadable,
      lastSet: cell.staleness?.day ?? null,
      says: cellProblem(name, cell),
      remedy: cellRemedy(name, cell, places[index] as PlaceReport),
    })),
  };
}
