import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dialectsLine } from '../../../src/policy/agents/dialects-line.js';
import { hardcodedLine } from '../../../src/policy/agents/hardcoded-line.js';
import { namesLine } from '../../../src/policy/agents/names-line.js';
import { readConfig } from '../../../src/policy/agents/reading/read-config.js';
import { asSecret } from '../../support/record.js';
import { scratch } from '../../support/repository.js';
import { randomText, sample } from '../../support/sample.js';
import { answer, answers, places, repositoryOf, SCHEMA } from './support.js';

const hostile = suite('hostile agent configs');
const LINES = [hardcodedLine, dialectsLine, namesLine];
const GITHUB = 'github-personal-access-token';

/** Anchors, each made of many of the one before. */
function bomb(end: string, wrap: 'list' | 'map', names: readonly string[]): string {
  const length = Math.floor(900 / names.length);
  const lines = names.slice(1).map((name, at) => {
    const items = Array.from({ length }, (_, position) =>
      wrap === 'map' ? `k${position}: *${names[at]}` : `*${names[at]}`,
    );
    return `${name}: &${name} ${wrap === 'map' ? '{' : '['}${items.join(', ')}${wrap === 'map' ? '}' : ']'}`;
  });
  return ['a: &a {x: y}', ...lines, end].join('\n');
}

