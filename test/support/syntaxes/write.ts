/** Every way to write a credential down, and what makes a text of one. */
import { MORE_SCRIPTS } from './more-scripts.js';
import { SCRIPTS } from './scripts.js';
import { SETTINGS } from './settings.js';
import { SYSTEMS } from './systems.js';
import { TEXTS } from './texts.js';
import { TYPED } from './typed.js';

/** The forms of each language and each kind of file. */
export const SYNTAXES: Record<string, string[]> = {
  ...SCRIPTS,
  ...MORE_SCRIPTS,
  ...TYPED,
  ...SYSTEMS,
  ...SETTINGS,
  ...TEXTS,
};

/**
 * A form as text. In it `%v` is the value; `%N` the name as DEMO_NAME, `%n` as demo_name, `%c` as demoName, `%C` as
 * DemoName, `%k` as demo-name and `%w` as `demo name`.
 * @param words of the name, in lower case.
 */
export function writeForm(form: string, words: string[], value: string): string {
  const humps = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const marks: Record<string, string> = {
    N: words.join('_').toUpperCase(),
    n: words.join('_'),
    c: [words[0], ...humps.slice(1)].join(''),
    C: humps.join(''),
    k: words.join('-'),
    w: words.join(' '),
    v: value,
  };
  return form.replace(/%([NncCkwv])/g, (_, mark: string) => marks[mark] as string);
}
