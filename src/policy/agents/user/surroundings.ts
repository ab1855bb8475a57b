/** Where the user's own files are looked for. */
import { homedir } from 'node:os';

export interface UserSurroundings {
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
}

export const HERE: UserSurroundings = { env: process.env, platform: process.platform };

/** Absolute. */
export function homeOf({ env, platform }: UserSurroundings): string {
  return (platform === 'win32' ? env.USERPROFILE || env.HOME : env.HOME) || homedir();
}
