/** What the stages of the bin are, from what every run needs to what few do. */
import type { Stage } from './stages.js';

export const STAGES: readonly Stage[] = [
  { name: 'main', begins: ['cli.ts', 'package/assets.ts'] },
  { name: 'scanning', begins: ['scanner.ts', 'commands/run-scan.ts'] },
  { name: 'assigned', begins: ['detect/assigned-values.ts', 'detect/nearby.ts'] },
  {
    name: 'findings',
    begins: ['judge/judge.ts', 'judge/places.ts', 'exceptions/private-keys.ts', 'report/text.ts'],
  },
  { name: 'json', begins: ['json/json-file.ts', 'json/json-document.ts'] },
  { name: 'json-places', begins: ['json/json-places.ts', 'json/problem.ts'] },
  { name: 'configuration', begins: ['config/form.ts', 'config/path-rule.ts', 'exceptions/written.ts'] },
  { name: 'schemas', begins: ['schema/read-schema.ts', 'schema/named-files.ts', 'detect/index-patterns.ts'] },
  {
    name: 'known-values',
    begins: [
      'detect/known-values.ts',
      'detect/known-values/known-value.ts',
      'environment/collect.ts',
      'environment/template-values.ts',
    ],
  },
  { name: 'vaults', begins: ['vaults/vaults.ts', 'vaults/collect.ts'] },
  {
    name: 'guarded-files',
    begins: [
      'detect/file-names/checks.ts',
      'detect/file-names/encryption.ts',
      'detect/file-names/subject.ts',
      'commands/guard-advice.ts',
    ],
  },
  { name: 'message', begins: ['sources/message.ts'] },
  { name: 'commits', begins: ['sources/push.ts', 'sources/range.ts', 'exceptions/added.ts'] },
  { name: 'tree', begins: ['sources/tree.ts', 'sources/staged-and-named.ts', 'sources/working-files.ts'] },
  { name: 'streams', begins: ['sources/stream.ts', 'sources/text.ts'] },
  {
    name: 'history',
    begins: ['history/source.ts', 'sifting/packs/lookout.ts', 'sifting/packs/ahead.ts', 'sightings.ts'],
  },
  { name: 'shards', begins: ['shards/open-shard.ts', 'shards/read-shard.ts'] },
  { name: 'merging', begins: ['commands/merge.ts'] },
  { name: 'html', begins: ['report/html/report.ts'] },
  {
    name: 'machine-reports',
    begins: [
      'commands/write-reports.ts',
      'report/text-file.ts',
      'report/json-lines.ts',
      'report/sarif/report.ts',
      'report/github.ts',
      'report/gitlab.ts',
      'report/gitlab-quality.ts',
      'report/junit.ts',
      'report/csv.ts',
      'report/markdown.ts',
    ],
  },
  { name: 'reports', begins: ['report/json.ts', 'report/remedies.ts', 'report/formats.ts'] },
  { name: 'colours', begins: ['commands/colours.ts'] },
  { name: 'containers', begins: ['decode/containers.ts'] },
  { name: 'skipping', begins: ['audit/skip-log.ts', 'git/identity.ts', 'commands/holds-secret.ts'] },
  { name: 'progress-bar', begins: ['commands/progress-bar.ts'] },
  { name: 'installing', begins: ['commands/init.ts', 'commands/uninstall.ts'] },
  { name: 'command-line', begins: ['commands/command-line.ts'] },
  { name: 'doctor', begins: ['commands/doctor.ts'] },
];
