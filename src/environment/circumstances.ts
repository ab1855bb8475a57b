/** Where a program runs: on which platform, in which mode, and whether that is production. */

export type Variables = Readonly<Record<string, string | undefined>>;

export interface Circumstances {
  /** Whether test keys are a mistake here. */
  isProduction: boolean;
  /** What says so: the name of a variable or "--production"; null where nothing does. */
  productionBy: string | null;
  /** The names of this environment, as a schema's `environments` may call it. */
  environments: string[];
}

/** A platform tells a preview from production, where NODE_ENV is "production" in both. */
const PLATFORM_STAGES = [
  { platform: 'VERCEL', stage: 'VERCEL_ENV' },
  { platform: 'NETLIFY', stage: 'CONTEXT' },
  { platform: 'RAILWAY_PROJECT_ID', stage: 'RAILWAY_ENVIRONMENT_NAME' },
];
const STAGES = [
  'NODE_ENV',
  'APP_ENV',
  'APP_ENVIRONMENT',
  'ENVIRONMENT',
  'DEPLOY_ENV',
  'RAILS_ENV',
  'RACK_ENV',
  'FLASK_ENV',
  'DJANGO_ENV',
  'MIX_ENV',
  'ASPNETCORE_ENVIRONMENT',
  'DOTNET_ENVIRONMENT',
];
const MODES = ['NODE_ENV', 'RAILS_ENV', 'RACK_ENV', 'APP_ENV'];
const MODE = /^[A-Za-z][\w-]{0,30}$/;

/** No other word is taken for one: what a variable holds is not shown. */
const KNOWN_STAGES = new Set(
  'production prod live development dev test testing staging stage preview qa'.split(' '),
);

const PLATFORMS: [variable: string, platform: string][] = [
  ['GITHUB_ACTIONS', 'github'],
  ['GITLAB_CI', 'gitlab'],
  ['CIRCLECI', 'circleci'],
  ['BUILDKITE', 'buildkite'],
  ['JENKINS_URL', 'jenkins'],
  ['TF_BUILD', 'azure'],
  ['BITBUCKET_BUILD_NUMBER', 'bitbucket'],
  ['VERCEL', 'vercel'],
  ['NETLIFY', 'netlify'],
  ['RAILWAY_PROJECT_ID', 'railway'],
  ['FLY_APP_NAME', 'fly'],
  ['RENDER', 'render'],
  ['DYNO', 'heroku'],
  ['E2B_SANDBOX', 'e2b'],
];

/** Which of `.env.<mode>` the shell asks for, as Next.js, Rails and their like read it. */
export function modeOf(shell: Variables, production: boolean): string {
  if (production) return 'production';
  const mode = MODES.map((name) => shell[name]).find((value) => value !== undefined && MODE.test(value));
  return mode ?? 'development';
}

/**
 * @param variables the shell's, and what the env files add to them.
 * @param asked what was typed: whether this is production, and which environment; null for what is found out.
 */
export function readCircumstances(
  variables: Variables,
  asked: { production: boolean; environment: string | null },
): Circumstances {
  const platforms = PLATFORMS.filter(([name]) => isSet(variables[name])).map(([, platform]) => platform);
  const stage = stageOf(variables);
  const productionBy = asked.production ? '--production' : stage?.isProduction ? stage.by : null;
  const stages = productionBy === null ? [stage?.name ?? 'development'] : ['production'];
  const places = platforms.length > 0 ? platforms : [isSet(variables.CI) ? 'ci' : 'local'];
  const found = [...places, ...stages, ...places.flatMap((one) => stages.map((name) => `${one}:${name}`))];
  return {
    isProduction: productionBy !== null,
    productionBy,
    environments: asked.environment === null ? found : [asked.environment],
  };
}

/** Whether a name that must exist in these environments must exist here. */
export function isHere(environments: readonly string[] | null, here: readonly string[]): boolean {
  if (environments === null) return true;
  const names = new Set(here.flatMap((name) => [name, name.split(':')[0] as string]));
  return environments.some((one) => names.has(one));
}

function stageOf(variables: Variables): { name: string; by: string; isProduction: boolean } | null {
  const told = PLATFORM_STAGES.find(({ platform, stage }) => isSet(variables[platform]) && variables[stage]);
  const names = told ? [told.stage] : variables.VERCEL_ENV ? ['VERCEL_ENV'] : STAGES;
  const stages = names.flatMap((by) => {
    const name = variables[by]?.toLowerCase();
    return name && KNOWN_STAGES.has(name) ? [{ name, by, isProduction: isProductive(name) }] : [];
  });
  return stages.find(({ isProduction }) => isProduction) ?? stages[0] ?? null;
}

function isProductive(stage: string): boolean {
  return stage === 'production' || stage === 'prod' || stage === 'live';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value.toLowerCase() !== 'false';
}
