/** Makes the style and the script of the HTML report: two constants that its documents hold. */
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * @param folder with `main.css` and `main.ts`.
 * @returns by the names that the files get. Neither ends the element that it will stand in.
 */
export async function makePage(folder: string): Promise<Record<string, string>> {
  return {
    'html-report.css': await bundle(join(folder, 'main.css')),
    'html-report.js': await bundle(join(folder, 'main.ts')),
  };
}

async function bundle(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    charset: 'ascii',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  const text = (outputFiles[0]?.text ?? '').trim();
  if (text === '' || /<[/!]/.test(text))
    throw new Error('the report page: nothing, or what would end its element');
  return text;
}
