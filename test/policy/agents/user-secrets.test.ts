import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { shellLine } from '../../../src/policy/agents/user/shell-line.js';
import type { UserSurroundings } from '../../../src/policy/agents/user/surroundings.js';
import type { AnsweredLine } from '../../../src/policy/checklist.js';
import { asSecret } from '../../support/record.js';
import { randomText, sample } from '../../support/sample.js';
import { Home, project, server } from './home.js';
import { answers } from './support.js';

const user = suite("what the user's files hold");
const GITHUB = 'github-personal-access-token';

user('a file with a secret that others can read is told, unless a folder above it is closed', async () => {
  const files = () => ({
    '.cursor/mcp.json': server({ A: sample(GITHUB) }),
    '.bashrc': `export GITHUB_TOKEN=${sample(GITHUB)}\n`,
  });
  const open = new Home().write(files(), 0o644);
  chmodSync(open.folder, 0o755);
  const closed = new Home().write(files(), 0o644);
  chmodSync(closed.folder, 0o700);
  const told = await open.ask();
  assert.equal(home(told.shell), ['everybody on this machine can read it, and a secret stands in it']);
  assert.is(told.agents.problems.length, 2);
  const untold = await closed.ask();
  assert.equal([untold.shell.outcome, untold.agents.problems.length], ['pass', 1]);
  const onWindows: UserSurroundings = { env: { USERPROFILE: open.folder }, platform: 'win32' };
  const [windows] = await answers(project(), [shellLine(onWindows)], { userConfigs: true });
  assert.is(windows?.outcome, 'pass');
});

function home({ problems }: AnsweredLine): string[] {
  return problems.map(({ says }) => says);
}

user('a shell file that others can read and that holds no value is none of our business', async () => {
  const open = new Home().write(
    { '.bashrc': 'export GITHUB_TOKEN="$(op read op://a/b/c)"\nexport REGION=eu\n' },
    0o644,
  );
  chmodSync(open.folder, 0o755);
  const { shell } = await open.ask();
  assert.is(shell.outcome, 'pass');
});

user('the shell files say where a value lives, and where it is set to another one', async () => {
  const [first, second] = [sample(GITHUB), sample(GITHUB)];
  const own = new Home().write({
    '.profile': `export GITHUB_TOKEN=${first}\n`,
    '.zshrc': `# mine\nexport GITHUB_TOKEN="${second}"\nexport ACME_KEY=${asSecret(randomText(30))}\n`,
    '.zshenv': `export GITHUB_TOKEN='${first}'\n`,
    '.config/fish/config.fish': `set -gx GITHUB_TOKEN ${first}\n`,
  });
  const { shell } = await own.ask();
  assert.equal(own.places(shell), ['.zshrc:2']);
  assert.match(
    shell.problems[0]?.says ?? '',
    /^GITHUB_TOKEN is set to another value than in \.profile, line 1$/,
  );
  assert.is(
    shell.says,
    'GITHUB_TOKEN lives in .profile; GITHUB_TOKEN, ACME_KEY live in .zshrc; GITHUB_TOKEN lives in .zshenv; GITHUB_TOKEN lives in config.fish',
  );
});

user('the same secret in several clients is told in each, with the one place it should have', async () => {
  const [token, other] = [sample(GITHUB), sample(GITHUB)];
  const own = new Home().write({
    '.cursor/mcp.json': server({ GITHUB_TOKEN: token }),
    '.codex/config.toml': `[mcp_servers.two]\nurl = "https://x.dev"\nhttp_headers = { Authorization = "Bearer ${token}" }\n`,
    '.gemini/settings.json': server({ GITHUB_TOKEN: other }),
    '.zshrc': `export GITHUB_TOKEN=${token}\n`,
  });
  const repository = project({ '.mcp.json': server({ GITHUB_TOKEN: token }) });
  const { same } = await own.ask(repository);
  assert.is(same.says, 'one secret stands in several places');
  assert.equal(own.places(same), ['.codex/config.toml:3', '.cursor/mcp.json:1', '.mcp.json:1']);
  const [first] = same.problems;
  assert.match(
    first?.says ?? '',
    /^server one: the variable GITHUB_TOKEN holds the secret kf1-[a-z2-7]+, which also stands in 2 other places of clients and in \.zshrc$/,
  );
  assert.is(first?.remedy, 'let it live in .zshrc alone, and refer to it from here');
  assert.not.ok(JSON.stringify(same).includes(token.slice(4, 14)));
});

const VALUE = asSecret(randomText(36));
const LIVES: [title: string, files: Record<string, string>, home: Record<string, string>, remedy: string][] =
  [
    [
      'where the schema says',
      {},
      { '.cursor/mcp.json': server({ ACME_KEY: VALUE }), '.zshrc': `export ACME_KEY=${VALUE}` },
      'where "source" of ACME_KEY in secrets/schema.json says',
    ],
    [
      'in the env file',
      { '.env': `GITHUB_TOKEN=${VALUE}\n` },
      { '.cursor/mcp.json': server({ GITHUB_TOKEN: VALUE }) },
      'in .env alone',
    ],
    [
      'in a vault',
      {},
      {
        '.cursor/mcp.json': server({ SOME_TOKEN: VALUE }),
        '.gemini/settings.json': server({ OTHER_TOKEN: VALUE }),
      },
      'in a vault or in the shell alone',
    ],
  ];
for (const [title, files, inHome, remedy] of LIVES) {
  user(`a secret in two places should live ${title}`, async () => {
    const { same } = await new Home().write(inHome).ask(project(files));
    assert.is(same.problems[0]?.remedy, `let it live ${remedy}, and refer to it from here`);
  });
}

user('an env file and the shell may have the same value', async () => {
  const token = sample(GITHUB);
  const own = new Home().write({ '.zshrc': `export GITHUB_TOKEN=${token}` });
  const { same } = await own.ask(project({ '.env': `GITHUB_TOKEN=${token}` }));
  assert.is(same.outcome, 'pass');
});

user('a file with two names is one place', async () => {
  const own = new Home().write({ '.cursor/mcp.json': server({ GITHUB_TOKEN: sample(GITHUB) }) });
  mkdirSync(join(own.folder, '.kiro/settings'), { recursive: true });
  symlinkSync('../../.cursor/mcp.json', join(own.folder, '.kiro/settings/mcp.json'));
  const { agents, same } = await own.ask();
  assert.is(agents.problems.length, 2);
  assert.is(same.outcome, 'pass');
});

user.run();
