/** The names that an exception takes out of the guard: templates, public halves, and files that only look alike. */

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertFree, assertGuarded, guard } from './guard.js';

const exceptions = suite('exceptions of the file guard by name');

const FREE: readonly string[][] = [
  // Environment templates.
  ['.env.example', '.env.local.example', '.env.production.example'],
  ['.env.sample', '.env.local.sample'],
  ['.env.template', '.env.local.template'],
  ['.env.schema'],
  ['.env.dist', '.env.test.dist'],
  ['.env.defaults'],
  ['.env.tpl', '.env.production.tpl'],
  ['.env.j2', '.env.production.j2'],
  ['.env.erb', '.env.production.erb'],
  ['.env.vault'],
  ['env.d.ts', '.env.d.ts'],
  ['app.example.env', 'app.sample.env', 'app.template.env', '.example.env'],
  ['example.env', 'sample.env', 'template.env'],
  ['.envrc.example'],
  ['.dev.vars.example', '.dev.vars.sample', '.dev.vars.staging.example'],
  ['.vercel/.env.example', 'fastlane/.env.sample', 'fastlane/.env.default.template'],
  // Public halves of keys.
  ['id_rsa.pub', 'id_dsa.pub', 'id_ecdsa.pub', 'id_ed25519.pub'],
  ['id_ecdsa_sk.pub', 'id_ed25519_sk.pub', 'identity.pub'],
  ['deploy_rsa.pub', 'deploy_dsa.pub', 'deploy_ecdsa.pub', 'deploy_ed25519.pub'],
  ['ssh_host_rsa_key.pub', 'ssh_host_ed25519_key.pub'],
  ['cacert.pem', 'ca-bundle.pem', 'cert.pem', 'fullchain.pem', 'chain.pem'],
  ['rds-combined-ca-bundle.pem', 'rds-eu-west-1-bundle.pem'],
  ['signing.pub.pem', 'public.pem', 'public-1.pem', 'public-key.pem'],
  ['jwt.pub.key', 'public.key', 'server.key.enc', 'x.key.gpg.txt'],
  ['debug.keystore'],
  ['keyfence-1.0.tar.gz.asc', 'keyfence-1.0.zip.asc'],
  ['.gnupg/gpg.conf', '.gnupg/gpg-agent.conf'],
  ['.ssh/known_hosts', '.ssh/authorized_keys', '.ssh/id_work.pub', '.ssh/keys/id_work.pub'],
  ['wg0.conf.example', 'wg0.conf.sample', 'wg0.example.conf'],
  ['cosign.pub', 'minisign.pub'],
  ['nats.creds.example'],
  ['test/fixtures/login.keychain-db'],
  // Templates of settings.
  ['auth.json.example', '.netrc.example', '_netrc.example'],
  ['kubeconfig.example', 'kubeconfig.example.yaml', 'kubeconfig-prod.example.yml'],
  [
    'terraform.tfvars.example',
    'terraform.example.tfvars',
    'prod.example.tfvars.json',
    'prod.tfvars.example.json',
  ],
  ['.vault_pass.example', 'vault_password.example', 'vault-password.example'],
  ['keystore.properties.example', 'key.properties.example'],
  ['.htpasswd.example', 'htpasswd.example'],
  ['credentials.yml.enc', 'credentials.yaml.enc', 'credentials.yml.example', 'credentials.yaml.example'],
  ['secrets.yml.example', 'secrets.yaml.example', 'secrets.json.example', 'secrets.toml.example'],
  [
    'secrets.properties.example',
    'values-secret.example.yaml',
    'db-secret.example.yml',
    'db-secret.sample.yaml',
  ],
  ['wp-config-sample.php', 'configuration.php.dist', 'configuration.php-dist', 'example.settings.local.php'],
  ['config.sample.inc.php', 'config.inc.sample.php', 'parameters.yml.dist', 'database.yml.example'],
  ['local_settings.py.example', 'local_settings.example.py'],
  // Recordings made for tests.
  ['test/fixtures/users.sqlite3', '__fixtures__/users.sqlite3'],
  ['test/fixtures/dns.pcap', 'testdata/dns.pcapng'],
];

for (const row of FREE) {
  exceptions(`${row[0]} is free`, () => {
    for (const name of row) assertFree(name);
  });
}

const NEAR_MISSES: readonly string[][] = [
  [
    'src/env.ts',
    'environment.env.js',
    'dotenv.md',
    'index.d.env.ts',
    'env',
    'env.js',
    'my.env.md',
    'environment',
  ],
  ['.env/bin/activate', 'prod.env/readme.md', '.environment', '.envoy', 'x.envrc'],
  [
    'src/credentials.ts',
    'lib/credentials.py',
    'secrets.py',
    'secrets.rs',
    'src/secrets/index.ts',
    'secret.go',
  ],
  [
    'credentials/index.ts',
    'src/identity/index.ts',
    'src/shadow/root.css',
    'passwd.c',
    'shadow.css',
    'identity.ts',
  ],
  ['secrets/schema.json', 'credentials.schema.json', 'mysecrets.json'],
  ['my_rsa/readme.md', 'test_rsa.go', 'rsa', 'id_rsa.md', 'xid_rsa.txt', 'ssh_host_key'],
  ['pem', 'key', 'monkey', 'turnkey', 'server.keys', 'key.ts', 'keys.json', 'x.key.ts', 'privkey.txt'],
  [
    'aws/credentials.md',
    'gcloud/credentials.md',
    'docker/config.json',
    'kube/config',
    'config',
    'config.json',
  ],
  ['core.js', 'core.a1', 'core', 'src/core.test.ts', 'score.1'],
  ['x.tfstates', 'tfstate', 'tfstate.md', 'tfvars.md'],
  [
    'package.json',
    'README.md',
    'src/index.ts',
    'Makefile',
    '.gitignore',
    '.github/workflows/ci.yml',
    'a',
    '',
  ],
  ['ssh/config', '.sshx/key', 'my.ssh/key', 'azure/x', '.azurex/x', 'gnupg/pubring.kbx'],
  ['claude/settings.local.json', '.claude/settings.json', '.cursor/rules', 'codex/auth.md'],
  ['wg.md', 'swg0.conf', 'nginx.conf', 'rclone.config', 'history', 'bash_history'],
];

for (const row of NEAR_MISSES) {
  exceptions(`${row[0]} is no guarded name`, () => {
    for (const name of row) assertFree(name);
  });
}

exceptions('a name that only begins like a template is guarded', () => {
  assertGuarded('.env.example.local', 'high');
  assertGuarded('.env.examples', 'high');
  assertGuarded('example2.env', 'high');
});

exceptions('AuthKey_….p8 and an encrypted signing key are no exceptions', () => {
  assertGuarded('AuthKey_ABC.p8', 'critical');
  assertGuarded('sigstore.cosign.key', 'high');
});

exceptions('the SSH client settings are only watched, for they have no field for a secret', () => {
  assertGuarded('.ssh/config', 'medium');
});

exceptions('an exception holds for its own entry only', () => {
  assert.is(guard.match('.ssh/id_rsa')?.id, 'ssh-private-key');
  assert.is(guard.match('.azure/cert.pem')?.id, 'azure-cli-home');
  assert.is(guard.match('group_vars/all/vault.example.yml')?.id, 'ansible-vault-variables');
});

exceptions.run();
