/** Expressions, in each language, that refer to a secret instead of holding it. */
import { pick } from './chance.js';
import { SPELLINGS } from './spelling.js';

const spell = (spelling: string, words: string[]) => SPELLINGS[spelling]?.(words) ?? '';
const capital = (text: string) => (text[0] ?? '').toUpperCase() + text.slice(1);

type Reference = (words: string[]) => string;
const NAME: Reference = (words) => spell('NAME', words);
const camel: Reference = (words) => spell('camel', words);
const snake: Reference = (words) => spell('name', words);

/** By language: expressions that get the value from somewhere else. */
const REFERENCES: Record<string, Reference[]> = {
  javascript: [
    (words) => `process.env.${NAME(words)}`,
    (words) => `process.env.${NAME(words)} || ''`,
    (words) => `process.env['${NAME(words)}']`,
    (words) => `process.env.${NAME(words)}!`,
    (words) => `config.get('${words.join('.')}')`,
    (words) => `import.meta.env.VITE_${NAME(words)}`,
    (words) => `this.configService.get<string>('${NAME(words)}')`,
    (words) => `await getSecret('${spell('kebab', words)}')`,
    (words) => `options.${camel(words)} ?? defaults.${camel(words)}`,
    (words) => `env.${NAME(words)}`,
    (words) => `req.body.${camel(words)}`,
    (words) => `secrets.${camel(words)}`,
    () => 'undefined',
    () => 'null',
  ],
  python: [
    (words) => `os.environ["${NAME(words)}"]`,
    (words) => `os.environ.get("${NAME(words)}", "")`,
    (words) => `os.getenv("${NAME(words)}")`,
    (words) => `settings.${NAME(words)}`,
    (words) => `config("${NAME(words)}")`,
    (words) => `env.str("${NAME(words)}")`,
    (words) => `self._${snake(words)}`,
    (words) => `get_secret("prod/${spell('kebab', words)}")["value"]`,
    (words) => `request.form["${snake(words)}"]`,
    (words) => `getpass.getpass("${spell('Words', words)}: ")`,
    (words) => `f"{prefix}_{${snake(words)}}"`,
    () => 'None',
  ],
  go: [
    (words) => `os.Getenv("${NAME(words)}")`,
    (words) => `viper.GetString("${words.join('.')}")`,
    (words) => `cfg.${spell('pascal', words)}`,
    (words) => `mustEnv("${NAME(words)}")`,
  ],
  java: [
    (words) => `System.getenv("${NAME(words)}")`,
    (words) => `System.getProperty("${words.join('.')}")`,
    (words) => `environment.getRequiredProperty("${words.join('.')}")`,
    (words) => `properties.get${spell('pascal', words)}()`,
    () => 'null',
  ],
  csharp: [
    (words) => `Environment.GetEnvironmentVariable("${NAME(words)}")`,
    (words) => `Configuration["${words.map(capital).join(':')}"]`,
    (words) => `builder.Configuration.GetValue<string>("${spell('pascal', words)}")`,
    () => 'string.Empty',
  ],
  php: [
    (words) => `getenv('${NAME(words)}')`,
    (words) => `env('${NAME(words)}')`,
    (words) => `$_ENV['${NAME(words)}']`,
    (words) => `config('services.${words.join('.')}')`,
    (words) => `$this->${camel(words)}`,
  ],
  ruby: [
    (words) => `ENV['${NAME(words)}']`,
    (words) => `ENV.fetch("${NAME(words)}")`,
    (words) => `Rails.application.credentials.dig(:${words.join(', :')})`,
    (words) => `params[:${snake(words)}]`,
    () => 'nil',
  ],
  shell: [
    (words) => `"$${NAME(words)}"`,
    (words) => `"\${${NAME(words)}}"`,
    (words) => `"\${${NAME(words)}:-}"`,
    (words) => `"\${${NAME(words)}:?must be set}"`,
    (words) => `"$(vault kv get -field=value secret/${spell('kebab', words)})"`,
    (words) =>
      `$(aws ssm get-parameter --name /prod/${spell('kebab', words)} --with-decryption --query Parameter.Value --output text)`,
    (words) => `$(cat /run/secrets/${snake(words)})`,
    (words) => `$(op read "op://infra/${spell('kebab', words)}/password")`,
    (words) => `$(pass show ci/${spell('kebab', words)})`,
    () => '"$1"',
  ],
  yaml: [
    (words) => `\${${NAME(words)}}`,
    (words) => `"\${${NAME(words)}}"`,
    (words) => `"{{ ${snake(words)} }}"`,
    (words) => `"{{ .Values.${camel(words)} }}"`,
    (words) => `!vault ${spell('kebab', words)}`,
    (words) => `{{ lookup('env', '${NAME(words)}') }}`,
    (words) => `!ENV \${${NAME(words)}}`,
    (words) => `$${NAME(words)}`,
    () => '""',
    () => '~',
  ],
  actions: [
    (words) => `\${{ secrets.${NAME(words)} }}`,
    (words) => `\${{ vars.${NAME(words)} }}`,
    (words) => `\${{ env.${NAME(words)} }}`,
  ],
  gitlab: [(words) => `$${NAME(words)}`, (words) => `\${${NAME(words)}}`],
  groovy: [
    (words) => `credentials('${spell('kebab', words)}')`,
    (words) => `env.${NAME(words)}`,
    (words) => `"\${${NAME(words)}}"`,
    (words) => `findProperty('${camel(words)}')`,
  ],
  hcl: [
    (words) => `var.${snake(words)}`,
    (words) => `data.aws_secretsmanager_secret_version.${snake(words)}.secret_string`,
    () => 'random_password.this.result',
    (words) => `local.secrets["${snake(words)}"]`,
    (words) => `data.vault_generic_secret.app.data["${snake(words)}"]`,
  ],
  json: [
    (words) => `\${${NAME(words)}}`,
    (words) => `\${env:${NAME(words)}}`,
    (words) => `{{${snake(words)}}}`,
    (words) => `$${NAME(words)}`,
    (words) => `%${NAME(words)}%`,
    (words) => `vault:secret/data/app#${snake(words)}`,
    (words) => `op://infra/${spell('kebab', words)}/credential`,
    (words) => `arn:aws:secretsmanager:eu-west-1:000000000000:secret:${spell('kebab', words)}`,
    (words) => `@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/${spell('kebab', words)})`,
    () => '',
  ],
  properties: [
    (words) => `\${${NAME(words)}}`,
    (words) => `\${${NAME(words)}:}`,
    (words) => `@${snake(words)}@`,
    (words) => `\${${words.join('.')}}`,
    (words) => `%(ENV_${NAME(words)})s`,
    () => '',
  ],
};
const KIN: Record<string, string> = {
  typescript: 'javascript',
  kotlin: 'java',
  scala: 'java',
  swift: 'go',
  rust: 'go',
  xml: 'properties',
  ini: 'properties',
  toml: 'properties',
  env: 'properties',
  powershell: 'csharp',
  dart: 'javascript',
  elixir: 'ruby',
  perl: 'php',
};

/** An expression of that language that refers to the value instead of holding it. */
export function reference(language: string, words: string[]): string {
  const references = REFERENCES[language] ?? REFERENCES[KIN[language] ?? 'json'] ?? [];
  return pick(references)(words);
}
