/** The byte loops in AssemblyScript, of which the build makes `dist/kernel.wasm`: fast, and fast from the first byte. */
export { HITS, MOST_HITS, search, stoppedAt } from './search';
export { MARGIN, TEXT, WINDOW } from './text';
