/** A real browser without a window: Chromium, as the machine has it or as Debian brings it. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { suite, type Test } from 'uvu';
import { findProgram } from './debian.js';
import { scratch } from './repository.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The program: what CHROMIUM names, or what is on PATH, or what apt-get installs where it may. Null where there is none;
 * it is said then, and the tests that need it are skipped and counted as such.
 */
function findChromium(): string | null {
  const found = named() ?? findProgram({ names: NAMES, debianPackage: 'chromium' });
  if (found === null)
    console.log('NO CHROMIUM: what only a browser shows was NOT tested (set CHROMIUM=PATH)');
  return found;
}

function named(): string | null {
  const { CHROMIUM } = process.env;
  return CHROMIUM !== undefined && existsSync(CHROMIUM) ? CHROMIUM : null;
}

/** A suite with one browser, whose profile is new and goes away with it. */
export interface BrowserSuite {
  /** For what can be tested without the browser; a suite needs one such test, to be counted. */
  pages: Test;
  /** For what needs it: skipped where there is none. */
  test: Test | Test['skip'];
  /** Opens a document from a file of its own, without any network; what was opened before is closed. */
  open: (text: string, options?: BrowserContextOptions) => Promise<Opened>;
}

export function browserSuite(title: string): BrowserSuite {
  const program = findChromium();
  const pages = suite(title);
  let browser: Browser | null = null;
  pages.before(async () => {
    if (program !== null) browser = await chromium.launch({ executablePath: program, args: FLAGS });
  });
  pages.after(async () => browser?.close());
  return {
    pages,
    test: program === null ? pages.skip : pages,
    open: (text, options = {}) => openDocument(browser as Browser, text, options),
  };
}

/** A page, and all that must not happen on it. */
export interface Opened {
  page: Page;
  /** Each request that it made, except the one for itself. */
  requests: string[];
  /** Errors, and what the console said. */
  complaints: string[];
  /** What its content security policy refused. */
  refused: () => Promise<string[]>;
}

let last: BrowserContext | null = null;

async function openDocument(browser: Browser, text: string, options: BrowserContextOptions): Promise<Opened> {
  const file = join(scratch(), 'report.html');
  writeFileSync(file, text);
  await last?.close();
  const context = await browser.newContext({ offline: true, ...options });
  last = context;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.addInitScript(
    "window.refused = []; addEventListener('securitypolicyviolation', (event) => refused.push(event.violatedDirective))",
  );
  await page.goto(`file://${file}`, { timeout: 120_000 });
  requests.shift();
  return { page, requests, complaints, refused: () => page.evaluate<string[]>('window.refused') };
}
