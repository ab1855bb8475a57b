/** GitLab's report formats as JSON Schemas: as much as our reports use, written after their specification (15.0.7). */
import { Ajv } from 'ajv';

const text = { type: 'string', minLength: 1 };
const time = { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$` };
const line = { type: 'integer', minimum: 1 };

/** All properties are asked for, but for those that are named; none beside them is taken. */
function closed(properties: Record<string, object>, ...optional: string[]): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

const tool = closed({ id: text, name: text, version: text, vendor: closed({ name: text }) });
const detail = {
  oneOf: [
    closed({ type: { const: 'text' }, name: text, value: { type: 'string' } }),
    closed({ type: { const: 'commit' }, name: text, value: text }),
  ],
};

const SECRET_DETECTION = closed({
  version: { const: '15.0.7' },
  schema: { type: 'string', pattern: '^https?://.+' },
  scan: closed({
    analyzer: tool,
    scanner: tool,
    type: { const: 'secret_detection' },
    start_time: time,
    end_time: time,
    status: { enum: ['success', 'failure'] },
    messages: { type: 'array', items: closed({ level: { enum: ['info', 'warn', 'fatal'] }, value: text }) },
  }),
  vulnerabilities: {
    type: 'array',
    items: closed({
      id: {
        type: 'string',
        pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
      },
      name: { type: 'string', maxLength: 255 },
      description: { type: 'string', maxLength: 1048576 },
      severity: { enum: ['Info', 'Unknown', 'Low', 'Medium', 'High', 'Critical'] },
      solution: { type: 'string', maxLength: 7000 },
      identifiers: { type: 'array', minItems: 1, items: closed({ type: text, name: text, value: text }) },
      links: {
        type: 'array',
        items: closed({ name: text, url: { type: 'string', pattern: '^(?:https?|ftp)://.+' } }),
      },
      location: closed({
        file: text,
        start_line: line,
        end_line: line,
        commit: closed({ sha: text, author: { type: 'string' }, date: { type: 'string' } }, 'author', 'date'),
      }),
      details: { type: 'object', additionalProperties: detail },
    }),
  },
});

const CODE_QUALITY = {
  type: 'array',
  items: closed({
    description: text,
    check_name: text,
    fingerprint: text,
    severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
    location: closed({
      path: { type: 'string', minLength: 1, not: { pattern: String.raw`^\./` } },
      lines: closed({ begin: line, end: line }),
    }),
  }),
};

const ajv = new Ajv({ allErrors: true, strict: false });
const isSecretDetection = ajv.compile(SECRET_DETECTION);
const isCodeQuality = ajv.compile(CODE_QUALITY);

export interface SecretDetection {
  scan: {
    start_time: string;
    end_time: string;
    status: string;
    messages: { level: string; value: string }[];
  };
  vulnerabilities: {
    id: string;
    name: string;
    description: string;
    severity: string;
    solution: string;
    identifiers: object[];
    links: object[];
    location: { commit: object };
    details: Record<string, { type: string; value: string }>;
  }[];
}

/** @throws with what is wrong. */
export function checkSecretDetection(report: string): SecretDetection {
  const document = JSON.parse(report) as SecretDetection;
  if (!isSecretDetection(document)) throw new Error(ajv.errorsText(isSecretDetection.errors));
  expectDistinct(document.vulnerabilities.map(({ id }) => id));
  return document;
}

export interface QualityIssue {
  description: string;
  check_name: string;
  fingerprint: string;
  severity: string;
  location: { path: string; lines: { begin: number; end: number } };
}

/** @throws with what is wrong. */
export function checkCodeQuality(report: string): QualityIssue[] {
  const issues = JSON.parse(report) as QualityIssue[];
  if (!isCodeQuality(issues)) throw new Error(ajv.errorsText(isCodeQuality.errors));
  expectDistinct(issues.map(({ fingerprint }) => fingerprint));
  return issues;
}

function expectDistinct(ids: readonly string[]): void {
  if (new Set(ids).size < ids.length) throw new Error('an id stands there twice');
}
