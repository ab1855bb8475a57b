/** Which files hold the environment of one machine, and belong into no repository. */
import { isTemplateName } from '../../environment/template-values.js';
import { loadFileGuard } from '../../offers/gitignore-offer.js';
import { baseName } from '../../project/view.js';
import type { ByteString } from '../../types.js';

const NAME = /^(?:\.env(?:\..+)?|\.dev\.vars(?:\..+)?)$/;

const guard = lazily(loadFileGuard);

/** Whether a path is that of an env file, by its name alone: `.env`, `.env.production`, `.dev.vars`. No template is one. */
export function isLocalEnvFile(path: ByteString): boolean {
  const name = baseName(path);
  return NAME.test(name) && !isTemplateName(name) && guard().match(path) !== null;
}

/** Whether anybody who has the file can read what is in it. @param text null where it is not to be had. */
export function isOpen(path: ByteString, text: Buffer | null): boolean {
  return text === null || guard().judge(path, text) !== null;
}

function lazily<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
