/** The names that `allow_if` gives to the content checks: known without the checks, which few files need. */

const CHECK_NAMES = [
  'aws-documentation-keys',
  'bitwarden-encrypted',
  'certificate-entries-only',
  'direnv-directives',
  'docker-helpers-only',
  'erb-environment-only',
  'git-config-without-credentials',
  'google-installed-client',
  'har-sanitised',
  'inventory-without-passwords',
  'json-without-secrets',
  'keynote-document',
  'kubeconfig-exec-only',
  'maven-references-only',
  'no-age-key',
  'no-credential-lines',
  'no-credential-values',
  'no-key-entry',
  'no-url-credentials',
  'npmrc-without-literal-auth',
  'oci-key-file-only',
  'openvpn-without-secrets',
  'other-than-nats-credentials',
  'pem-public-only',
  'pgp-public',
  'php-environment-values',
  'placeholder-values',
  'rdp-without-password',
  'sdk-path-only',
  'sealed-or-external-secret',
  'secret-store-script',
  'service-account-without-key',
  'source-code',
  'source-file',
  'sql-schema-only',
  'templated-values',
  'terraform-rc-without-credentials',
  'terraform-state-without-values',
  'text-without-armor',
  'text-without-key',
  'wireguard-without-key',
  'xml-without-credentials',
  'yarnrc-without-literal-auth',
] as const;

export type CheckName = (typeof CHECK_NAMES)[number];

export function isCheckName(name: string): name is CheckName {
  return CHECK_NAMES.some((one) => one === name);
}
