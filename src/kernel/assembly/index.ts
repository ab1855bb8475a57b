/** The byte loops in AssemblyScript, of which the build makes `dist/kernel.wasm`: fast, and fast from the first byte. */
export {
  BLANK,
  beginPlaces,
  CLASSES,
  COUNTS,
  ESCAPES,
  FOLLOWING,
  findPlaces,
  HEX,
  JOINING,
  LINE_END,
  LISTS,
  QUOTE,
  RUN_SET,
  RUNS,
  SIGN_SET,
  SIGNS,
  TOKEN,
  WORD,
} from './places';
export { MARGIN, TEXT, WINDOW } from './text';
