/** C code, its headers, and tests in shell: the larger part of a tree such as Git's own. */
import type { Words } from './words.js';

/** A function in C. */
export function cFunction(words: Words): string {
  const { word, name, pick, random, sentence, constant } = words;
  const [kind, item] = [word(), word()];
  const body = Array.from({ length: 2 + random(7) }, () => cStatement(words, item)).join('');
  const comment = random(3) > 0 ? '' : `/*\n * ${sentence()}\n * ${sentence()}\n */\n`;
  const type = pick(['int', 'void', 'static int', 'static void', 'static const char *', 'size_t']);
  return `${comment}${type} ${name()}(struct ${kind} *${item}, const char *${word()}, unsigned flags)
{
\tstruct ${word()} *${word()} = NULL;
\tint i, ret = ${pick(['0', '-1', constant()])};

${body}
\treturn ret;
}

`;
}

function cStatement(words: Words, item: string): string {
  const { word, name, pick, constant, sentence } = words;
  const statements = [
    () => `\tif (!${item}->${word()})\n\t\treturn error(_("cannot ${word()} '%s'"), ${item}->${word()});\n`,
    () =>
      `\tfor (i = 0; i < ${item}->${word()}_nr; i++) {\n\t\tstruct ${word()} *e = ${item}->${word()}[i];\n\t\tif (e->flags & ${constant()})\n\t\t\tcontinue;\n\t\t${name()}(e, &${item}->${word()});\n\t}\n`,
    () => `\t/* ${sentence()} */\n\t${name()}(&${word()}, ${item}->${word()}, ${constant()});\n`,
    () => `\tif (${name()}(${item}, &${word()}) < 0)\n\t\tgoto out;\n`,
    () => `\t${item}->${word()} = ${name()}(${word()}, sizeof(*${word()}));\n`,
    () =>
      `\tswitch (${item}->type) {\n\tcase ${constant()}:\n\t\tret = ${name()}(${item});\n\t\tbreak;\n\t}\n`,
    () => `\tstrbuf_addf(&${word()}, "${word()}: %s (%d)\\n", ${item}->${word()}, ret);\n`,
  ];
  return pick(statements)();
}

/** A piece of a header. */
export function cDeclaration(words: Words): string {
  const { word, name, constant, sentence, random } = words;
  const fields = Array.from({ length: 2 + random(6) }, () => `\tunsigned ${name()};\n`).join('');
  return `/* ${sentence()} */\n#define ${constant()} (1u << ${random(32)})\nstruct ${name()} {\n${fields}};\nint ${name()}(struct ${word()} *, const char *${word()}, size_t len);\n\n`;
}

/** A test in shell; now and then with the id of an object. */
export function shellTest(words: Words): string {
  const { word, name, pick, random, hex, path, constant } = words;
  const steps = [
    () => `\tgit ${pick(['add', 'rm', 'show', 'log -1'])} ${path('.txt')} &&\n`,
    () => `\techo ${word()} >${word()}.${word()} &&\n`,
    () => `\ttest_must_fail git ${word()} --${word()}=${word()} 2>err &&\n`,
    () => `\tcat >expect <<-\\EOF &&\n\t${word()} ${word()}\n\t${hex(7)} ${word()}\n\tEOF\n`,
    () => `\ttest_cmp expect actual &&\n`,
    () => `\tgit config ${word()}.${word()} ${pick(['true', 'false', word()])} &&\n`,
    () => `\t${name()} ${word()} HEAD~${random(9)} >actual &&\n`,
    () => `\t${word().toUpperCase()}=$(git rev-parse --${word()} "$${word()}^{tree}") &&\n`,
    () => `\tsed -e "s/${word()}/$${constant()}/" -e "/^${word()}=/d" <"$${word()}" >${word()}.$$ &&\n`,
    () => `\tgit -c ${word()}.${word()}="$(pwd)/${path('')}" ${word()} -- ":(${word()})${path('')}" &&\n`,
    () => `\ttest_commit --no-${word()} ${word()} ${path('.t')} "${word()}" &&\n`,
    () =>
      random(4) === 0
        ? `\tgrep "^${hex(40)} refs/heads/${word()}$" actual &&\n`
        : `\tgrep "${word()} ${word()}" actual &&\n`,
  ];
  const body = Array.from({ length: 3 + random(7) }, () => pick(steps)()).join('');
  return `test_expect_success '${word()} ${word()} with --${word()}' '\n${body}\ttest_path_is_file ${word()}\n'\n\n`;
}

/** A function of a script in Perl. */
export function perlFunction(words: Words): string {
  const { word, name, sentence, random } = words;
  const body = Array.from(
    { length: 2 + random(6) },
    () => `\tmy $${word()} = ${name()}($${word()}, qw(${word()} ${word()}));\n\treturn unless $${word()};\n`,
  ).join('');
  return `# ${sentence()}\nsub ${name()} {\n\tmy ($${word()}, %opt) = @_;\n${body}\tprint STDERR "${word()}: $${word()}\\n";\n}\n\n`;
}
