/** TypeScript and configuration: what a commit of an ordinary service holds. */
import type { Words } from './words.js';

/** A function in TypeScript. */
export function scriptFunction(words: Words): string {
  const { camel, word, pick, random, sentence } = words;
  const statements = [
    () =>
      `  const ${camel()} = await this.${camel()}.${camel()}(${camel()}, { ${word()}: ${random(100)} });\n`,
    () => `  if (${camel()}.${word()} === undefined) throw new Error('${word()} ${word()} is missing');\n`,
    () => `  for (const ${word()} of ${camel()}.values()) ${camel()}.push(${camel()}(${word()}));\n`,
    () => `  logger.info({ ${word()}, ${word()}: ${camel()}.length }, '${word()} ${word()}');\n`,
    () =>
      `  return { ...${camel()}, ${word()}: new Map<string, ${pick(['string', 'number', 'Buffer'])}>() };\n`,
    () =>
      `  // ${sentence()}\n  ${camel()}.headers.set('x-${word()}-${word()}', String(${word()}.${word()}));\n`,
    () => `  const { ${word()}, ${word()} } = process.env.${words.constant()} ? ${camel()} : defaults;\n`,
  ];
  const body = Array.from({ length: 3 + random(6) }, () => pick(statements)()).join('');
  return `/** ${sentence()} */\nexport async function ${camel()}(${word()}: ${pick(['string', 'Request', 'Options'])}): Promise<void> {\n${body}}\n\n`;
}

/** A section of a YAML file. */
export function settings(words: Words): string {
  const { word, random, pick, path } = words;
  const values = [
    () => String(random(10_000)),
    () => pick(['true', 'false']),
    () => path('.yaml'),
    () => `https://${word()}.example.com/${word()}`,
    () => `\${${words.constant()}}`,
    () => `${word()}-${word()}`,
  ];
  const lines = Array.from(
    { length: 2 + random(7) },
    () => `    ${word()}_${word()}: ${pick(values)()}\n`,
  ).join('');
  return `  ${word()}-${word()}:\n${lines}`;
}

/** An entry of a JSON file. */
export function record(words: Words): string {
  const { word, random, sentence, path } = words;
  return `    { "${word()}": "${path('.json')}", "id": ${random(1e6)}, "${word()}Count": ${random(500)}, "text": "${sentence()}" },\n`;
}

/** Code without a line end, as bundlers write it. */
export function minified(words: Words): string {
  const { random, word, camel, pick } = words;
  const letter = () => pick([...'abcdefghijklmnopqrstuvwxyz']);
  const statements = [
    () => `function ${letter()}(${letter()},${letter()}){return ${letter()}.${camel()}(${random(999)})}`,
    () =>
      `var ${letter()}=${letter()}("${word()}-${word()}"),${letter()}={${word()}:!0,${camel()}:${letter()}};`,
    () =>
      `if(${letter()}&&${letter()}.${word()}!==void 0)throw new Error("${word()} ${word()} "+${letter()});`,
    () =>
      `Object.defineProperty(${letter()},"${camel()}",{enumerable:!0,get:function(){return ${letter()}.${camel()}}});`,
    () => `${letter()}.prototype.${camel()}=function(${letter()}){this.${word()}=${letter()}||[]};`,
  ];
  return pick(statements)();
}
