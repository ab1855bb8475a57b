/** Passwords on command lines, in the ways people type them; and what stands there that is none. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { randomText } from '../support/sample.js';
import { foundIn, WEAK, WORD } from './general.js';

const lines = suite('command lines');

const password = () => asSecret(randomText(14));
const chosen = () => asSecret(`Falcon${randomText(4, '23456789')}!`);
const share = String.raw`\\files\team`;

const found: [pattern: string, line: string][] = [
  ['curl-user-password', `curl -s -u deploy:${password()} https://ci.acme.io/job`],
  ['curl-user-password', `curl -sSL -udeploy:${password()} https://ci.acme.io/job`],
  ['curl-user-password', `curl --user "deploy:${chosen()}" https://ci.acme.io/job`],
  ['curl-user-password', `curl https://ci.acme.io/job --user=deploy:${password()}`],
  [
    'curl-user-password',
    `curl -X POST \\\n  -H 'Accept: text/plain' \\\n  -u deploy:${password()} https://ci.acme.io`,
  ],
  ['curl-user-password', `run("curl --proxy-user deploy:${password()} https://ci.acme.io")`],
  ['curl-authorization-header', `curl -H "X-API-Key: ${randomText(32)}" https://api.acme.io`],
  ['curl-authorization-header', `curl --header='PRIVATE-TOKEN: ${randomText(26)}' https://git.acme.io`],
  ['command-line-password', `sshpass -p ${password()} ssh root@10.1.2.3`],
  ['command-line-password', `sshpass -p'${chosen()}' scp a root@10.1.2.3:`],
  ['command-line-password', `docker login -u deploy -p ${password()} registry.acme.io`],
  ['command-line-password', `sudo podman login registry.acme.io -u deploy -p "${password()}"`],
  ['command-line-password', `az login --service-principal -u app -p ${randomText(34)} --tenant acme`],
  ['command-line-password', `oc login https://api.acme.io:6443 -u deploy -p ${password()}`],
  ['command-line-password-mysql', `mysql -u root -p${password()} app < dump.sql`],
  ['command-line-password-mysql', `mysqldump -h db -uroot -p'${chosen()}' app > dump.sql`],
  ['command-line-password-mysql', `docker exec db mysqladmin -p${password()} ping`],
  ['command-line-password-postgresql', `PGPASSWORD=${password()} psql -h db -U app`],
  ['command-line-password-postgresql', `PGPASSWORD="${chosen()}" docker exec db pg_dump app`],
  ['command-line-password-mongodb', `mongosh -u deploy -p ${password()} --authenticationDatabase admin`],
  ['command-line-password-redis', `redis-cli -h cache -a ${password()} ping`],
  ['command-line-password-redis-variable', `REDISCLI_AUTH=${password()} redis-cli ping`],
  ['command-line-password-upper-p', `sqlcmd -S db.acme.io -U sa -P ${chosen()} -Q "select 1"`],
  ['command-line-password-upper-p', `zip -r -P ${password()} backup.zip data`],
  ['command-line-password-archive', `7z x -p${password()} backup.7z`],
  ['command-line-password-ldap', `ldapsearch -x -D cn=admin,dc=acme -w ${password()} -b dc=acme`],
  ['command-line-password-samba', `smbclient //files/team -U deploy%${password()}`],
  [
    'command-line-password-mount',
    `mount -t cifs //files/team /mnt -o username=deploy,password=${password()}`,
  ],
  ['command-line-password-net-use', `net use Z: ${share} ${password()} /user:ACME\\deploy`],
  ['command-line-password-net-use', `NET USE ${share} /user:ACME\\deploy ${chosen()}`],
  ['command-line-password-net-user', `net user deploy ${password()} /add`],
  ['command-line-password-windows', `xfreerdp /v:10.1.2.3 /u:deploy /p:${password()}`],
  ['command-line-password-powershell', `$p = ConvertTo-SecureString "${chosen()}" -AsPlainText -Force`],
  ['command-line-password-powershell', `ConvertTo-SecureString -AsPlainText -Force '${password()}'`],
  ['command-line-password-openssl', `openssl rsa -in key.pem -passin pass:${password()} -out open.pem`],
  ['command-line-password-htpasswd', `htpasswd -cb /etc/nginx/users deploy ${password()}`],
  ['command-line-password-htpasswd', `htpasswd -nbB deploy '${chosen()}'`],
  ['command-line-password-rabbitmq', `rabbitmqctl add_user deploy ${password()}`],
  ['command-line-password-oracle', `sqlplus -s system/${password()}@db.acme.io/app`],
  ['command-line-password-lftp', `lftp -u deploy,${password()} ftp.acme.io`],
  ['command-line-password-piped', `echo ${password()} | sudo -S apt-get update`],
  ['command-line-password-piped', `printf '${chosen()}' | docker login -u deploy --password-stdin`],
  ['command-line-password-chpasswd', `echo "deploy:${password()}" | chpasswd`],
  ['command-line-password-expect', `expect "assword:"\nsend "${password()}\\r"`],
  ['command-line-password-package-host', `poetry config http-basic.acme deploy ${password()}`],
];
for (const [pattern, line] of found) {
  lines(`a password is found by ${pattern}: ${line.slice(0, 24).trim()}`, async () => {
    assert.ok((await foundIn(line)).includes(`${pattern} medium`), line.split(' ', 2).join(' '));
  });
}

const nothing = [
  'curl -u user:password https://ci.acme.io',
  'curl -u username:password https://ci.acme.io',
  'curl -u $USER:$PASSWORD https://ci.acme.io',
  `curl -u "\${CI_USER}:\${CI_PASSWORD}" https://ci.acme.io`,
  'curl -u deploy:$(cat password) https://ci.acme.io',
  'curl -u <user>:<password> https://ci.acme.io',
  'curl -u deploy:xxxxxxxx https://ci.acme.io',
  'curl -u deploy: https://ci.acme.io',
  'curl -H "Authorization: Bearer $TOKEN" https://api.acme.io',
  'curl -H "X-API-Key: YOUR_API_KEY" https://api.acme.io',
  `curl -H "Idempotency-Key: ${randomText(32)}" https://api.acme.io`,
  'sshpass -p "$PASSWORD" ssh root@10.1.2.3',
  'sshpass -p option is not safe',
  'docker login -u deploy -p $(aws ecr get-login-password)',
  'docker login -u deploy --password-stdin registry.acme.io',
  'docker run -p 8080:8080 registry.acme.io/app',
  'mysql -u root -p app < dump.sql',
  'mysql -u root -p"$MYSQL_ROOT_PASSWORD" app',
  'mysqldump --port 3306 app',
  'PGPASSWORD=$DB_PASSWORD psql -h db',
  'redis-cli -a "$REDIS_PASSWORD" ping',
  'openssl rsa -in key.pem -passin pass:$PASSPHRASE',
  'openssl rsa -in key.pem -passin env:PASSPHRASE',
  'ConvertTo-SecureString $password -AsPlainText -Force',
  'ConvertTo-SecureString "$env:DEPLOY_PASSWORD" -AsPlainText -Force',
  'Run rabbitmqctl change_password and deploy the new one.',
  'echo $PASSWORD | sudo -S apt-get update',
  'echo done | sudo -S tee log',
  `net use Z: ${share} /persistent:no`,
  'sqlcmd -S db.acme.io -U sa -P $(SqlPassword)',
  'zip -r backup.zip data',
];
for (const line of nothing) {
  lines(`nothing is found in: ${line}`, async () => {
    assert.equal(await foundIn(line), []);
  });
}

const doubtful: [pattern: string, line: string][] = [
  ['curl-user-password', `curl -u alice:${WORD} https://ci.acme.io`],
  ['command-line-password-postgresql', `PGPASSWORD=${WEAK} psql -h db`],
  ['command-line-password', `docker login -u admin -p ${WEAK} registry.acme.io`],
];
for (const [pattern, line] of doubtful) {
  lines(`only who asks for everything is told of: ${line.slice(0, 16)}…`, async () => {
    assert.equal(await foundIn(line), [`${pattern} low`]);
  });
}

lines.run();
