/**
 * How the new value gets to CI services and hosts, by what the schema calls an environment ("vercel:production"). Only
 * commands that ask for the value or read it. Sources: the programs' manuals, November 2026.
 */
import type { Action } from './report.js';
import { commandLine, given } from './shell-words.js';

type Kind = 'ci' | 'host';

interface Place {
  kind: Kind;
  /** @param target what stands behind the colon; null for nothing. */
  action(name: string, target: string | null): Action;
}

const byHand = (title: string, link: string): Place['action'] => {
  return (name, target) => ({
    says: `${title}${target === null ? '' : ` (${target})`}: ${name}, by hand: its program takes values as arguments`,
    command: [],
    link,
  });
};

const PLACES: Readonly<Record<string, Place>> = {
  github: {
    kind: 'ci',
    action: (name, target) => ({
      says: `GitHub Actions${target === null ? '' : `, environment ${target}`}: it asks for the value`,
      command: [commandLine('gh', 'secret', 'set', name, ...(target === null ? [] : ['--env', target]))],
      link: null,
    }),
  },
  gitlab: {
    kind: 'ci',
    action: (name, target) => ({
      says: `GitLab CI${target === null ? '' : `, environment ${target}`}`,
      command: [given('glab', 'variable', 'update', name, ...(target === null ? [] : ['--scope', target]))],
      link: null,
    }),
  },
  circleci: { kind: 'ci', action: byHand('CircleCI', 'https://app.circleci.com') },
  bitbucket: { kind: 'ci', action: byHand('Bitbucket Pipelines', 'https://bitbucket.org') },
  azuredevops: { kind: 'ci', action: byHand('Azure Pipelines', 'https://dev.azure.com') },
  vercel: {
    kind: 'host',
    action: (name, target) => ({
      says: 'Vercel: it asks for the value, and deployments get it when they are made anew',
      command: [
        commandLine('vercel', 'env', 'update', name, target ?? 'production'),
        commandLine('vercel', 'redeploy', 'DEPLOYMENT'),
      ],
      link: null,
    }),
  },
  netlify: { kind: 'host', action: byHand('Netlify', 'https://app.netlify.com') },
  railway: { kind: 'host', action: byHand('Railway', 'https://railway.com/dashboard') },
  render: { kind: 'host', action: byHand('Render', 'https://dashboard.render.com') },
  fly: {
    kind: 'host',
    action: (name, target) => ({
      says: 'Fly.io: deploys it at once',
      command: [
        `printf '%s=%s\\n' ${name} "$NEW" | ${commandLine(
          'fly',
          'secrets',
          'import',
          ...(target === null ? [] : ['--app', target]),
        )}`,
      ],
      link: null,
    }),
  },
  cloudflare: {
    kind: 'host',
    action: (name, target) => ({
      says: 'Cloudflare Workers: it asks for the value',
      command: [
        commandLine('wrangler', 'secret', 'put', name, ...(target === null ? [] : ['--env', target])),
      ],
      link: null,
    }),
  },
  heroku: {
    kind: 'host',
    action: (_name, target) => ({
      says: 'Heroku: opens an editor',
      command: [commandLine('heroku', 'config:edit', ...(target === null ? [] : ['--app', target]))],
      link: null,
    }),
  },
  supabase: {
    kind: 'host',
    action: (name) => ({
      says: 'Supabase',
      command: [`printf '%s=%s\\n' ${name} "$NEW" | supabase secrets set --env-file /dev/stdin`],
      link: null,
    }),
  },
  e2b: {
    kind: 'host',
    action: (name) => ({
      says: `E2B keeps no secrets: start sandboxes anew, which get ${name} from whatever creates them (Sandbox.create)`,
      command: [],
      link: null,
    }),
  },
};

/** Other words for the same places. */
const ALIASES: Readonly<Record<string, string>> = {
  'github-actions': 'github',
  actions: 'github',
  'gitlab-ci': 'gitlab',
  wrangler: 'cloudflare',
  'fly.io': 'fly',
};

const TARGET = /^[A-Za-z0-9][\w.-]{0,99}$/;

/**
 * @param environment as the schema has it.
 * @param name the variable there.
 * @returns null for what is no place that keyfence knows.
 */
export function environmentAction(environment: string, name: string): (Action & { kind: Kind }) | null {
  const [word = '', ...rest] = environment.split(':');
  const lower = word.toLowerCase();
  const key = ALIASES[lower] ?? lower;
  const place = Object.hasOwn(PLACES, key) ? PLACES[key] : undefined;
  const target = rest.length === 0 ? null : rest.join(':');
  if (place === undefined || (target !== null && !TARGET.test(target))) return null;
  return { kind: place.kind, ...place.action(name, target) };
}
