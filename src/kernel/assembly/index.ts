/** The byte loops in AssemblyScript, of which the build makes `dist/kernel.wasm`: fast, and fast from the first byte. */
export { BLANK, CLASSES, GAP, HEX, JOINING, LINE_END, QUOTE, TOKEN, VALUES, WORD } from './classes';
export { FOLLOWING, SIGNS } from './escapes';
export {
  beginPlaces,
  COUNTS,
  ESCAPES,
  findPlaces,
  findSigns,
  LISTS,
  RUN_SET,
  RUNS,
  SIGN_SET,
  WANTED_SET,
} from './places';
export { HITS, search, stoppedAt } from './search';
export { MARGIN, TEXT, WINDOW } from './text';
