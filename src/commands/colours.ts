/** The colours of a terminal: a file of its own, because most runs have nothing to colour. */
import chalk from 'chalk';
import type { Paint } from '../report/paint.js';

export const COLOURS: Paint = chalk;
