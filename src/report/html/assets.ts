/** The page's style and script: constants that the build makes from `page/`, and a policy that lets only these two in. */
import { createHash } from 'node:crypto';
import { readAsset } from '../../package/assets.js';
import { Markup } from './markup.js';

export interface PageAssets {
  /** The content of the style element, and of the script element. */
  style: Markup;
  script: Markup;
  /** The content security policy: nothing is loaded, nothing is sent, and nothing else is run. */
  policy: string;
}

/** @throws where the package is damaged. */
export function readPageAssets(): PageAssets {
  const style = readAsset('html-report.css').toString('utf8');
  const script = readAsset('html-report.js').toString('utf8');
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  return { style: new Markup(style), script: new Markup(script), policy };
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
