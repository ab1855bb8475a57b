/** The content checks by the names that `allow_if` gives them in `patterns/file-names.json`. */

import {
  isBitwardenEncrypted,
  isHarSanitised,
  isInventoryWithoutPasswords,
  isJsonWithoutSecrets,
  isPhpWithEnvironmentOnly,
  isRdpWithoutPassword,
  isSecretStoreScript,
  isSqlSchemaOnly,
  isXmlWithoutCredentials,
} from './application-settings.js';
import type { CheckName } from './check-names.js';
import {
  hasOnlyAwsDocumentationKeys,
  isDockerWithHelpersOnly,
  isGoogleInstalledClient,
  isKubeconfigWithExecOnly,
  isOciWithKeyFileOnly,
  isServiceAccountWithoutKey,
  isTerraformRcWithoutCredentials,
  isTerraformStateWithoutValues,
} from './cloud-settings.js';
import {
  hasNoAgeKey,
  isKeynoteDocument,
  isOpenvpnWithoutSecrets,
  isOtherThanNats,
  isPublicPem,
  isTextWithoutKey,
  isWireguardWithoutKey,
} from './key-files.js';
import { holdsNoKeyEntry, holdsOnlyCertificates } from './key-stores.js';
import { hasNoCredentialLines, hasNoCredentialValues } from './leaves.js';
import {
  hasNoUrlCredentials,
  hasOnlySdkPaths,
  isGitConfigWithoutCredentials,
  isMavenWithReferencesOnly,
  isNpmrcWithoutAuth,
  isYarnrcWithoutAuth,
} from './package-settings.js';
import { isPgpPublic, isTextWithoutArmor } from './pgp.js';
import { isSourceCode, isSourceFile } from './source-code.js';
import type { ContentCheck } from './subject.js';
import {
  hasOnlyDirenvDirectives,
  hasOnlyPlaceholders,
  hasOnlyTemplatedValues,
  isSealedOrExternalSecret,
  readsPasswordsByErb,
} from './templates.js';

export const contentChecks: Readonly<Record<CheckName, ContentCheck>> = {
  'aws-documentation-keys': hasOnlyAwsDocumentationKeys,
  'bitwarden-encrypted': isBitwardenEncrypted,
  'certificate-entries-only': holdsOnlyCertificates,
  'direnv-directives': hasOnlyDirenvDirectives,
  'docker-helpers-only': isDockerWithHelpersOnly,
  'erb-environment-only': readsPasswordsByErb,
  'git-config-without-credentials': isGitConfigWithoutCredentials,
  'google-installed-client': isGoogleInstalledClient,
  'har-sanitised': isHarSanitised,
  'inventory-without-passwords': isInventoryWithoutPasswords,
  'json-without-secrets': isJsonWithoutSecrets,
  'keynote-document': isKeynoteDocument,
  'kubeconfig-exec-only': isKubeconfigWithExecOnly,
  'maven-references-only': isMavenWithReferencesOnly,
  'no-age-key': hasNoAgeKey,
  'no-credential-lines': hasNoCredentialLines,
  'no-credential-values': hasNoCredentialValues,
  'no-key-entry': holdsNoKeyEntry,
  'no-url-credentials': hasNoUrlCredentials,
  'npmrc-without-literal-auth': isNpmrcWithoutAuth,
  'oci-key-file-only': isOciWithKeyFileOnly,
  'openvpn-without-secrets': isOpenvpnWithoutSecrets,
  'other-than-nats-credentials': isOtherThanNats,
  'pem-public-only': isPublicPem,
  'pgp-public': isPgpPublic,
  'php-environment-values': isPhpWithEnvironmentOnly,
  'placeholder-values': hasOnlyPlaceholders,
  'rdp-without-password': isRdpWithoutPassword,
  'sdk-path-only': hasOnlySdkPaths,
  'sealed-or-external-secret': isSealedOrExternalSecret,
  'secret-store-script': isSecretStoreScript,
  'service-account-without-key': isServiceAccountWithoutKey,
  'source-code': isSourceCode,
  'source-file': isSourceFile,
  'sql-schema-only': isSqlSchemaOnly,
  'templated-values': hasOnlyTemplatedValues,
  'terraform-rc-without-credentials': isTerraformRcWithoutCredentials,
  'terraform-state-without-values': isTerraformStateWithoutValues,
  'text-without-armor': isTextWithoutArmor,
  'text-without-key': isTextWithoutKey,
  'wireguard-without-key': isWireguardWithoutKey,
  'xml-without-credentials': isXmlWithoutCredentials,
  'yarnrc-without-literal-auth': isYarnrcWithoutAuth,
};
