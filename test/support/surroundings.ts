/** The places in which people leave a secret: each turns a secret into a text, with the offset at which it stands. */
import type { Pattern } from '../../src/types.js';
import { randomText } from './sample.js';

/** 200 KB of short words on one line. */
const FILLER = Array.from({ length: 20_000 }, () => randomText(9)).join(' ');

export interface Surrounding {
  name: string;
  before: string;
  after: string;
}

/** Eight ways to write a secret down. For a pattern that needs a name, the name is one that it asks for. */
export function surroundingsFor(pattern: Pattern): Surrounding[] {
  const name =
    pattern.anchor.kind === 'assigned' ? (pattern.names[0] as string).toUpperCase() : 'SOME_SETTING';
  // A value that needs a name is quoted: how unquoted ones are read is tested with the assignments.
  const [bare, close] = pattern.anchor.kind === 'assigned' ? [`${name}="`, '"'] : ['', ''];
  return [
    { name: 'bare line', before: `first line\n${bare}`, after: `${close}\nlast line\n` },
    { name: 'JSON', before: `{\n  "${name}": "`, after: '",\n  "other": 1\n}\n' },
    { name: 'YAML', before: `settings:\n  ${name}: '`, after: "'\n  other: 1\n" },
    { name: 'shell export', before: `export ${name}="`, after: '"\n' },
    { name: 'JavaScript', before: `const settings = { ${name}: '`, after: "' };\n" },
    { name: 'Python', before: `import os\n${name} = "`, after: '"  # a comment\n' },
    { name: '200 KB single line', before: `${FILLER} ${bare}`, after: `${close} ${FILLER}` },
    {
      name: 'beside bytes that are no UTF-8',
      before: `\xff\xfe\x80 ${bare}`,
      after: `${close} \xc3\xe9\xff`,
    },
  ];
}

/** A header and a URL, for a secret that can stand in them. */
export function webSurroundingsFor(pattern: Pattern, secret: string): Surrounding[] {
  const name = pattern.anchor.kind === 'assigned' ? (pattern.names[0] as string) : 'token';
  const header = {
    name: 'header',
    before: `curl --header "X-${name}: `,
    after: '" https://api.example.com/v1/items\n',
  };
  const url = {
    name: 'URL',
    before: `fetch https://api.example.com/v1/items?${name}=`,
    after: '&page=2\n',
  };
  // Without quotes of its own, what a name is assigned is read as code if it can be: `a.b`.
  if (pattern.anchor.kind === 'assigned') return /^\w+$/.test(secret) ? [header, url] : [];
  if (/^[\w.~-]+$/.test(secret)) return [header, url];
  return /^[\w.~+/=-]+$/.test(secret) ? [header] : [];
}
