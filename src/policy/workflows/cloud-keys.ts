/** The line about keys of clouds and registries that last, where a run could get one for itself (OpenID Connect). */
import type { Line, Problem } from '../line.js';
import { conclude, count, shown, withoutAny } from './answer.js';
import { secretsInText } from './expressions.js';
import type { Step, Workflow } from './github.js';
import type { GitlabFile } from './gitlab.js';
import { pipelinesOf } from './pipelines.js';
import { variablesRead } from './secret-uses.js';
import { type MapEntry, textOf, textsIn } from './yaml-tree.js';

const WRITE = 'permissions: { id-token: write, contents: read }';

/** Where a lasting key can be left out, and what stands in its place. */
interface Way {
  /** What the key opens. */
  cloud: string;
  /** The variables that programs take it from. */
  variables: RegExp;
  /** What GitHub's actions call it. */
  inputs: readonly { uses: RegExp; input: RegExp }[];
  github: string;
  gitlab: string;
}

const WAYS: readonly Way[] = [
  {
    cloud: 'AWS',
    variables: /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|ACCESS_KEY|SECRET_KEY)$/,
    inputs: [
      {
        uses: /^aws-actions\/configure-aws-credentials$/,
        input: /^aws-(?:access-key-id|secret-access-key)$/,
      },
    ],
    github: `aws-actions/configure-aws-credentials with role-to-assume and aws-region in the place of the keys, and in the job ${WRITE}`,
    gitlab: 'id_tokens: { AWS_TOKEN: { aud: sts.amazonaws.com } } and aws sts assume-role-with-web-identity',
  },
  {
    cloud: 'Google Cloud',
    variables:
      /^(?:GOOGLE_CREDENTIALS|GOOGLE_APPLICATION_CREDENTIALS(?:_JSON)?|GCLOUD_SERVICE_KEY|GCP_(?:SA_KEY|CREDENTIALS|SERVICE_ACCOUNT_KEY))$/,
    inputs: [
      { uses: /^google-github-actions\/auth$/, input: /^credentials_json$/ },
      {
        uses: /^google-github-actions\/(?:setup-gcloud|deploy-[\w-]+)$/,
        input: /^(?:service_account_key|credentials)$/,
      },
    ],
    github: `google-github-actions/auth with workload_identity_provider and service_account in the place of the key, and in the job ${WRITE}`,
    gitlab: 'id_tokens with the pool as aud, and gcloud iam workload-identity-pools create-cred-config',
  },
  {
    cloud: 'Azure',
    variables: /^(?:AZURE_CREDENTIALS|AZURE_CLIENT_SECRET|ARM_CLIENT_SECRET)$/,
    inputs: [{ uses: /^azure\/login$/, input: /^creds$/ }],
    github: `azure/login with client-id, tenant-id and subscription-id in the place of the key (for Terraform ARM_USE_OIDC: true), and in the job ${WRITE}`,
    gitlab: 'id_tokens: { AZURE_TOKEN: { aud: api://AzureADTokenExchange } } and az login --federated-token',
  },
  {
    cloud: 'PyPI',
    variables: /^(?:PYPI_(?:API_)?TOKEN|POETRY_PYPI_TOKEN_PYPI)$/,
    inputs: [{ uses: /^pypa\/gh-action-pypi-publish$/, input: /^password$/ }],
    github: `a trusted publisher in the settings of the project on PyPI, pypa/gh-action-pypi-publish without a password, and in the job ${WRITE}`,
    gitlab:
      'a trusted publisher in the settings of the project on PyPI, and id_tokens: { PYPI_ID_TOKEN: { aud: pypi } }',
  },
];

export const WORKFLOW_CLOUD_KEYS: Line = {
  id: 'workflow-cloud-keys',
  point: 'privilege',
  title: 'CI gets keys of clouds for one run, and keeps none',
  look(project) {
    const pipelines = pipelinesOf(project);
    const { github, gitlab } = pipelines;
    const nothing = withoutAny([...github, ...gitlab], pipelines);
    if (nothing) return nothing;
    const problems = [...github.flatMap(ofGithub), ...ofGitlab(gitlab)];
    return conclude(pipelines, problems, {
      passed: `${count(github.length + gitlab.length, 'file')}, and no key in them that OpenID Connect would replace`,
      failed: `${count(problems.length, 'lasting key')} where each run could get one of its own`,
    });
  },
};

/** Of the parts of one key in one place, the first. */
function ofGithub(workflow: Workflow): Problem[] {
  const { file, jobs, env } = workflow;
  const environments = [env, ...jobs.flatMap((job) => [job.env, ...job.steps.map((step) => step.env)])];
  const steps = jobs.flatMap((job) => job.steps);
  return WAYS.flatMap((way) => {
    const variables = environments.flatMap((one) =>
      first(one.filter(({ key, value }) => way.variables.test(key) && isSecret(value))),
    );
    const inputs = steps.flatMap((step) => first(inputsOf(step, way)));
    const written = steps.flatMap((step) => first(writtenInScript(step, way)));
    const named = [...variables, ...inputs].map(({ key, line }) => ({ name: key, line }));
    return [...named, ...written].map(({ name, line }) => ({
      file,
      line,
      says: `${shown(name)} is a key of ${way.cloud} that lasts until somebody changes it`,
      remedy: way.github,
    }));
  });
}

function inputsOf({ uses, with: inputs }: Step, way: Way): MapEntry[] {
  const known = way.inputs.filter((one) => uses !== null && one.uses.test(uses));
  const isElsewhere = inputs.some(
    ({ key, value }) => /^repository[-_]url$/.test(key) && !/pypi\.org/.test(textOf(value) ?? ''),
  );
  if (isElsewhere) return [];
  return inputs.filter(({ key, value }) => known.some(({ input }) => input.test(key)) && isSecret(value));
}

/** `aws configure set aws_secret_access_key ${{ secrets.AWS_SECRET_ACCESS_KEY }}` */
function writtenInScript({ run }: Step, way: Way): { name: string; line: number }[] {
  if (run === null) return [];
  return secretsInText(run.text).flatMap(({ name }) =>
    name !== null && way.variables.test(name) ? [{ name, line: run.line }] : [],
  );
}

/** A run may well have a session that another step got for it; only what comes from the settings lasts. */
function isSecret(value: MapEntry['value']): boolean {
  return secretsInText(textOf(value) ?? '').some(({ isGiven }) => isGiven);
}

function ofGitlab(files: readonly GitlabFile[]): Problem[] {
  const hasSession = files.some(({ nodes }) =>
    nodes
      .flatMap((node) => textsIn(node))
      .some(({ node }) => /assume-role-with-web-identity|federated-token|create-cred-config/.test(node.text)),
  );
  const read = variablesRead(files);
  return WAYS.flatMap((way) => {
    if (hasSession) return [];
    return first(read.filter(({ name }) => way.variables.test(name))).map(({ name, file, line }) => ({
      file,
      line,
      says: `${shown(name)} is a key of ${way.cloud} that lasts until somebody changes it`,
      remedy: way.gitlab,
    }));
  });
}

function first<Item>(items: readonly Item[]): Item[] {
  return items.slice(0, 1);
}
