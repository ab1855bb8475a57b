/** The generator of the recall benchmark: it stands alone, its answers are right, and so are its checksums. */
import { createPrivateKey } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checksums } from '../../../src/judge/checksums/index.js';
import { scratch } from '../../support/repository.js';
import { credential, credentialOf } from './credentials.js';
import { type Answer, generate, readTemplates } from './generate.js';
import { fillTemplate } from './page.js';
import { draw } from './shape.js';
import { parseTemplates, type Template } from './template.js';

const generator = suite('the generator of the recall benchmark');
const folder = fileURLToPath(new URL('.', import.meta.url));

generator('imports nothing of keyfence, and of the tests only chance, the repository and the rivals', () => {
  const own = readdirSync(folder).filter((one) => /(?<!\.test)\.ts$/.test(one));
  for (const file of [...own, '../rivals.ts']) {
    const text = readFileSync(join(folder, file), 'utf8');
    const outside = [...text.matchAll(/'(\.\.\/[^']+)'/g)].map((match) => match[1] as string);
    assert.equal(
      outside.filter((one) => !/^\.\.\/(?:rivals|\.\.\/support\/(?:random|repository))\.js$/.test(one)),
      [],
      file,
    );
    assert.not.match(text, /patterns\//, file);
  }
});

generator('has at least 60 kinds of files, each with a name of its own', () => {
  const names = readTemplates().map(({ id }) => id);
  assert.ok(names.length >= 60);
  assert.is(new Set(names).size, names.length);
});

const top = scratch();
const answers: Answer[] = generate(top, 1);

generator('labels ranges that lie in their file, in order, without overlap', () => {
  for (const { file, places } of answers) {
    const bytes = readFileSync(join(top, file));
    let end = 0;
    for (const place of places) {
      assert.ok(place.start >= end && place.end > place.start, `${file} at ${place.start}`);
      end = place.end;
    }
    assert.ok(end <= bytes.length, file);
  }
});

generator('leaves no slot unfilled', () => {
  for (const { file } of answers) {
    assert.not.match(readFileSync(join(top, file), 'utf8'), /<<(?:clean|secret|public|[a-z]\d\.)/, file);
  }
});

generator('plants secrets of every kind, and more clean texts than secrets', () => {
  const places = answers.flatMap((answer) => answer.places);
  const kinds = new Set(places.flatMap((place) => (place.label === 'secret' ? [place.kind] : [])));
  assert.equal(
    [...kinds].sort(),
    'basic-auth context exact framework own password private-key unlisted web-token'.split(' '),
  );
  const count = (label: string) => places.filter((place) => place.label === label).length;
  assert.ok(count('clean') > 2 * count('secret'));
});

generator('labels exactly the bytes of a secret', () => {
  const [template] = parseTemplates(
    '==== a | json | a.json\n{"é": "<<secret github-personal-access-token>>"}\n',
  );
  const { bytes, places } = fillTemplate(template as Template);
  const [place] = places;
  assert.match(bytes.subarray(place?.start, place?.end).toString(), /^ghp_\w{36}$/);
});

/** A format of the generator and the algorithm of keyfence that must agree with it. */
const CHECKSUMS: [format: string, algorithm: string][] = [
  ['github-personal-access-token', 'crc32-base62-body'],
  ['npm-access-token', 'crc32-base62-body'],
  ['deno-deploy-token', 'crc32-base62-whole'],
  ['apify-api-token', 'crc32-base62-lower-first-whole'],
  ['github-fine-grained-pat', 'github-fine-grained'],
  ['gitlab-personal-access-token-routable', 'gitlab-routable'],
  ['atlassian-api-token', 'crc32-hex-upper-8'],
  ['bitbucket-app-password', 'crc32-hex-upper-8'],
  ['cloudflare-user-api-token', 'cloudflare'],
  ['cashfree-client-secret', 'cashfree'],
  ['canva-client-secret', 'canva'],
  ['grafana-service-account-token', 'grafana'],
  ['confluent-cloud-api-secret', 'confluent'],
  ['azure-storage-account-key', 'azure-identifiable'],
  ['azure-cosmosdb-key', 'azure-identifiable'],
  ['azure-cache-redis-key', 'azure-identifiable'],
  ['azure-container-registry-key', 'azure-identifiable'],
  ['azure-search-key', 'azure-identifiable'],
  ['azure-devops-pat', 'azure-cask'],
  ['azure-entra-client-secret', 'azure-entra'],
  ['azure-devops-pat-legacy', 'azure-devops-legacy'],
  ['age-secret-key', 'age-identity'],
];
for (const [format, algorithm] of CHECKSUMS) {
  generator(`${format}: its checksum is the one that ${algorithm} expects`, () => {
    for (let i = 0; i < 5; i++) {
      const value = credentialOf(format)?.value ?? '';
      assert.ok(checksums[algorithm]?.verify(value));
    }
  });
}

generator('makes private keys that Node reads', () => {
  for (let i = 0; i < 4; i++) assert.ok(createPrivateKey(credential('k').value).type === 'private');
});

generator('refuses a shape with a part that it does not know', () => {
  assert.throws(() => draw('a{nothing}'), /no such part/);
});

generator.run();
