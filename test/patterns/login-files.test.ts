/** Login files, connection strings and SQL, as tools and people write them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { randomText } from '../support/sample.js';
import { foundIn, WORD } from './general.js';

const logins = suite('logins');

const password = () => asSecret(randomText(14));
const chosen = () => asSecret(`Falcon${randomText(4, '23456789')}!`);
const base64 = (text: string) => asSecret(Buffer.from(text).toString('base64'));
const HEX = '0123456789ABCDEF';

const found: [pattern: string, text: string][] = [
  ['netrc-credentials medium', `machine api.acme.io login deploy password ${password()}\n`],
  ['netrc-credentials medium', `machine api.acme.io\n\tlogin deploy\n\tpassword ${chosen()}\n`],
  ['netrc-credentials medium', `default login deploy password ${password()}\n`],
  ['pgpass-entry medium', `db.acme.io:5432:app:deploy:${password()}\n`],
  ['pgpass-entry medium', `*:5432:*:deploy:${chosen()}\n`],
  ['my-cnf-password medium', `[client]\nuser = deploy\npassword = ${password()}\n`],
  ['my-cnf-password medium', `[mysqldump]\nhost=db\n# for backups\nuser=deploy\npassword="${chosen()}"\n`],
  ['pypirc-password medium', `[pypi]\nusername = deploy\npassword = ${password()}\n`],
  [
    'pypirc-password medium',
    `[testpypi]\nrepository: https://test.pypi.org\nusername: deploy\npassword: ${chosen()}\n`,
  ],
  ['npmrc-basic-auth high', `//npm.acme.io/:_auth=${base64(`deploy:${password()}`)}\n`],
  ['npmrc-basic-auth high', `_auth = "${base64(`deploy:${password()}`)}"\n`],
  ['npmrc-password medium', `//npm.acme.io/:_password=${base64(password())}\n`],
  ['yarnrc-auth medium', `npmAuthToken: "${randomText(36)}"\n`],
  ['yarnrc-auth-ident medium', `npmAuthIdent: "deploy:${password()}"\n`],
  ['yarnrc-auth-ident-base64 high', `npmAuthIdent: ${base64(`deploy:${password()}`)}\n`],
  ['maven-settings-password medium', `<username>deploy</username>\n  <password>${password()}</password>`],
  [
    'terraformrc-credentials medium',
    `credentials "app.terraform.io" {\n  token = "${password()}${password()}"\n}\n`,
  ],
  [
    'terraformrc-credentials-json medium',
    JSON.stringify({ credentials: { 'tf.acme.io': { token: asSecret(randomText(40)) } } }, null, 2),
  ],
  [
    'filezilla-winscp-stored-password high',
    `UserName=deploy\nPassword=${asSecret(`A35C${randomText(60, HEX)}`)}\n`,
  ],
  ['ansible-vault-password-file medium', `ansible_become_pass: ${password()}\n`],
  ['ansible-vault-password-file medium', `web1 ansible_user=root ansible_ssh_pass=${password()}\n`],
  [
    'mssql-ado-net-connection-string medium',
    `Server=db.acme.io,1433;Database=app;User Id=deploy;Password=${password()};`,
  ],
  [
    'mssql-ado-net-connection-string medium',
    `"Data Source=db; Initial Catalog=app; Uid=deploy; Pwd=${chosen()}"`,
  ],
  [
    'mssql-ado-net-connection-string medium',
    `Host=db;Port=5432;Username=deploy;Password=${password()};Database=app`,
  ],
  [
    'odbc-connection-string medium',
    `Driver={ODBC Driver 18 for SQL Server};SRV=db;UID=deploy;PWD=${password()};`,
  ],
  ['odbc-connection-string medium', `DSN=app;UID=deploy;PWD={${password()}};`],
  ['libpq-connection-string medium', `host=db port=5432 dbname=app user=deploy password=${password()}`],
  ['libpq-connection-string medium', `"dbname=app user=deploy password='${chosen()}' sslmode=require"`],
  [
    'jdbc-url-credentials high',
    `jdbc:sqlserver://db.acme.io:1433;databaseName=app;user=deploy;password=${password()};`,
  ],
  [
    'jdbc-url-credentials high',
    `jdbc:mysql://db.acme.io:3306/app?user=deploy&password=${password()}&useSSL=true`,
  ],
  ['snowflake-connection-uri high', `${'snowflake'}://deploy:${password()}@xy12345.eu-west-1/app/public`],
  ['sql-user-password medium', `CREATE USER 'deploy'@'%' IDENTIFIED BY '${password()}';`],
  [
    'sql-user-password medium',
    `ALTER USER deploy\n  IDENTIFIED WITH mysql_native_password BY '${chosen()}';`,
  ],
  ['sql-user-password medium', `grant all on app.* to deploy@localhost identified by '${password()}';`],
  [
    'sql-user-password-bare medium',
    `CREATE USER deploy IDENTIFIED BY ${password()} DEFAULT TABLESPACE users;`,
  ],
  ['sql-role-password medium', `CREATE ROLE deploy WITH LOGIN PASSWORD '${password()}';`],
  ['sql-role-password medium', `alter role deploy with encrypted password '${chosen()}'`],
  ['sql-role-password medium', `CREATE LOGIN deploy WITH PASSWORD = N'${password()}';`],
  [
    'sql-role-password medium',
    `CREATE USER MAPPING FOR app SERVER db OPTIONS (user 'deploy', password '${password()}');`,
  ],
];
for (const [expected, text] of found) {
  logins(`${expected} in ${text.slice(0, 24).replaceAll('\n', ' ')}…`, async () => {
    assert.ok((await foundIn(text)).includes(expected), text.slice(0, 12));
  });
}

const nothing = [
  'machine learning login page password reset\n',
  'machine api.acme.io login user password pass\n',
  'machine api.acme.io login deploy password $PASSWORD\n',
  'db.acme.io:5432:app:deploy:<password>\n',
  'time 10:5432:12:13\n',
  `[client]\nuser=deploy\npassword=\${MYSQL_PASSWORD}\n`,
  '[pypi]\nusername = __token__\npassword = <your-token>\n',
  `//npm.acme.io/:_auth=\${NPM_AUTH}\n`,
  `npmAuthToken: "\${NPM_TOKEN}"\n`,
  `npmAuthIdent: "\${NPM_USER}:\${NPM_PASSWORD}"\n`,
  `<username>\${env.USER}</username><password>\${env.PASSWORD}</password>`,
  '<username>deploy</username><password>{COQLCE6DU6GtcS5P=}</password>',
  'credentials "app.terraform.io" {\n  token = var.token\n}\n',
  'ansible_password: "{{ vault_password }}"\n',
  'Server=db;Database=app;Integrated Security=true;',
  'Server=db;Database=app;User Id=deploy;Password=<password>;',
  `Server=db;User Id=deploy;Password=\${DB_PASSWORD};`,
  'Server=db;User Id={user};Password={password};',
  `host=db user=deploy password=$DB_PASSWORD`,
  'host=%s user=%s password=%s',
  'CREATE USER deploy IDENTIFIED BY :password;',
  "CREATE USER 'deploy'@'%' IDENTIFIED BY '<password>';",
  `CREATE USER deploy IDENTIFIED BY '\${password}';`,
  `CREATE USER deploy IDENTIFIED BY PASSWORD '*${randomText(40, HEX)}';`,
  'columns identified by "anOrderOfTheirOwn" are sorted',
  "CREATE ROLE deploy WITH PASSWORD '$1'",
  `alter role deploy password 'md5${randomText(32, HEX).toLowerCase()}'`,
  "throw new Error('the user and the password ')",
];
for (const text of nothing) {
  logins(`nothing is found in: ${text.slice(0, 60).replaceAll('\n', ' ')}`, async () => {
    assert.equal(await foundIn(text), []);
  });
}

const doubtful: [pattern: string, text: string][] = [
  ['netrc-credentials', `machine api.acme.io login alice password ${WORD}\n`],
  ['mssql-ado-net-connection-string', `Server=db;User Id=sa;Password=${WORD};`],
  ['mssql-ado-net-connection-string', `Server=db.example.com;User Id=sa;Password=${password()};`],
  ['sql-user-password', `CREATE USER alice IDENTIFIED BY '${WORD}';`],
];
for (const [pattern, text] of doubtful) {
  logins(`only who asks for everything is told of: ${text.slice(0, 24)}…`, async () => {
    assert.equal(await foundIn(text), [`${pattern} low`]);
  });
}

logins.run();
