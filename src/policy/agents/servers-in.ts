/** Finds the servers in a config, loosely: one reader for every client's shape. */
import type { Budget } from './budget.js';
import { type ConfigMap, type ConfigNode, textsIn, valuesOf } from './reading/config-node.js';
import type { Server } from './server.js';

/** Under which keys clients have their servers. */
const ROOTS: ReadonlySet<string> = new Set([
  'mcpServers',
  'servers',
  'mcp_servers',
  'context_servers',
  'mcp',
  'extensions',
  'amp.mcpServers',
  'mcp.servers',
]);

/** What a server has, and nothing else that stands there. */
const OF_SERVERS: ReadonlySet<string> = new Set(
  `command cmd url httpUrl serverUrl uri args env envs environment headers http_headers env_http_headers
  bearer_token_env_var env_keys env_vars envFile`.split(/\s+/),
);

/** Groups of servers within groups. */
const DEEPEST_GROUP = 2;

/**
 * @param options `isBare`: whether the config may be nothing but the map of servers.
 * @throws TooMuchInside
 */
export function serversIn(
  root: ConfigNode,
  { isBare, budget }: { isBare: boolean; budget: Budget },
): Server[] {
  const found = inRoots(root, budget);
  return found.length === 0 && isBare ? inGroup(root, budget, 0) : found;
}

function inRoots(root: ConfigNode, budget: Budget): Server[] {
  if (root.kind !== 'map') return [];
  return root.entries.flatMap(({ key, value }) => {
    if (ROOTS.has(key)) return inGroup(value, budget, 0);
    // Claude Code keeps what holds for one project only by the project's folder.
    if (key !== 'projects' || value.kind !== 'map') return [];
    return value.entries.flatMap((project) =>
      valuesOf(project.value, 'mcpServers').flatMap((group) => inGroup(group, budget, 0)),
    );
  });
}

function inGroup(group: ConfigNode, budget: Budget, depth: number): Server[] {
  if (group.kind === 'list') {
    return group.items.flatMap((item) => (isServer(item) ? [{ name: nameOf(item), node: item }] : []));
  }
  if (group.kind !== 'map') return [];
  return group.entries.flatMap(({ key, value }) => {
    budget.spend();
    if (isServer(value)) return [{ name: key, node: value }];
    return depth < DEEPEST_GROUP ? inGroup(value, budget, depth + 1) : [];
  });
}

function isServer(node: ConfigNode): node is ConfigMap {
  return node.kind === 'map' && node.entries.some(({ key }) => OF_SERVERS.has(key));
}

function nameOf(node: ConfigMap): string | null {
  const [name] = valuesOf(node, 'name').flatMap(textsIn);
  return name?.text ?? null;
}
