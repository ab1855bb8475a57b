/** Documents, translations, and the small files that tests compare with. */
import type { Words } from './words.js';

/** The letters that a translation is written with: most of a catalog of messages is not English. */
const ALPHABETS = [
  'aaabcdeeefghiiiklmnooprstuvzäöüß',
  'aaabcdeeéèfgiilmnnooprssttuuvàç',
  'аабвгдеежзииклмнооопрстууфхчшыья',
  'ααβγδεεζηθιικλμνοοπρσςττυφχωάέί',
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下',
  'aąbcćdeęfghijklłmnńoóprsśtuwyzźż',
];

/** A paragraph of a manual page, with an option now and then. */
export function manual(words: Words): string {
  const { word, sentence, random } = words;
  const text = Array.from({ length: 2 + random(4) }, sentence).join('\n');
  const kind = random(6);
  if (kind === 0)
    return `${word().toUpperCase()} ${word().toUpperCase()}\n${'-'.repeat(4 + random(14))}\n${text}\n\n`;
  if (kind < 4) return `--${word()}-${word()}=<${word()}>::\n\t${text.replaceAll('\n', '\n\t')}\n\n`;
  if (kind === 4)
    return `------------\n$ git ${word()} --${word()} <${word()}>\n${words.hex(7)} ${sentence()}\n------------\n\n`;
  return `${text}\nSee \`${word()}.${word()}\` in linkgit:git-${word()}[1].\n\n`;
}

/** @param language which alphabet: the same in one file. */
export function message(words: Words, language: number): string {
  const { random, word, sentence } = words;
  const letters = ALPHABETS[language % ALPHABETS.length] as string;
  const foreign = () => Array.from({ length: 2 + random(9) }, () => letters[random(letters.length)]).join('');
  const translated = Array.from({ length: 5 + random(6) }, foreign).join(' ');
  const place = `#: ${word()}.c:${1 + random(3000)} ${word()}.h:${1 + random(300)}\n#, c-format\n`;
  return `${random(2) === 0 ? place : ''}msgid "${sentence()} '%s'"\nmsgstr "${translated} '%s'"\n\n`;
}

/** Lines such as tests compare with: lists, differences, numbers. */
export function fixture(words: Words): string {
  const { random, word, hex, path } = words;
  const kinds = [
    () => `100644 blob ${hex(40)}\t${path('.c')}\n`,
    () =>
      `diff --git a/${path('.c')} b/${path('.c')}\nindex ${hex(7)}..${hex(7)} 100644\n@@ -${random(90)},7 +${random(90)},8 @@\n ${word()}\n+${word()} ${word()}\n`,
    () => `${word()} ${word()} ${word()}\n`,
    () => `${random(100000)}\t${word()}\n`,
  ];
  return words.pick(kinds)();
}

/** A paragraph of a README. */
export function readme(words: Words): string {
  const { random, word, sentence, camel } = words;
  const text = Array.from({ length: 2 + random(5) }, sentence).join(' ');
  if (random(4) === 0) return `## ${word()} ${word()}\n\n${text}\n\n`;
  if (random(4) === 0) return `- \`${camel()}\`: ${sentence()}\n- \`${camel()}\`: ${sentence()}\n\n`;
  return `${text}\n\n`;
}
