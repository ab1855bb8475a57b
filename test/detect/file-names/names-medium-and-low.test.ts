/** One row for each guarded name of medium and low severity: the names it stands for. */

import { suite } from 'uvu';
import { assertGuarded } from './guard.js';

const names = suite('file names of medium and low severity');

const MEDIUM_NAMES: readonly string[][] = [
  ['.envrc'],
  ['.flaskenv'],
  ['id_ecdsa_sk'],
  ['id_ed25519_sk'],
  ['some.snk'],
  ['some.asc'],
  ['key.txt'],
  ['some.mobileconfig'],
  ['.yarnrc.yml'],
  ['pip.conf'],
  ['pip.ini'],
  ['auth.json'],
  ['.gitconfig'],
  ['.aws/config'],
  ['azureProfile.json'],
  ['terraform.tfvars'],
  ['prod.tfvars.json'],
  ['prod.auto.tfvars'],
  ['.wakatime.cfg'],
  ['.zuliprc'],
  ['.gradle/gradle.properties'],
  ['local.properties'],
  ['.htpasswd'],
  ['htpasswd'],
  ['.dbshell'],
  ['.psql_history'],
  ['.mysql_history'],
  ['.rediscli_history'],
  ['dump.sql'],
  ['backup.sql.gz'],
  ['some.dump'],
  ['some.rdb'],
  ['.bash_history'],
  ['.zsh_history'],
  ['.sh_history'],
  ['.history'],
  ['.python_history'],
  ['.node_repl_history'],
  ['.irb_history'],
  ['.pry_history'],
  ['.lesshst'],
  ['.viminfo'],
  ['fish_history'],
  ['ConsoleHost_history.txt'],
  ['my-secret.yml', 'db-secrets-prod.yaml'],
  ['config.inc.php'],
  ['parameters.yml'],
  ['database.yml'],
  ['local_settings.py'],
  ['appsettings.Production.json'],
  ['web.config'],
  ['.idea/WebServers.xml'],
  ['deployment-config.json'],
  ['.muttrc'],
  ['.msmtprc'],
  ['.esmtprc'],
  ['.fetchmailrc'],
  ['.offlineimaprc'],
  ['.irssi/config'],
  ['cert9.db'],
  ['Cookies'],
  ['login.har'],
  ['some.pcap'],
  ['some.pcapng'],
  ['some.hprof'],
  ['core.1234'],
  ['some.mdmp'],
  ['.mcp.json'],
  ['claude_desktop_config.json'],
  ['.cursor/mcp.json'],
  ['.continue/config.json', '.continue/config.yaml'],
  ['.aider.conf.yml'],
  ['.config/configstore/firebase-tools.json'],
  ['.heroku/account'],
  ['.expo/state.json'],
  ['rke.yaml'],
  ['group_vars/all/vault.yml', 'group_vars/vault_db.yaml'],
];

const LOW_NAMES: readonly string[][] = [
  ['some.truststore'],
  ['some.gpg'],
  ['some.pubxml'],
  ['crash.log'],
  ['knife.rb'],
  ['gradle.properties'],
  ['google-services.json'],
  ['GoogleService-Info.plist'],
  ['passwd'],
  ['.mongorc.js'],
  ['.sqlite_history'],
  ['tnsnames.ora'],
  ['some.bak'],
  ['some.sqlite3'],
  ['.bashrc'],
  ['.zshrc'],
  ['.profile'],
  ['.bash_profile'],
  ['.zprofile'],
  ['.zshenv'],
  ['.bash_aliases'],
  ['some.dtsx'],
  ['.idea/dataSources.xml', '.idea/dataSources.local.xml'],
  ['some.stackdump'],
  ['.claude/settings.local.json'],
  ['some.mobileprovision'],
  ['server.cer'],
  ['some.rke2'],
  ['inventory.ini', 'inventory-prod.ini'],
];

for (const row of MEDIUM_NAMES) {
  names(`${row[0]} is guarded as medium, at any depth and in any letter case`, () => {
    for (const name of row) assertGuarded(name, 'medium');
  });
}

for (const row of LOW_NAMES) {
  names(`${row[0]} is guarded as low, at any depth and in any letter case`, () => {
    for (const name of row) assertGuarded(name, 'low');
  });
}

names.run();
