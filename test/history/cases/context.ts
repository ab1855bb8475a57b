/** Secrets that only something elsewhere in the file, or in the project, makes one. */

import { asSecret } from '../../support/record.js';
import { randomText } from '../../support/sample.js';
import { content } from '../history-writer.js';
import type { Case, Desk } from './desk.js';

/** A pattern whose values count near the name of their provider. */
const NEAR = 'datadog-api-key';

/** What the project's own format begins with. */
export const OWN_PREFIX = 'LIC-';

/** The names in the generated project's schema: a value that is looked for, and a format of the project's own. */
export const SCHEMA = {
  version: 1,
  required: {
    application: {
      SESSION_SIGNING_KEY: {},
      LICENSE_KEY: { format: `${OWN_PREFIX}...-...`, alphabet: 'A-Z0-9', length: [8, 24] },
    },
  },
};

const nested: Case = (desk) => {
  const kinds: [ending: string, write: (value: string, others: string) => string][] = [
    ['.yaml', (value, others) => `datadog:\n${others}  api_key: ${value}\n`],
    ['.json', (value, others) => `{\n  "datadog": {\n${json(others)}    "apiKey": "${value}"\n  }\n}\n`],
  ];
  for (const [ending, write] of kinds) {
    const plant = desk.plant(`its name stands lines above, ${ending}`, { pattern: NEAR, shownBy: 'text' });
    const others = settings(desk, 2);
    const top = ending === '.yaml' ? settings(desk, 90).replaceAll('  ', '') : '';
    const before = top + write('null', others);
    desk.versions(desk.path(ending), [before, content(top + write(plant.secret, others), plant), before]);
  }
};

const nameChanged: Case = (desk) => {
  const plant = desk.plant('the name above it changes', { pattern: NEAR, shownBy: 'text' });
  const others = settings(desk, 2);
  const top = settings(desk, 90).replaceAll('  ', '');
  const text = (name: string) => `${top}${name}:\n${others}  key: ${plant.secret}\n`;
  desk.versions(desk.path('.yaml'), [text('checksums'), content(text('datadog'), plant), text('checksums')]);
};

const assigned: Case = (desk) => {
  const plant = desk.plant('a generic credential', {
    pattern: 'generic-password-assignment',
    secret: asSecret(`${randomText(9)}!${randomText(9)}`),
    shownBy: 'text',
  });
  const [head, tail] = [desk.filler(4000), desk.filler(4000)];
  const text = (value: string) => `${head}db_password = "${value}"\n${tail}`;
  desk.versions(desk.path('.py'), [text(''), content(text(plant.secret), plant), text('')]);
};

const known: Case = (desk) => {
  const value = asSecret(randomText(32));
  const plant = desk.plant('a value of the schema', {
    pattern: 'known-value',
    secret: value,
    shownBy: 'text',
  });
  desk.env.SESSION_SIGNING_KEY = value;
  const [head, tail] = [desk.filler(4000), desk.filler(4000)];
  const text = (line: string) => `${head}${line}\n${tail}`;
  desk.versions(desk.path(), [text(''), content(text(`see ${value} there`), plant), text('')]);
};

const own: Case = (desk) => {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const secret = asSecret(`${OWN_PREFIX}${randomText(8, letters)}-${randomText(24, letters)}`);
  const pattern = 'schema:LICENSE_KEY';
  const plant = desk.plant("a format of the project's own", { pattern, secret, shownBy: 'text' });
  const [head, tail] = [desk.filler(4000), desk.filler(4000)];
  const text = (line: string) => `${head}${line}\n${tail}`;
  desk.versions(desk.path(), [text(''), text(secret.slice(0, 20)), content(text(secret), plant), text('')]);
};

function settings(desk: Desk, lines: number): string {
  return Array.from({ length: lines }, (_, i) => `  option_${i}: ${desk.random(10_000)}\n`).join('');
}

function json(lines: string): string {
  return lines.replace(/ {2}(\w+): (\d+)\n/g, '    "$1": $2,\n');
}

export const context: Case[] = [nested, nameChanged, assigned, known, own];
