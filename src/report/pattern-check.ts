/** What is wrong with a project's own patterns, each in two lines: where and what, then what to do. */
import type { Checked, Told } from '../pattern-check/told.js';
import { displayText } from './display.js';

/** Faults first, then what is only worth knowing; empty where there is neither. */
export function reportPatternCheck({ faults, notes }: Checked): string {
  return [...faults.map((fault) => twoLines(fault)), ...notes.map((note) => twoLines(note, 'note: '))].join(
    '',
  );
}

function twoLines({ where, what, remedy }: Told, before = ''): string {
  return `${before}${displayText(where)}: ${displayText(what)}\n  ${displayText(remedy)}\n`;
}

/** The line that closes a check. @param file as it was given. */
export function reportCheckReceipt(file: string, { patterns, samples, nearMisses, faults }: Checked): string {
  const tried = `${count(patterns, 'pattern')}, ${count(samples, 'sample')}, ${nearMisses} near misses`;
  const nothing = patterns === 0 ? 'nothing to check' : 'no fault';
  const outcome = faults.length === 0 ? nothing : count(faults.length, 'fault');
  return `keyfence: ${displayText(file)}: ${tried} - ${outcome}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
