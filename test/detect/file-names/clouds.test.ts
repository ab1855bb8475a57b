/** Content that lets the settings of clouds, clusters, registries and infrastructure tools pass. */

import { suite } from 'uvu';
import type { Severity } from '../../../src/types.js';
import { assertPasses, assertRefused, pemBlock, randomText, word } from './guard.js';

const clouds = suite('content of cloud settings');

interface Case {
  path: string;
  severity: Severity;
  passes: string[];
  refused: string[];
}

const exec = `apiVersion: v1
kind: Config
clusters:
- name: prod
  cluster:
    server: https://k8s.example.com
    certificate-authority-data: ${randomText(80)}
users:
- name: prod
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      command: aws
      args: [eks, get-token, --cluster-name, prod]
`;

const documentationKeys = `[default]
aws_access_key_id = ${['AKIA', 'EXAMPLE'].join(randomText(9).toUpperCase())}
aws_secret_access_key = ${randomText(30)}${['EXAMPLE', 'KEY'].join('')}
`;

const CASES: readonly Case[] = [
  {
    path: '.docker/config.json',
    severity: 'critical',
    passes: [
      '{ "credsStore": "desktop" }',
      '{ "auths": { "ghcr.io": {} }, "credHelpers": { "gcr.io": "gcloud" }, "psFormat": "table" }',
    ],
    refused: [
      `{ "auths": { "ghcr.io": { "auth": "${randomText(24)}" } } }`,
      `{ "auths": { "ghcr.io": { "identitytoken": "${randomText(30)}" } }, "credsStore": "desktop" }`,
      '{ "credsStore": "desktop", "HttpHeaders": { "X-Meta": "x" } }',
      'no json',
      '',
    ],
  },
  { path: '.dockercfg', severity: 'critical', passes: [], refused: ['{}', '{ "credsStore": "desktop" }'] },
  {
    path: 'kubeconfig.yaml',
    severity: 'critical',
    passes: [exec, exec.replaceAll('\n', '\r\n')],
    refused: [
      exec.replace('    exec:', `    client-key-data: ${randomText(60)}\n    exec:`),
      exec.replace('    exec:', `    token: ${randomText(60)}\n    exec:`),
      exec.replace('    exec:', '    password: hunter2wins\n    exec:'),
      exec.replace('[eks, get-token', '[oidc, --client-secret=x'),
      exec.slice(0, exec.indexOf('    exec:')),
      `{"users":[{"user":{"exec":{},"token":"${randomText(40)}"}}]}`,
      '',
    ],
  },
  { path: 'kubeconfig', severity: 'critical', passes: [exec], refused: [exec.replace('exec', 'token')] },
  { path: 'prod.kubeconfig', severity: 'critical', passes: [exec], refused: ['users: []\n'] },
  {
    path: '.aws/credentials',
    severity: 'critical',
    passes: [documentationKeys],
    refused: [
      `[default]\naws_access_key_id = ${['AKIA', randomText(16).toUpperCase()].join('')}\n`,
      `${documentationKeys}[other]\naws_secret_access_key = ${randomText(40)}\n`,
      `${documentationKeys}aws_session_token = ${randomText(80)}\n`,
      '[default]\nregion = eu-west-1\n',
    ],
  },
  {
    path: 'my-service-account.json',
    severity: 'critical',
    passes: [
      '{ "kind": "ServiceAccount", "metadata": { "name": "app" } }',
      '{ "type": "service_account", "project_id": "x" }',
    ],
    refused: [
      JSON.stringify({ type: 'service_account', private_key: pemBlock('PRIVATE KEY') }),
      '{ "accounts": [{ "private_key": "" }] }',
      '{ "private\\u005fkey": "x" }',
      'no json',
    ],
  },
  {
    path: 'client_secret.json',
    severity: 'high',
    passes: [],
    refused: [`{ "web": { "client_secret": "${randomText(24)}" } }`, '{ "installed": {}, "web": {} }', '{}'],
  },
  {
    path: '.oci/config',
    severity: 'high',
    passes: [
      `[DEFAULT]\nuser=ocid1.user.oc1..${randomText(60)}\nfingerprint=aa:bb:cc\nkey_file=~/.oci/key.pem\nregion=eu-zurich-1\n`,
    ],
    refused: [
      '[DEFAULT]\nkey_file=~/.oci/key.pem\npass_phrase=hunter2wins\n',
      `[DEFAULT]\nkey_file=~/.oci/key.pem\nkey_content=${pemBlock('PRIVATE KEY')}\n`,
      '[DEFAULT]\nregion=eu-zurich-1\n',
    ],
  },
  {
    path: '.terraformrc',
    severity: 'critical',
    passes: ['plugin_cache_dir = "$HOME/.terraform.d"\n', 'credentials_helper "pass" {\n}\n'],
    refused: [`credentials "app.terraform.io" {\n  token = "${randomText(60)}"\n}\n`, '  token = "x"\n'],
  },
  {
    path: 'terraform.tfstate',
    severity: 'critical',
    passes: [
      '',
      '{ "version": 4, "serial": 1, "lineage": "f3a0d1b2-77aa-4a0b-8c9d-3c2b1a0f9e8d", "outputs": {}, "resources": [] }',
      '{ "version": 3, "modules": [{ "path": ["root"], "outputs": {}, "resources": {} }] }',
      `{ "serial": 1, "lineage": "x", "meta": {}, "encrypted_data": "${randomText(400)}", "encryption_version": "v0" }`,
    ],
    refused: [
      '{ "version": 4, "outputs": {}, "resources": [{ "type": "x" }] }',
      '{ "version": 4, "outputs": { "password": { "value": "x" } }, "resources": [] }',
      '{ "version": 3, "modules": [{ "outputs": {}, "resources": { "a": {} } }] }',
      `{ "resources": [], "backend": { "config": { "access_key": "${randomText(30)}" } } }`,
      'no json',
    ],
  },
  {
    path: 'terraform.tfstate.backup',
    severity: 'critical',
    passes: [' \n'],
    refused: ['{ "resources": [1] }'],
  },
  {
    path: 'prod.tfvars',
    severity: 'medium',
    passes: [
      'region = "eu-west-1"\ninstance_count = 3\nkey_name = "deploy"\ntags = { team = "web", env = "prod" }\n',
    ],
    refused: [
      'db_password = "hunter2wins"\n',
      `api = "${randomText(40)}"\n`,
      'db = { password = "hunter2wins" }\n',
    ],
  },
  {
    path: 'prod.tfvars.json',
    severity: 'medium',
    passes: ['{ "region": "eu-west-1" }'],
    refused: ['{ "db_password": "hunter2wins" }', '{ broken'],
  },
  {
    path: '.vault_pass',
    severity: 'critical',
    passes: [
      '#!/bin/sh\npass show ansible/vault\n',
      '#!/usr/bin/env python3\nimport os\nprint(os.environ["VAULT_PASSWORD"])\n',
    ],
    refused: [
      'hunter2wins\n',
      '#!/bin/sh\necho hunter2wins\n',
      `#!/bin/sh\nvault kv get x; echo "${randomText(30)}"\n`,
      '',
    ],
  },
  {
    path: 'inventory.ini',
    severity: 'low',
    passes: [
      '[web]\nweb1 ansible_host=192.0.2.1 ansible_user=deploy\n',
      'web1 ansible_password={{ vault_password }}\n',
    ],
    refused: [
      `[web]\nweb1 ansible_user=deploy ansible_ssh_pass=${word}\n`,
      `ansible_become_password = ${word}\n`,
    ],
  },
];

for (const { path, severity, passes, refused } of CASES) {
  clouds(`${path} passes without a credential`, () => {
    for (const content of passes) assertPasses(path, content);
  });

  clouds(`${path} is ${severity} with a credential in it`, () => {
    for (const content of refused) assertRefused(path, content, severity);
  });
}

clouds('the OAuth client of an installed program is low, and one of a web server high', () => {
  assertRefused('client_secret_1.json', '{ "installed": { "client_id": "x", "client_secret": "x" } }', 'low');
  assertRefused('client_secret_1.json', '{ "web": { "client_id": "x", "client_secret": "x" } }', 'high');
});

clouds('JSON that is nested without end is judged without recursion', () => {
  const depth = 200_000;
  assertRefused(
    'my-service-account.json',
    `{ "a": ${'['.repeat(depth)}"private_key"${']'.repeat(depth)}, `,
    'critical',
  );
  assertPasses('my-service-account.json', `{ "a": ${'['.repeat(depth)}1${']'.repeat(depth)} }`);
});

clouds.run();
