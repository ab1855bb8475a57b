/** Reads a log as the runner of GitHub Actions does: what is a command in it, what are its properties, and what is only a line. */

export interface WorkflowCommand {
  name: string;
  properties: Record<string, string>;
  message: string;
}

const NAMES = ['error', 'warning', 'notice'];

/** @throws where a line is a command that we never write, or could be taken for one. */
export function readCommands(log: string): { commands: WorkflowCommand[]; lines: string[] } {
  const commands: WorkflowCommand[] = [];
  const lines: string[] = [];
  for (const line of log.split(/\r\n|\r|\n/)) {
    const command = readCommand(line);
    if (command === null) lines.push(line);
    else commands.push(command);
  }
  return { commands, lines: lines.filter((line) => line !== '') };
}

function readCommand(line: string): WorkflowCommand | null {
  // The older form counts wherever it stands in a line.
  if (/##(?:\[|vso\[)/.test(line)) throw new Error('a command of the older form');
  const trimmed = line.trimStart();
  if (!trimmed.startsWith('::')) return null;
  const end = trimmed.indexOf('::', 2);
  if (end < 0) throw new Error('half a command');
  const head = trimmed.slice(2, end);
  const space = head.indexOf(' ');
  const name = space < 0 ? head : head.slice(0, space);
  if (!NAMES.includes(name)) throw new Error('a command that is none of ours');
  const properties = Object.fromEntries(
    (space < 0 ? '' : head.slice(space + 1)).split(',').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), unescapeProperty(pair.slice(at + 1))];
    }),
  );
  return { name, properties, message: unescapeData(trimmed.slice(end + 2)) };
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
