/** Who issues JSON Web Tokens, told by the host in `iss`. */

/** With a leading dot: every host below it. */
const hosts: readonly (readonly [host: string, name: string])[] = [
  ['accounts.google.com', 'Google'],
  ['securetoken.google.com', 'Firebase'],
  ['token.actions.githubusercontent.com', 'GitHub Actions'],
  ['gitlab.com', 'GitLab'],
  ['.okta.com', 'Okta'],
  ['.oktapreview.com', 'Okta'],
  ['.auth0.com', 'Auth0'],
  ['.clerk.accounts.dev', 'Clerk'],
  ['appleid.apple.com', 'Apple'],
  ['sts.windows.net', 'Microsoft Entra'],
  ['login.microsoftonline.com', 'Microsoft Entra'],
  ['.supabase.co', 'Supabase'],
  ['auth.openai.com', 'OpenAI'],
  ['login.salesforce.com', 'Salesforce'],
  ['slack.com', 'Slack'],
  ['.circleci.com', 'CircleCI'],
  ['agent.buildkite.com', 'Buildkite'],
  ['app.terraform.io', 'HCP Terraform'],
  ['.onelogin.com', 'OneLogin'],
  ['.svc.cluster.local', 'Kubernetes'],
];

/** The name of the issuer whose address this is; null where it is not known. */
export function issuerAt(address: unknown): string | null {
  const found = typeof address === 'string' ? /^https:\/\/([a-z0-9.-]{1,253})(?:[:/]|$)/.exec(address) : null;
  if (found === null) return null;
  const host = found[1]!;
  if (/^cognito-idp\.[a-z0-9-]+\.amazonaws\.com$/.test(host)) return 'Amazon Cognito';
  return (
    hosts.find(([known]) => (known.startsWith('.') ? host.endsWith(known) : host === known))?.[1] ?? null
  );
}
