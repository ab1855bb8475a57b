/** The colours that a report uses. */

/** chalk where colour is wanted, plain text where it is not. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

const plainly = (text: string) => text;
export const PLAIN: Paint = { bold: plainly, dim: plainly, red: plainly, yellow: plainly, cyan: plainly };
