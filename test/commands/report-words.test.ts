/** Which reports the typed words ask for. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readReportWords, TEXT_ALONE } from '../../src/commands/report-words.js';

const reportWords = suite('--format and --output');

/** `reports`: the format of each, and behind a colon its file. */
function expectReports(words: string, reports: string[], others: string[] = []): void {
  reportWords(`${words || '(nothing)'}: ${reports.join(', ')}`, () => {
    const read = readReportWords(words.split(' ').filter(Boolean));
    assert.equal(
      (read.reports ?? TEXT_ALONE).map(({ format, file }) => (file === null ? format : `${format}:${file}`)),
      reports,
    );
    assert.equal(read.words, others);
  });
}

expectReports('', ['text']);
expectReports('--format json', ['json']);
expectReports('--format=json', ['json']);
expectReports('--format sarif --output a.sarif --format csv --output b', ['sarif:a.sarif', 'csv:b']);
expectReports('--output=a.sarif --output=b.csv', ['sarif:a.sarif', 'csv:b.csv']);
expectReports('--output a.xml', ['junit:a.xml']);
expectReports('--format json --output a.json --output b.csv', ['json:a.json', 'csv:b.csv']);
expectReports('--output a.csv --format json', ['csv:a.csv', 'json']);
expectReports('--format github --format sarif --output a.sarif', ['github', 'sarif:a.sarif']);
expectReports('--format sarif --output a.json', ['sarif:a.json']);
expectReports('--format json --output -', ['json']);
expectReports('--output a.csv --output -', ['csv:a.csv', 'text']);
expectReports('--output=-a.csv', ['csv:-a.csv']);
expectReports('scan - --format json x --output=a.md -q', ['json:a.md'], ['scan', '-', 'x', '-q']);
expectReports(
  '--formats --output-x --format.a=json',
  ['text'],
  ['--formats', '--output-x', '--format.a=json'],
);
for (const name of [
  'text',
  'json',
  'jsonl',
  'sarif',
  'github',
  'gitlab',
  'gitlab-quality',
  'junit',
  'csv',
  'markdown',
  'html',
]) {
  expectReports(`--format ${name}`, [name]);
}

function expectRefusal(words: string, message: string, remedy: string): void {
  reportWords(`${words}: ${message}`, () => {
    try {
      readReportWords(words.split(' '));
    } catch (error) {
      const { message: told, remedy: advice } = error as Error & { remedy: string };
      assert.equal([told, advice], [message, remedy]);
      return;
    }
    assert.unreachable('it was taken');
  });
}

const stdout = [
  'only one report can go to standard output',
  'give the others a file: --format sarif --output FILE',
];
expectRefusal('--format json --format csv', ...(stdout as [string, string]));
expectRefusal('--format json --output - --output -', ...(stdout as [string, string]));
const oneFile = ['--output: two reports cannot go to one file', 'give each a file of its own'];
expectRefusal('--output a.csv --output ./a.csv', ...(oneFile as [string, string]));
expectRefusal('--format json --output a --format csv --output x/../a', ...(oneFile as [string, string]));
const none = ['--output: expected a file', 'give one, or - for standard output'];
for (const words of [
  '--output',
  '--output=',
  '--output --quiet',
  '--format json --output',
  '--output -x.csv',
]) {
  expectRefusal(words, ...(none as [string, string]));
}
expectRefusal(
  '--output a.log',
  '--output: its name tells no format',
  'type --format before it, or end it with one of .sarif.json, .sarif, .jsonl, .json, .csv, .md, .html, .xml, .txt',
);

reportWords.run();
