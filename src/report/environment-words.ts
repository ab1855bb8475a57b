/** The states of a secret in the environment in words, and what to do about each. Fixed sentences: no value is repeated. */
import type { Place } from '../environment/find-values.js';
import type { EnvironmentReport, NameReport, NameState } from '../environment/report.js';
import { display, displayMasked, displayText } from './display.js';

const STATES: Record<NameState, string> = {
  ok: 'ok',
  missing: 'missing',
  elsewhere: 'not asked for here',
  empty: 'empty',
  placeholder: 'placeholder',
  reference: 'reference',
  'wrong-format': 'wrong format',
  'wrong-checksum': 'wrong checksum',
  'test-key': 'test key',
  'same-value': 'same value',
};

export function stateInWords({ state, outcome }: NameReport): string {
  if (outcome === 'unset' && state !== 'elsewhere') return 'not set (optional)';
  return outcome === 'warned' ? `${STATES[state]} (optional)` : STATES[state];
}

/** `shell`, `.env.local:3`; empty where nothing was found. */
export function placeInWords(place: Place | null): string {
  if (place === null) return '';
  if (place.kind === 'shell') return 'shell';
  return place.line === null ? display(place.file) : `${display(place.file)}:${place.line}`;
}

/** What to do about a name that cannot be used; null where nothing is wrong. */
export function remedyFor(one: NameReport, report: EnvironmentReport): string | null {
  if (one.outcome === 'ok' || one.outcome === 'unset') return null;
  const { sameAs, expected } = one;
  switch (one.state) {
    case 'ok':
    case 'elsewhere':
      return null;
    case 'missing':
      if (one.onlyPython) {
        return `only python-dotenv reads it (${placeInWords(one.onlyPython)}): write ${one.name}=... at the beginning of a line`;
      }
      return `set it ${whereToSet(report)}${whereToFind(one)}`;
    case 'empty':
      return `it stands there without a value: give it one${whereToFind(one)}`;
    case 'placeholder':
      return `put the real value in its place${whereToFind(one)}; a value that may be public: "sensitive": false in the schema`;
    case 'reference':
      return 'a program gets the reference and not the secret: start it through what resolves it (op run, doppler run, ...)';
    case 'wrong-format':
      if (one.slip === 'quotes') return 'leave out the quotes: they are part of the value here';
      if (one.slip === 'white-space') return 'leave out the white space around it';
      return expected === '' || one.prefix !== ''
        ? `copy it again, whole and nothing else${whereToFind(one)}`
        : `the schema asks for a value that begins with ${displayMasked(`${expected}…`)}${whereToFind(one)}`;
    case 'wrong-checksum':
      return `a character is wrong or some are missing: copy it again, whole${whereToFind(one)}`;
    case 'test-key':
      return `it works only in test mode, and this is production (${report.circumstances.productionBy}): use the live one`;
    case 'same-value':
      return `${sameAs.join(' and ')} ${sameAs.length === 1 ? 'has' : 'have'} the same value: give each its own, or say in the schema that they are one secret ("aliases")`;
  }
}

/** What else a person should know of a name, whatever its state. */
export function notesOn(one: NameReport): string[] {
  const notes: string[] = [];
  if (one.alias !== null) notes.push(`found under its alias ${one.alias}`);
  if (one.isOfOther && one.pattern) {
    notes.push(`it looks like another provider's: ${displayText(one.pattern.title)}`);
  }
  if (one.disagreement === 'differs') {
    notes.push(
      `dotenv (npm) and python-dotenv read it differently: write it on one line in single quotes, ${one.name}='...'`,
    );
  }
  if (one.disagreement === 'expanded') {
    notes.push(
      'python-dotenv puts another variable into it (${...}), dotenv (npm) does not: write the value out',
    );
  }
  if (one.hides.length > 0) notes.push(`hides another value in ${one.hides.map(placeInWords).join(', ')}`);
  return notes;
}

function whereToSet({ files }: EnvironmentReport): string {
  const [file] = files;
  return file === undefined ? 'in the shell or in .env.local' : `in the shell or in ${display(file)}`;
}

function whereToFind({ pattern, hasSource }: NameReport): string {
  if (hasSource) return ' (its "source" in the schema says where it is kept)';
  return pattern?.revoke ? ` (made at ${displayText(pattern.revoke)})` : '';
}
