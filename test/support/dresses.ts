/** Secrets in every dress that text can wear, with where they stand in it. */
import { asSecret } from './record.js';

/** What stands before the secret, the secret as it is written there, and what follows. */
export type Parts = [before: string, dressed: string, after: string];

export interface Dress {
  title: string;
  layers: string[];
  dress: (secret: string) => Parts;
  /** How the text is stored, where not in UTF-8. */
  store?: (text: string) => Buffer;
}

const FILLER = 'The quick brown fox jumps over the lazy dog; '; // a multiple of three bytes

/** Wraps base64 of text around the secret; `between` stands where a line ends. */
function inBase64(
  secret: string,
  options: { width?: number; between?: string; alphabet?: 'base64' | 'base64url'; around?: string } = {},
): Parts {
  const { width = Number.POSITIVE_INFINITY, between = '', alphabet = 'base64', around = FILLER } = options;
  const whole = Buffer.from(`${around}${secret} ${around}`).toString(alphabet);
  const start = (around.length * 4) / 3;
  const end = start + Math.ceil((secret.length * 4) / 3);
  let parts: Parts = ['', '', ''];
  for (let at = 0; at < whole.length; at++) {
    const part = at < start ? 0 : at < end ? 1 : 2;
    if (at > 0 && at % width === 0) parts[at === start ? 0 : at === end ? 2 : part] += between;
    parts[part] += whole[at];
  }
  parts = [parts[0], asSecret(parts[1]), parts[2]];
  return parts;
}

function around(before: string, [first, dressed, last]: Parts, after: string): Parts {
  return [before + first, dressed, last + after];
}

/** Every third character of the secret in another form. */
function some(secret: string, form: (code: number) => string): string {
  return asSecret([...secret].map((char, at) => (at % 3 === 1 ? form(char.charCodeAt(0)) : char)).join(''));
}

function all(secret: string, form: (code: number) => string, between = ''): string {
  return asSecret([...secret].map((char) => form(char.charCodeAt(0))).join(between));
}

/** The secret in two parts. */
function split(secret: string, between: string): string {
  return asSecret(secret.slice(0, 9) + between + secret.slice(9));
}

const hex = (code: number, width = 2) => code.toString(16).padStart(width, '0');

const base64: Dress[] = [
  { title: 'base64', layers: ['base64'], dress: (secret) => around('a\nkey = "', inBase64(secret), '"\n') },
  {
    title: 'URL-safe base64 behind a path',
    layers: ['base64'],
    dress: (secret) => around('https://a.io/b/', inBase64(secret, { alphabet: 'base64url' }), '\n'),
  },
  {
    title: 'base64 of nothing else',
    layers: ['base64'],
    dress: (secret) => around('key: ', inBase64(secret, { around: '' }), '\n'),
  },
  {
    title: 'base64 in lines of 64',
    layers: ['base64'],
    dress: (secret) => around('\n', inBase64(secret, { width: 64, between: '\n' }), '\n'),
  },
  {
    title: 'base64 in lines of 70, which no group of four ends with',
    layers: ['base64'],
    dress: (secret) => inBase64(secret, { width: 70, between: '\n' }),
  },
  {
    title: 'base64 in lines of 76 with CRLF',
    layers: ['base64'],
    dress: (secret) => inBase64(secret, { width: 76, between: '\r\n' }),
  },
  {
    title: 'base64 in a YAML block',
    layers: ['base64'],
    dress: (secret) =>
      around('a:\n  b: |\n    ', inBase64(secret, { width: 60, between: '\n    ' }), '\nc: d\n'),
  },
  {
    title: 'base64 with line ends as escapes',
    layers: ['base64'],
    dress: (secret) => around('{"a":"', inBase64(secret, { width: 76, between: '\\r\\n' }), '"}'),
  },
  {
    title: 'base64 in joined literals',
    layers: ['base64'],
    dress: (secret) => around('a = "', inBase64(secret, { width: 48, between: '" +\n  "' }), '";'),
  },
  {
    title: 'base64 in a comment of several lines',
    layers: ['base64'],
    dress: (secret) => around('# ', inBase64(secret, { width: 72, between: '\n# ' }), '\n'),
  },
  {
    title: 'base64 within base64',
    layers: ['base64', 'base64'],
    dress: (secret) => {
      const inner = inBase64(secret, { around: '' });
      const whole = Buffer.from(inner.join('')).toString('base64');
      const end = Math.ceil((inner[1].length * 4) / 3);
      return ['a: ', asSecret(whole.slice(0, end)), whole.slice(end)];
    },
  },
  {
    title: 'base64 of UTF-16, as PowerShell takes commands',
    layers: ['base64', 'utf-16le'],
    dress: (secret) => {
      const command = Buffer.from(`$t="${secret}"`, 'utf16le').toString('base64');
      const end = Math.ceil(((4 + secret.length) * 8) / 3);
      return [`-e ${command.slice(0, 10)}`, asSecret(command.slice(10, end)), command.slice(end)];
    },
  },
];

