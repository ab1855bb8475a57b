/** The nouns of the table of clients: where each has its config, and how a secret is named in it. */

/**
 * How a config names a value that stands elsewhere: `$NAME`, `${NAME}`, `${NAME:-default}`, `${env:NAME}`, `${input:id}`,
 * `${file:/path}`, `${user_config.KEY}`, `{env:NAME}`, `{file:path}`, `%NAME%`, `${{ secrets.NAME }}`.
 */
export type PlaceholderForm =
  | 'dollar'
  | 'braces'
  | 'braces-default'
  | 'env-braces'
  | 'input'
  | 'file-braces'
  | 'user-config'
  | 'bare-env'
  | 'bare-file'
  | 'percent'
  | 'secrets';

/** Where in a server a value stands. */
export type PlaceKind = 'env' | 'header' | 'argument' | 'url' | 'setting' | 'name';

/** Of a file that holds nothing but values. */
export const EVERYTHING = '*';

/** What a secret is to be written as instead. */
export interface Wanted {
  kind: PlaceKind;
  /** The name of the variable or of the header there; null where it has none. */
  key: string | null;
  /** The variable that is to hold the value. */
  name: string;
}

export interface AgentClient {
  id: string;
  /** What people call it. */
  title: string;
  /** Its files in a project: the end of a path from the top level. `*` stands for a name. */
  project: readonly string[];
  /**
   * The user's own, from a folder in braces: `{home}`; `{config}`: XDG_CONFIG_HOME or `~/.config`; `{data}`: where desktop
   * programs keep their data, on every system elsewhere; `{roaming}`: APPDATA, on Windows only; `{editors}`: the user folder
   * of VS Code and of each editor made from it; `{NAME:folder}`: what the variable says, or that folder in `{home}`.
   */
  user: readonly string[];
  /** The placeholders that it takes. */
  takes: readonly PlaceholderForm[];
  /** Settings besides its servers that hold keys; `EVERYTHING` for all there are. */
  blocks: readonly string[];
  /** The right spelling of a reference to a variable, or what to do where it takes none. */
  instead(wanted: Wanted): string;
}

/** `write ${env:NAME}`. */
export function writing(spell: (name: string) => string): AgentClient['instead'] {
  return ({ name }) => `write ${spell(name)}`;
}

/** For a client that takes no placeholder at all. */
export function inherited(from: string): AgentClient['instead'] {
  return ({ kind, name }) =>
    kind === 'env'
      ? `leave ${name} out: it takes no placeholder, and the server has ${name} from ${from}`
      : `it takes no placeholder: start the server through a script that reads ${name} from its environment`;
}
