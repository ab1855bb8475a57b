/** Foreign decisions as entries of keyfence, and what became of each. */
import type { AllowEntry, PathRule } from '../config/configuration.js';
import { bytesOf } from '../config/configuration.js';
import { coverageOf, whatIsWrong } from '../config/path-rule.js';
import type { Engine } from '../detect/regex.js';
import type { ByteString, Finding, PatternRecord } from '../types.js';
import { compileForeign, hashedTo, holdingWord, matchedBy } from './covered.js';
import { toPattern } from './own-pattern.js';
import { rulesOfPathRegex } from './path-regex.js';
import type { Project } from './project.js';
import type { Decision, Foreign } from './types.js';

/** What became of one decision. Both texts are keyfence's own words. */
export interface Outcome {
  where: string;
  isCarried: boolean;
  told: string;
}

/** What is to be written. */
export interface Plan {
  allow: AllowEntry[];
  paths: PathRule[];
  /** Fingerprints for the baseline. */
  baseline: Set<string>;
  /** By id. */
  patterns: Map<string, PatternRecord>;
  outcomes: Outcome[];
}

export interface PlanOptions {
  /** What the reasons begin with: "imported from gitleaks". */
  origin: string;
  /** What every entry says of who decided, and when. */
  signature: { who?: string; added: string };
  project: Project;
  engine: Engine;
  /** All paths of the project, from the top level. */
  files: readonly ByteString[];
  /** Fingerprints and paths that have entries already. */
  known: ReadonlySet<string>;
  /** The ids of the catalog. */
  patternIds: ReadonlySet<string>;
  /** Whether a text may not be written down. */
  holdsSecret(text: string): Promise<boolean>;
}

const LONGEST = 200; // characters of a foreign description

export class Planner {
  readonly plan: Plan = { allow: [], paths: [], baseline: new Set(), patterns: new Map(), outcomes: [] };
  private readonly options: PlanOptions;
  private readonly known: Set<string>;

  constructor(options: PlanOptions) {
    this.options = options;
    this.known = new Set(options.known);
  }

  /** Takes over what can be, and notes what became of it. */
  async add(foreign: Foreign): Promise<void> {
    const { isCarried, told } = await this.carry(foreign, foreign.decision);
    this.plan.outcomes.push({ where: foreign.where, isCarried, told });
  }

  private async carry(foreign: Foreign, decision: Decision): Promise<Omit<Outcome, 'where'>> {
    const { project, engine } = this.options;
    switch (decision.kind) {
      case 'none':
        return left(decision.why);
      case 'place':
        return this.carryPlace(foreign, decision);
      case 'hash':
        return this.carryHash(foreign, decision);
      case 'comment':
        return this.allow(foreign, [...project.covered(decision.covers)], NO_COMMENT);
      case 'word':
        return this.allowByLooks(foreign, holdingWord(decision.word, project));
      case 'value regex': {
        const matcher = compileForeign(decision.source, engine);
        if (matcher === null) return left('its regex is none that RE2 reads');
        return this.allowByLooks(foreign, matchedBy(matcher, decision.target, project));
      }
      case 'path regex':
        return this.carryPathRegex(foreign, decision.source);
      case 'path rule':
        return this.addRules(foreign, [decision.rule]);
      case 'pattern':
        return this.addPattern(foreign, decision);
    }
  }

  private async carryPlace(
    foreign: Foreign,
    { file, line, commit }: Extract<Decision, { kind: 'place' }>,
  ): Promise<Omit<Outcome, 'where'>> {
    const { project } = this.options;
    if (commit === null) return this.allow(foreign, project.at(file, line), NOTHING_THERE);
    const findings = await project.atCommit(commit, file, line);
    if (findings === null) return left('this clone has no such file in that commit');
    return this.allow(foreign, findings, NOTHING_THERE);
  }

  private async carryHash(
    foreign: Foreign,
    { file, sha1, isHarmless }: Extract<Decision, { kind: 'hash' }>,
  ): Promise<Omit<Outcome, 'where'>> {
    const { project } = this.options;
    if (!project.has(file)) return left(NOTHING_THERE);
    const findings = hashedTo(sha1, file, project);
    if (findings.length === 0) return left('keyfence finds no secret with that hash in the file');
    if (isHarmless) return this.allow(foreign, findings, NOTHING_THERE);
    const fingerprints = new Set(findings.map(({ fingerprint }) => fingerprint));
    const fresh = [...fingerprints].filter((one) => !this.known.has(one) && !this.plan.baseline.has(one));
    for (const fingerprint of fresh) this.plan.baseline.add(fingerprint);
    return carried(fresh.length > 0 ? `baseline: ${fresh.join(', ')}` : KNOWN);
  }

