/** Checks a report's fields, and says in words of our own what is wrong with one. */
import { explainProblem, type Problem, type Wording } from '../json/problem.js';
import { loadAsset } from '../package/assets.js';

const WORDING: Wording = {
  shapes: {
    id: 'the id of a pattern',
    oid: 'an object id',
    date: 'a date and a time',
    fingerprint: 'a fingerprint as reports show it: kf1- and 16 letters or digits',
    digest: 'a digest of 32 digits',
    letGo: 'a reason and a digest',
    masked: 'a prefix and an ellipsis',
  },
  explain: () => null,
};

/** Keys may be shown where they are plain words of the contract: a secret could have slipped into the place of one. */
const SHOWN = /^(?:[a-z]{1,20}(?:[A-Z][a-z]{1,20}){0,2}|[0-9]{1,9})$/;

interface Validator {
  (data: unknown): boolean;
  errors?: Problem[] | null;
}

/** @returns what is wrong and where, without a piece of the data; null for a report that is right. */
export function whatIsWrongInReport(data: unknown): string | null {
  const { validate } = loadAsset('report-validator.cjs') as { validate: Validator };
  if (validate(data)) return null;
  const { path, expected } = explainProblem(validate.errors?.[0] as Problem, WORDING);
  const place = path.map((name) => `/${SHOWN.test(name) ? name : '*'}`).join('');
  return `at ${place === '' ? 'the top level' : place}: ${expected}`;
}