/** Each with the line on which it breaks and the fixed words for it. */
const word = asSecret(randomText(24));
const BROKEN: [title: string, file: string, text: string | Buffer, line: number | null, says: string][] = [
  ['cut JSON', '.mcp.json', `{\n "mcpServers": {\n  "${word}": `, 3, 'expected valid JSON'],
  ['JSON with a text behind it', '.mcp.json', `{}\n${word}`, 2, 'expected valid JSON'],
  ['no JSON at all', '.mcp.json', word, 1, 'expected valid JSON'],
  ['deep JSON', '.cursor/mcp.json', `\n${'{"a":'.repeat(100_000)}`, 2, 'expected at most 64 levels'],
  ['deep lists', '.cursor/mcp.json', '['.repeat(500_000), 1, 'expected at most 64 levels'],
  ['cut TOML', '.codex/config.toml', `model = 1\n[mcp_servers\n${word} = "x"`, 2, 'expected valid TOML'],
  ['a TOML key twice', '.codex/config.toml', `a = 1\nb = 2\na = "${word}"`, 3, 'expected valid TOML'],
  ['deep TOML', '.codex/config.toml', `a = ${'['.repeat(100_000)}`, null, 'expected valid TOML'],
  [
    'keys of many dots',
    '.codex/config.toml',
    `${'a.'.repeat(5000)}b = 1`,
    null,
    'expected at most 64 levels',
  ],
  ['broken YAML', 'recipe.yaml', `extensions:\n  a: "${word}\n`, null, 'expected valid YAML'],
  ['deep YAML in brackets', 'recipe.yaml', `a: ${'['.repeat(200_000)}`, null, 'expected at most 64 levels'],
  ['deep YAML on one line', 'recipe.yaml', '- '.repeat(100_000), null, 'expected at most 64 levels'],
  [
    'deep YAML by indentation',
    'recipe.yaml',
    Array.from({ length: 400 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
    null,
    'expected at most 64 levels',
  ],
  ['anchors without end', 'recipe.yaml', '&a '.repeat(80_000), null, 'expected at most 64 levels'],
  ['tags without end', 'recipe.yaml', '!a '.repeat(80_000), null, 'expected at most 64 levels'],
  [
    'aliases without end',
    'recipe.yaml',
    `a: &a [x]\nb: [${'*a, '.repeat(2000)}]`,
    null,
    'expected at most 1000 aliases',
  ],
  ['an alias of itself', 'recipe.yaml', 'a: &a [*a]', null, 'expected at most 64 levels'],
  [
    'aliases that multiply, in settings',
    'recipe.yaml',
    bomb('extensions:\n  one:\n    cmd: x\n    more: *g', 'list', [...'abcdefg']),
    null,
    'expected at most 100000 values',
  ],
  [
    'aliases that multiply, in groups',
    'recipe.yaml',
    bomb('extensions: *d', 'map', [...'abcd']),
    null,
    'expected at most 100000 values',
  ],
  ['large YAML', 'recipe.yaml', `# ${'x'.repeat(300_000)}\na: 1`, null, 'expected at most 256 KB of YAML'],
  ['UTF-16', '.mcp.json', Buffer.from('\ufeff{"mcpServers":{}}', 'utf16le'), null, 'expected UTF-8'],
  ['bytes', '.mcp.json', Buffer.from([0x7b, 0xff, 0x7d]), null, 'expected UTF-8'],
  [
    'a large file',
    '.mcp.json',
    `{"a": "${'x'.repeat(1024 * 1024)}"}`,
    null,
    'expected a file of at most 1 MB',
  ],
];
for (const [title, file, text, line, says] of BROKEN) {
  hostile(`${title} is told with its place, and never passed`, async () => {
    const [hardcoded, dialects, names] = await answers(
      repositoryOf({ [file]: text, 'secrets/schema.json': SCHEMA(['A_KEY']) }),
      LINES,
    );
    assert.is(hardcoded?.outcome, 'fail');
    assert.is(hardcoded?.problems.length, 1);
    assert.ok(hardcoded?.problems[0]?.says.endsWith(says), hardcoded?.problems[0]?.says);
    if (line !== null) assert.is(hardcoded?.problems[0]?.line, line);
    assert.equal([dialects?.outcome, names?.outcome], ['manual', 'manual']);
    assert.not.ok(JSON.stringify([hardcoded, dialects, names]).includes(word.slice(0, 8)));
  });
}

const withToken = (token: string) => `"one": {"command": "x", "env": {"A_TOKEN": "${token}"}}`;
const READ: [title: string, file: string, text: (token: string) => string, line: number][] = [
  ['a byte order mark', '.mcp.json', (token) => `\ufeff{\n"mcpServers": {${withToken(token)}}}`, 2],
  ['CRLF', '.mcp.json', (token) => `{\r\n\r\n"mcpServers": {${withToken(token)}}}\r\n`, 3],
  [
    'comments and trailing commas',
    '.vscode/mcp.json',
    (token) => `// one {\n{ /* "two" */\n"servers": {${withToken(token)},},\n}`,
    3,
  ],
  ['equal keys', '.mcp.json', (token) => `{"mcpServers": {${withToken(token)}},\n"mcpServers": {}}`, 1],
  [
    'a key called __proto__',
    '.mcp.json',
    (token) => `{"mcpServers": {"__proto__": {"command": "x", "env": {"__proto__": "${token}"}}}}`,
    1,
  ],
  ['escapes', '.mcp.json', (token) => `{"mcpServers": {"a": {"env": {"A": "\\u0067${token.slice(1)}"}}}}`, 1],
  [
    'CRLF in TOML',
    '.codex/config.toml',
    (token) => `[mcp_servers.a]\r\ncommand = "x"\r\n\r\n[mcp_servers.a.env]\r\nA = "${token}"\r\n`,
    5,
  ],
  [
    'a quoted table of TOML',
    '.codex/config.toml',
    (token) => `[other]\nA = "x"\n[mcp_servers."a.b".env]\nA = "${token}"`,
    4,
  ],
  [
    'a list of many lines in TOML',
    '.codex/config.toml',
    (token) => `[mcp_servers.a]\nargs = [\n "-y",\n "${token}",\n]`,
    4,
  ],
  [
    'the second of two tables of TOML',
    '.vibe/config.toml',
    (token) =>
      `[[mcp_servers]]\nname = "a"\nurl = "x"\n[[mcp_servers]]\nname = "b"\nurl = "x"\nheaders = { A = "${token}" }`,
    7,
  ],
  [
    'a text of many lines in YAML',
    'recipe.yaml',
    (token) => `extensions:\n  a:\n    envs:\n      A: >-\n        ${token}\n`,
    4,
  ],
  [
    'what an alias stands for',
    'recipe.yaml',
    (token) => `x: &x\n  A: ${token}\nextensions:\n  a:\n    cmd: x\n    envs:\n      <<: *x\n`,
    2,
  ],
  [
    'aliases of aliases',
    'recipe.yaml',
    (token) =>
      `a: &a [x, ${token}]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nextensions:\n  a:\n    cmd: x\n    args: *a\n    more: [*b, *b, *b]\n`,
    1,
  ],
];
for (const [title, file, text, line] of READ) {
  hostile(`${title}: read, with the right line`, async () => {
    const found = await answer({ [file]: text(sample(GITHUB)) }, hardcodedLine);
    assert.equal([...new Set(places(found))], [`${file}:${line}`]);
  });
}

hostile('a link to another config of the project is read; one that leads out of it is told', async () => {
  const outside = join(scratch(), 'mcp.json');
  writeFileSync(
    outside,
    JSON.stringify({ mcpServers: { one: { command: 'x', env: { A: sample(GITHUB) } } } }),
  );
  const repository = repositoryOf({
    'shared/mcp.json': JSON.stringify({ mcpServers: { one: { command: 'x', env: { A: sample(GITHUB) } } } }),
    '.cursor/x': '',
    '.roo/x': '',
    '.kiro/x': '',
  });
  symlinkSync('../shared/mcp.json', join(repository.top, '.cursor/mcp.json'));
  symlinkSync(outside, join(repository.top, '.roo/mcp.json'));
  symlinkSync('nowhere', join(repository.top, '.kiro/mcp.json'));
  const [found] = await answers(repository, [hardcodedLine]);
  const told = Object.fromEntries(found?.problems.map(({ file, says }) => [file, says]) ?? []);
  assert.match(told['.cursor/mcp.json'] ?? '', /holds GitHub/);
  assert.match(told['.roo/mcp.json'] ?? '', /cannot be read/);
  assert.match(told['.kiro/mcp.json'] ?? '', /cannot be read/);
});

hostile('a TOML of many tables has its lines, too', () => {
  const tables = Array.from({ length: 20_000 }, (_, at) => `[t${at}]\nx = "v${at}"`);
  const read = readConfig(Buffer.from(tables.join('\n')), 'a.toml');
  assert.is(read.kind, 'read');
  if (read.kind !== 'read' || read.root.kind !== 'map') throw new Error('a map was expected');
  const lines = read.root.entries.map(({ value }) =>
    value.kind === 'map' ? value.entries[0]?.value.line : null,
  );
  assert.equal([lines.length, lines[0], lines.at(-1)], [20_000, 2, 40_000]);
});

hostile.run();
