/** Every client whose config is known, and whose a file of a project is. */
import type { ByteString } from '../../../types.js';
import type { AgentClient } from './client.js';
import { LITERAL_TAKERS } from './literal-takers.js';
import { PLACEHOLDER_TAKERS } from './placeholder-takers.js';

export const CLIENTS: readonly AgentClient[] = [...PLACEHOLDER_TAKERS, ...LITERAL_TAKERS];

/** @param file from the top level. Of two clients that read it, the one it was made for; null where none does. */
export function clientOf(file: ByteString): AgentClient | null {
  return CLIENTS.find(({ project }) => project.some((path) => endsIn(file, path))) ?? null;
}

function endsIn(file: ByteString, path: string): boolean {
  const star = path.indexOf('*');
  if (star < 0) return file === path || file.endsWith(`/${path}`);
  const folder = path.slice(0, star);
  const name = file.slice(file.lastIndexOf('/') + 1);
  const above = file.slice(0, file.length - name.length);
  return (above === folder || above.endsWith(`/${folder}`)) && name.endsWith(path.slice(star + 1));
}
