/** The byte loops in AssemblyScript, of which the build makes `dist/kernel.wasm`: fast, and fast from the first byte. */
export { MARGIN, TEXT, WINDOW } from './text';
