/** Words that stand where a password should, sorted by what they mean. All lower case. */

function list(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

/** Passwords that are real, and known to all. */
export const weakPasswords = list(`
  password passw0rd p@ssw0rd p@ssword password1 password123 pass pass123 pass1234 passwd pwd pw admin admin1 admin123
  adminpass adminpassword root rootpass rootpassword toor user userpass guest test test123 tests testing testpass
  testpassword demo sample secret secret123 s3cret s3cr3t letmein welcome welcome1 qwerty qwerty123 abc123 1234 0000
  default postgres postgresql mysql mariadb mongo mongodb redis rabbitmq rabbit elastic minio minioadmin vagrant
  raspberry ubuntu docker oracle tiger sa super-secret supersecret mysecretpassword mypassword mypass mysecret
  dbpassword dbpass dev devpassword local localhost example neo4j changeit foobared cassandra clickhouse
  sonar keycloak grafana airflow prisma django rails laravel symfony wordpress
`);

/** What documentation writes for a user. */
export const genericUsers = list(`
  user username usr uname userid login name myuser myusername youruser yourusername your_user your_username dbuser
  db_user dbusername db_username johndoe foo someuser key apikey
`);

/** What documentation writes for a password, beside such a user. */
export const genericPasswords = list(`
  password passwd pass pwd pw secret mypassword mypass dbpass dbpassword db_pass db_password userpass userpassword
  user_password somepassword randompassword passphrase token bar p4ssw0rd pa55word passw0rd
`);

/** Words that nobody takes for a password, without their separators. */
export const placeholderWords = list(`
  changeme changethis changemenow pleasechange pleasechangeme replaceme replacethis replace updateme fixme todo tbd tba
  foo bar baz qux placeholder dummy dummypassword fake fakepassword mock mockpassword stub none null nil na unset empty undefined
  unknown redacted removed hidden masked filtered omitted secrethere passwordhere passhere tokenhere keyhere notreal
  notarealpassword notarealsecret invalid donotuse insecure foo bar baz foobar qux quux lorem ipsum asdf hunter2
  examplepassword exampletoken examplesecret samplepassword sampletoken somepassword sometoken apassword
  tuclave tucontrasena ihrpasswort deinpasswort deintoken votrecle votremotdepasse suasenha latuapassword
`);

const thing = '(?:password|passwd|pass|pwd|pw|secret|token|key|apikey|value|credentials)';

/** A request to put one's own value, without its separators: `yourdbpassword`, `insertthetokenhere`. */
export const request = new RegExp(
  `^(?:your[a-z]{0,20}|(?:insert|enter|put|paste|replacewith|fillin|provide|add)(?:your|my|the|a)?)${thing}(?:here|goeshere)?$`,
);
