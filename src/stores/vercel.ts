/**
 * Vercel: the names in the table of `vercel env ls`. Its `--json` and `vercel env pull` give out values, and so can the column
 * "value" of the table: only the others are read. Source: the CLI's own code, versions 41 and 64.
 */
import { joinBytes, readRegularFile, toBytes } from '../sources/read-file.js';
import { fieldOf } from '../vaults/vault.js';
import { askPlace, askPlaces, notFound } from './question.js';
import { type ListedName, listedAs, type Place, type Store, type Visit } from './store.js';

const STAGES = ['production', 'preview', 'development'];
const LINK = '.vercel/project.json';
const ID = /^[A-Za-z0-9_]{1,100}$/;
const VARIABLE = /^[A-Za-z_]\w{0,255}$/;

export const vercel: Store = {
  title: 'Vercel',
  program: 'vercel',
  variables: ['VERCEL_TOKEN', 'VERCEL_ORG_ID', 'VERCEL_PROJECT_ID'],
  remedy: 'log in (vercel login) or set VERCEL_TOKEN',
  limit: 'its table tells when a name was made, not when its value was last set: age is not judged',
  kind: 'deployment',
  // A secret that nobody can read back cannot be kept for development there.
  stages: ['production', 'preview'],
  isInherited: false,
  scheme: null,
  normal: (name) => name,
  readSource: () => null,
  isPlace: (name) => /^[A-Za-z0-9][\w-]{0,99}$/.test(name),
  isUsed: async (visit) => linkOf(visit) !== null,
  look,
  put: (name, place) => `vercel env add ${name}${place ? ` ${place}` : ''}`,
};

async function look(visit: Visit): Promise<Place[]> {
  const names =
    visit.isTyped && visit.places.length > 0 ? visit.places : [...new Set([...STAGES, ...visit.places])];
  const link = linkOf(visit);
  if (link === null) {
    const remedy = 'link it (vercel link), or set VERCEL_ORG_ID and VERCEL_PROJECT_ID';
    return names.map((name) =>
      notFound(name, { says: 'nothing says which project on Vercel this is', remedy }),
    );
  }
  return askPlaces(names, 'vercel:NAME', (place) =>
    askPlace(vercel, visit, { args: ['env', 'ls', place], more: link, place, read: readTable }),
  );
}

/** What tells the program which project it is, outside of the project's folder: variables, or what `vercel link` wrote. */
function linkOf({ env, top }: Visit): NodeJS.ProcessEnv | null {
  if (env.VERCEL_PROJECT_ID && env.VERCEL_ORG_ID) return {};
  const file = readRegularFile(joinBytes(toBytes(top), LINK), 64 * 1024);
  if (file.kind !== 'read' || file.isLink) return null;
  try {
    const data: unknown = JSON.parse(file.bytes.toString('utf8'));
    const [project, owner] = [fieldOf(data, 'projectId'), fieldOf(data, 'orgId')];
    const isLink = [project, owner].every((id) => typeof id === 'string' && ID.test(id));
    return isLink ? { VERCEL_PROJECT_ID: project as string, VERCEL_ORG_ID: owner as string } : null;
  } catch {
    return null;
  }
}

/** Nothing at all is printed where there are no names. */
function readTable(output: string): ListedName[] {
  const lines = output.replace(/\x1b\[[0-9;]*m/g, '').split(/\r?\n/);
  const rows = lines.filter((line) => line.trim() !== '');
  if (rows.length === 0) return [];
  const [header = '', ...body] = rows;
  const { columns, nameAt } = columnsOf(header);
  return body.flatMap((row) => {
    const name = row.slice(nameAt).split(/\s/, 1)[0] as string;
    if (!VARIABLE.test(name)) throw new TypeError('no name');
    const cell = (title: string) => cellOf(row, columns, title);
    // A name for one branch only: "Preview (branch)".
    if (cell('environments')?.includes('(')) return [];
    return { ...listedAs(name), isReadable: cell('type') === 'Config' };
  });
}

type Column = { title: string; start: number; end: number };

/** @throws where it is not the head of that table. */
function columnsOf(header: string): { columns: Column[]; nameAt: number } {
  const titles = [...header.matchAll(/\S+(?: \S+)*/g)].map((match) => ({
    title: match[0],
    start: match.index,
  }));
  const columns = titles.map((one, index) => ({
    ...one,
    end: titles[index + 1]?.start ?? Number.MAX_SAFE_INTEGER,
  }));
  const first = columns[0];
  if (first?.title !== 'name' || !columns.some(({ title }) => title.startsWith('environments'))) {
    throw new TypeError('another table');
  }
  return { columns, nameAt: first.start };
}

function cellOf(row: string, columns: readonly Column[], wanted: string): string | null {
  const column = columns.find(({ title }) => title.startsWith(wanted));
  return column === undefined ? null : row.slice(column.start, column.end).trim();
}
