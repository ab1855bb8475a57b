/** What may be shown of a name that a store gave out: a value can have slipped into the place of one. */
import { readsAsWords } from '../schema/schema-form.js';

const SAFE = /^[\w./-]+$/;

/** Whether each of its parts reads as words. */
export function isShown(name: string): boolean {
  return name.length <= 200 && name.split(/[ /:#]+/).every(readsAsWords);
}

/** The place where it can stand in a command as it is; else null. */
export function inCommand(place: string): string | null {
  return place === '' || (SAFE.test(place) && isShown(place)) ? place : null;
}