  /** Nobody looked at each of these: what is a credential beyond doubt is left to a person. */
  private async allowByLooks(
    foreign: Foreign,
    findings: readonly Finding[],
  ): Promise<Omit<Outcome, 'where'>> {
    const harmless = findings.filter((finding) => !isBeyondDoubt(finding));
    const left = findings.length - harmless.length;
    const outcome = await this.allow(foreign, harmless, 'it covers nothing that keyfence reports');
    if (left === 0) return outcome;
    const told = `${left} of what it covers ${left === 1 ? 'is a credential' : 'are credentials'} beyond doubt: keyfence allow, one by one`;
    return { ...outcome, told: harmless.length > 0 ? `${outcome.told}; ${told}` : told };
  }

  private async allow(
    foreign: Foreign,
    findings: readonly Finding[],
    nothing: string,
  ): Promise<Omit<Outcome, 'where'>> {
    if (findings.length === 0) return left(nothing);
    const reason = await this.reasonOf(foreign);
    const fingerprints = new Set(findings.map(({ fingerprint }) => fingerprint));
    const fresh = [...fingerprints].filter((fingerprint) => !this.known.has(fingerprint));
    for (const fingerprint of fresh) {
      this.known.add(fingerprint);
      this.plan.allow.push({ fingerprint, reason, ...this.options.signature });
    }
    return carried(fresh.length > 0 ? `allow: ${fresh.join(', ')}` : KNOWN);
  }

  private async carryPathRegex(foreign: Foreign, source: string): Promise<Omit<Outcome, 'where'>> {
    const rules = rulesOfPathRegex(source);
    const matcher = compileForeign(source, this.options.engine);
    if (rules === null || matcher === null) return left('its regex has no equal in the syntax of .gitignore');
    if (rules.some((rule) => whatIsWrong(bytesOf(rule)) !== null)) return left(WIDE);
    const covers = rules.map((rule) => coverageOf(bytesOf(rule)));
    const isSame = this.options.files.every(
      (file) => covers.some((isCovered) => isCovered(file)) === (matcher.find(file) !== null),
    );
    if (!isSame) return left('in the syntax of .gitignore it would cover other files of this project');
    return this.addRules(foreign, rules);
  }

  private async addRules(foreign: Foreign, rules: readonly string[]): Promise<Omit<Outcome, 'where'>> {
    if (rules.some((rule) => /^[!#]/.test(rule) || whatIsWrong(bytesOf(rule)) !== null)) return left(WIDE);
    for (const rule of rules) if (await this.options.holdsSecret(rule)) return left(HOLDS_SECRET);
    const reason = await this.reasonOf(foreign);
    const fresh = rules.filter((path) => !this.known.has(path));
    for (const path of fresh) {
      this.known.add(path);
      this.plan.paths.push({ path, reason, ...this.options.signature });
    }
    const rule = fresh.length === 1 ? 'path rule' : 'path rules';
    return carried(
      fresh.length > 0
        ? `${fresh.length} ${rule}; what is a credential beyond doubt is reported all the same`
        : KNOWN,
    );
  }

  private async addPattern(
    { description }: Foreign,
    decision: Extract<Decision, { kind: 'pattern' }>,
  ): Promise<Omit<Outcome, 'where'>> {
    if (await this.options.holdsSecret(`${decision.source}\n${decision.id}`)) return left(HOLDS_SECRET);
    const taken = new Set([...this.options.patternIds, ...this.plan.patterns.keys()]);
    const own = toPattern(decision, { taken, title: await this.cleanText(description) });
    if (own.kind === 'none') return left(own.why);
    this.plan.patterns.set(own.id, own.record);
    return carried(`pattern ${own.id}; its entropy and keywords do not count any more`);
  }

  private async reasonOf({ where, description }: Foreign): Promise<string> {
    const text = (await this.cleanText(description)) ?? where;
    return `${this.options.origin}: ${text}`;
  }

  /** On one line, cut to a length, and null where it would bring a secret. */
  private async cleanText(text: string | null): Promise<string | null> {
    const line = text?.replace(/[\s\p{C}]+/gu, ' ').trim();
    if (!line || (await this.options.holdsSecret(line))) return null;
    return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
  }
}

const KNOWN = 'it has an entry already';
const NOTHING_THERE = 'keyfence reports nothing there';
const NO_COMMENT = 'none stands at what keyfence reports';
const WIDE = 'a path rule may hold four * at most, two in one name, and no !';
const HOLDS_SECRET = 'it holds what looks like a secret';

function isBeyondDoubt({ verdict, pattern }: Finding): boolean {
  return verdict === 'checksum-valid' || verdict === 'known-value' || pattern.includes('private-key');
}

function carried(told: string): Omit<Outcome, 'where'> {
  return { isCarried: true, told };
}

function left(told: string): Omit<Outcome, 'where'> {
  return { isCarried: false, told };
}