const escapes: Dress[] = [
  { title: 'hex', layers: ['hex'], dress: (secret) => [`a = "${'20'.repeat(4)}`, all(secret, hex), '20"\n'] },
  {
    title: 'a list of bytes',
    layers: ['hex'],
    dress: (secret) => ['{ ', all(secret, (code) => `0x${hex(code)}`, ',\n  '), ' }'],
  },
  {
    title: '\\x..',
    layers: ['unicode-escape'],
    dress: (secret) => ['a = "', all(secret, (code) => `\\x${hex(code)}`), '"'],
  },
  {
    title: '\\u....',
    layers: ['unicode-escape'],
    dress: (secret) => ['"', some(secret, (code) => `\\u${hex(code, 4)}`), '"'],
  },
  {
    title: '\\\\u....',
    layers: ['unicode-escape'],
    dress: (secret) => ['"', some(secret, (code) => `\\\\u${hex(code, 4)}`), '"'],
  },
  {
    title: '\\u{..}',
    layers: ['unicode-escape'],
    dress: (secret) => ['"', some(secret, (code) => `\\u{${hex(code)}}`), '"'],
  },
  {
    title: 'octal',
    layers: ['unicode-escape'],
    dress: (secret) => ['"', some(secret, (code) => `\\${code.toString(8).padStart(3, '0')}`), '"'],
  },
  {
    title: 'percent escapes',
    layers: ['percent'],
    dress: (secret) => ['a?b=', some(secret, (code) => `%${hex(code)}`), '&c'],
  },
  {
    title: 'percent escapes, twice',
    layers: ['percent'],
    dress: (secret) => ['a?b=', some(secret, (code) => `%25${hex(code)}`), '&c'],
  },
  {
    title: 'HTML references',
    layers: ['html'],
    dress: (secret) => ['<a b="', some(secret, (code) => `&#${code};`), '">'],
  },
  {
    title: 'HTML references in hex, twice',
    layers: ['html'],
    dress: (secret) => ['<a b="', some(secret, (code) => `&amp;#x${hex(code)};`), '">'],
  },
  {
    title: 'a soft line break of a mail',
    layers: ['quoted-printable'],
    dress: (secret) => [`${'word '.repeat(10)}and also `, split(secret, '=\r\n'), ' end\r\n'],
  },
  {
    title: 'a quoted-printable equals sign',
    layers: ['quoted-printable'],
    dress: (secret) => ['token=3D', secret, '\n'],
  },
  {
    title: 'colours',
    layers: ['ansi'],
    dress: (secret) => ['a ', split(secret, '\u001b[0m\u001b[01;31m\u001b[K'), ' b'],
  },
  {
    title: 'colours as a notebook keeps them',
    layers: ['ansi'],
    dress: (secret) => ['"a ', split(secret, '\\u001b[1;31m'), ' b"'],
  },
];

const joints: [title: string, before: string, between: string, after: string][] = [
  ['+ on one line', 'const a = "', '" + "', '";'],
  ['+ at the end of a line', "a = '", "' +\n    '", "';"],
  ['+ at the beginning of a line', 'a = "', '"\r\n    + "', '"'],
  ["PHP's dot", "$a = '", "' . '", "';"],
  ["C's and Python's neighbours", 'a = ("', '"\n     "', '")'],
  ["Python's prefixes", "a = b'", "' b'", "'"],
  ["Visual Basic's ampersand", 'a = "', '" & _\n  "', '"'],
  ["Lua's two dots", 'a = "', '" .. "', '"'],
  ["Twig's tilde", '{{ "', '" ~ "', '" }}'],
  ["SQL's bars", "select '", "' || '", "'"],
  ['a backslash within a literal', 'a = "', '\\\n', '"'],
  ['a continued property', 'a=', '\\\n    ', '\n'],
];

const wide: [title: string, layers: string[], store: (text: string) => Buffer][] = [
  ['UTF-16, marked', ['utf-16le'], (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  [
    'UTF-16, the other end first, marked',
    ['utf-16be'],
    (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  ],
  ['UTF-16', ['utf-16le'], (text) => Buffer.from(text, 'utf16le')],
  ['UTF-16, the other end first', ['utf-16be'], (text) => Buffer.from(text, 'utf16le').swap16()],
  ['UTF-32, marked', ['utf-32le'], (text) => inUtf32(`\ufeff${text}`)],
  ['UTF-32, the other end first', ['utf-32be'], (text) => inUtf32(text).swap32()],
];

function inUtf32(text: string): Buffer {
  return Buffer.from(Uint32Array.from([...text].map((char) => char.codePointAt(0) as number)).buffer);
}

export const DRESSES: Dress[] = [
  ...base64,
  ...escapes,
  ...joints.map(([title, before, between, after]) => ({
    title,
    layers: ['joined'],
    dress: (secret: string): Parts => [before, split(secret, between), after],
  })),
  ...wide.map(([title, layers, store]) => ({
    title,
    layers,
    store,
    dress: (secret: string): Parts => ['first line, \u00e9\ud83d\ude00\nthe key: ', secret, '\r\nlast'],
  })),
];
