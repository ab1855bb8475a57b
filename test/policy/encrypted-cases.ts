/** Cases of lines about encrypted files: a repository with these files, and what the line says of it. */
import type { Test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Line } from '../../src/policy/line.js';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { answered } from './answered.js';

export const secret = () => asSecret(randomText(24));
/** A value as SOPS writes it. */
export const ENC = 'ENC[AES256_GCM,data:aGVsbG8=,iv:aGVsbG8=,tag:aGVsbG8=,type:str]';

/** The problems, empty for a pass, or the outcome where it is neither. */
type Expected = string[] | 'not-applicable';

export type Case = [line: Line, title: string, files: Record<string, string>, expected: Expected];

export function expectCases(suite: Test, cases: readonly Case[]): void {
  for (const [line, title, files, expected] of cases) {
    suite(`${line.id}: ${title}`, async () => {
      const repository = new Repository().stage(files);
      const { outcome, problems } = await answered(repository, line);
      if (expected === 'not-applicable') {
        assert.is(outcome, expected);
      } else {
        assert.equal(problems.sort(), expected);
        assert.is(outcome, expected.length > 0 ? 'fail' : 'pass');
      }
    });
  }
}
