/** The words that placeholders are made of. */

const split = (words: string): string[] => words.trim().split(/\s+/);

/** Words that make a value a placeholder where they cover most of it. */
export const MARKING_WORDS = new Set(
  split(`
    example examples sample samples dummy fake mock mocked stub placeholder placeholders demo test tests testing tester
    your yours changeme change changeit replace replaceme replaced insert enter put paste fill provide update fixme
    todo tbd tba redacted removed hidden masked censored sanitized scrubbed omitted undefined unset none null nil empty
    unknown invalid incorrect wrong missing notreal foo bar baz foobar foobaz qux quux lorem ipsum dolor asdf asdfgh
    qwerty insecure unsafe donotuse blah whatever something somevalue anything xxx xxxx xxxxx abc xyz na
    deadbeef cafebabe openssl tu ihr dein votre sua seu tua ta il su vuestra ihre
  `),
);

/** Words that name what goes there. On their own they are a name, not a value. */
export const NAMING_WORDS = new Set(
  split(`
    a an the my our me i it is be am are this that these here there in on at to of for from with by and or not no as
    api app auth access account admin user username name id client server service secret secrets key keys token tokens
    pass password passwords passwd passphrase pwd pw credential credentials cred creds login email mail address private
    public shared signing signature encryption session cookie bearer basic refresh bot webhook hook url uri host value
    values val string str text data config setting default new old current real own actual valid some any one two goes
    go set use using used add please must should will needs need required optional super very long random generated
    secure safe only local dev develop development prod production staging docs doc purposes purpose header param var
    variable env environment file path field input label type code number pin otp hash salt pepper aws azure gcp google
    github gitlab openai anthropic slack stripe forgot reset confirm repeat confirmation cle clave contrasena contrasenha
    passwort kennwort schluessel senha chave parola chiave mot passe de la le el los per para aqui ici hier einfuegen db
    database don t generate rand minio mailpit mailhog
  `),
);

/** The same in other scripts: UTF-8, as byte strings. */
export const FOREIGN_WORDS = [
  'contraseña',
  'clé',
  'schlüssel',
  '密码',
  '密钥',
  '请填写',
  '请输入',
  'パスワード',
  'あなたの',
  'キー',
  '입력',
  '비밀번호',
  'ваш',
  'ВАШ',
  'пароль',
  'токен',
  'ТОКЕН',
].map((word) => Buffer.from(word, 'utf8').toString('latin1'));

/** Words that mark the body of a provider's token. No format has one of these in its fixed text. */
export const TOKEN_MARKING_WORDS = split(`
  example sample dummy fake placeholder your redacted changeme change replace replaceme insert masked removed hidden
  invalid notreal notarealkey todo fixme foobar lorem ipsum deadbeef cafebabe censored sanitized scrubbed omitted
`);

/** Words that count only next to, or together with, a marking one. */
export const TOKEN_NAMING_WORDS = split(`
  my the this is not real api key keys token secret password access auth client id here goes value test testing demo
  for in with from of to and only docs paste enter put add use user string some app service account random fill please
  foo bar baz abc xyz
`);
