/** Recognises source code in files whose names are words that programs use too: `credentials`, `shadow`, `identity`. */

import type { ByteString } from '../../types.js';
import { readLineLeaves } from './line-leaves.js';
import { isLiteralCredential } from './literal-values.js';
import { type Subject, splitLines } from './subject.js';

/** Endings of programs, pages and documents. Data formats are not among them. */
const SOURCE_ENDINGS = new Set(
  (
    'adoc astro bash bat c cc cjs clj cljs cpp cs css cts cxx d dart ejs el elm erb erl ex exs f90 fs fsx go groovy h hbs ' +
    'hpp hrl hs htm html java jl js jsx kt kts less lisp lua m md mdx mjs ml mli mm mts nim nix pas php pl pm po pot proto ' +
    'ps1 py pyi pyx r rb rs rst sass scala scm scss sh sol sql styl svelte svg swift t tcl tex tf thrift ts tsx v vb vue zig zsh'
  ).split(' '),
);

/** How a line of a program begins. `export NAME=` is no program, but a list of settings. */
const CODE_LINE = new RegExp(
  '^(?:import\\s|from \\S+ import\\s|package \\w|#include\\b|using \\w|require[ (]|module[ .]|namespace \\w|' +
    'def \\w|class \\w|function\\b|func \\w|fn \\w|pub \\w|const \\w|let \\w|var \\w|struct \\w|type \\w+ |' +
    'public \\w|private \\w|export (?:default|const|let|function|class|type|interface|async|abstract|enum|\\*|\\{)|' +
    '<\\?php|<!DOCTYPE|<html|<svg|@import |@mixin |@include )',
);
/** How a program asks its surroundings for a value. */
const READS = /environ|getenv|keyring|check_output|subprocess/;
const STYLE_RULE = /^[.#:@&*[\]\w>~+ ,-]{1,200}\{\s*$/;

/** A source file, judging by its ending. A program that only prints a text is a password in disguise. */
export function isSourceFile({ name, text }: Subject): boolean {
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || !SOURCE_ENDINGS.has(name.slice(dot + 1))) return false;
  return text === null || !printsLiteral(text);
}

/** A text in a file without an ending that reads like a program and assigns no credential. */
export function isSourceCode({ text }: Subject): boolean {
  if (text === null || /-----BEGIN|PRIVATE KEY/.test(text) || printsLiteral(text)) return false;
  return readsLikeProgram(text) && readLineLeaves(text).every((leaf) => !isLiteralCredential(leaf));
}

/** Whether all that a script does is to print something written in it. */
export function printsLiteral(text: ByteString): boolean {
  const statements = splitLines(text).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const prints = statements.filter((line) =>
    /^\s*(?:echo|printf|print|puts)\b[^$`]*$/.test(line.slice(0, 1000)),
  );
  return prints.length > 0 && prints.length === statements.length && !READS.test(text);
}

function readsLikeProgram(text: ByteString): boolean {
  const lines = splitLines(text).map((line) => line.trim());
  if (lines[0]!.startsWith('#!')) return true;
  if (lines.some((line) => CODE_LINE.test(line))) return true;
  return lines.some((line) => STYLE_RULE.test(line)) && lines.includes('}');
}
