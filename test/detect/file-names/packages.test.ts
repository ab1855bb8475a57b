/** Content that lets the settings of package managers, Git and build tools pass. */

import { suite } from 'uvu';
import type { Severity } from '../../../src/types.js';
import { assertPasses, assertRefused, randomText, word } from './guard.js';

const packages = suite('content of package manager settings');

interface Case {
  path: string;
  severity: Severity;
  passes: string[];
  refused: string[];
}

const registry = '//registry.npmjs.org/';
const address = (userinfo: string) => ['https:', `${userinfo}@pypi.example.com/simple`].join('//');

const CASES: readonly Case[] = [
  {
    path: '.npmrc',
    severity: 'high',
    passes: [
      'registry=https://registry.npmjs.org/\nengine-strict=true\nsave-exact=true\n',
      `${registry}:_authToken=\${NPM_TOKEN}\n`,
      `${registry}:_authToken = "\${NPM_TOKEN}"\n`,
      `; ${registry}:_authToken=\${NPM_TOKEN}\n_auth=\nalways-auth=true\n`,
    ],
    refused: [
      `${registry}:_authToken=${randomText(36)}\n`,
      `${registry}:_authToken = "${randomText(36)}"\r\nregistry=https://example.com/\r\n`,
      `_auth=${randomText(20)}\n`,
      `${registry}:_password=${word}\n${registry}:username=jane\n`,
      `${registry}:_AUTHTOKEN=\${NPM_TOKEN}${randomText(20)}\n`,
      `${registry}:_authToken=\${NPM_TOKEN:-${randomText(20)}}\n`,
      `registry=${address('jane:hunter2wins')}\n`,
      `\0${registry}:_authToken=\${NPM_TOKEN}\n`,
    ],
  },
  {
    path: '.yarnrc.yml',
    severity: 'medium',
    passes: [
      'nodeLinker: node-modules\nyarnPath: .yarn/releases/yarn-4.cjs\n',
      `npmScopes:\n  app:\n    npmAuthToken: "\${NPM_TOKEN:-}"\n`,
    ],
    refused: [
      `npmAuthToken: ${randomText(36)}\n`,
      `npmScopes:\n  app:\n    npmAuthIdent: "jane:${randomText(12)}"\n`,
    ],
  },
  {
    path: '.pypirc',
    severity: 'critical',
    passes: ['[distutils]\nindex-servers = pypi\n\n[pypi]\nusername = __token__\n', '[pypi]\npassword =\n'],
    refused: [
      `[pypi]\nusername = __token__\npassword = pypi-${randomText(60)}\n`,
      '[pypi]\nusername: jane\npassword: changeme\n',
      `[private]\nrepository = ${address('jane:hunter2wins')}\n`,
    ],
  },
  {
    path: 'pip.conf',
    severity: 'medium',
    passes: [
      '[global]\nindex-url = https://pypi.org/simple\n',
      `[global]\nindex-url = ${address(['$', '{USER}:$', '{TOKEN}'].join(''))}\n`,
    ],
    refused: [
      `[global]\nindex-url = ${address('jane:hunter2wins')}\n`,
      `[global]\nindex-url = ${address(randomText(30))}\n`,
    ],
  },
  {
    path: 'pip.ini',
    severity: 'medium',
    passes: ['[global]\ntimeout = 60\n'],
    refused: [address('jane:hunter2wins')],
  },
  {
    path: 'auth.json',
    severity: 'medium',
    passes: ['{}', '{ "http-basic": {}, "version": 2 }', '{ "github-oauth": { "github.com": "<token>" } }'],
    refused: [
      `{ "http-basic": { "example.com": { "username": "jane", "password": "${randomText(14)}" } } }`,
      `{ "github-oauth": { "github.com": "${randomText(40)}" } }`,
      'no json',
    ],
  },
  {
    path: '.gitconfig',
    severity: 'medium',
    passes: [
      '[user]\n  name = Jane\n  email = jane@example.com\n[url "ssh://git@github.com/"]\n  insteadOf = https://github.com/\n',
    ],
    refused: [
      `[url "${['https:', `jane:${randomText(20)}@github.com/`].join('//')}"]\n  insteadOf = https://github.com/\n`,
      `[url "${['https:', `${randomText(20)}@github.com/`].join('//')}"]\n  insteadOf = https://github.com/\n`,
      '[http]\n  extraHeader = Authorization: Basic x\n',
    ],
  },
  {
    path: '.m2/settings.xml',
    severity: 'high',
    passes: [
      '<settings><mirrors/></settings>',
      `<settings><servers><server><username>x</username><password>\${env.TOKEN}</password></server></servers></settings>`,
      '<settings><servers><server><password></password></server></servers></settings>',
    ],
    refused: [
      '<settings><server><password>hunter2wins</password></server></settings>',
      '<settings><server><password>changeit</password></server></settings>',
      '<settings><server><password><![CDATA[hunter2wins]]></password></server></settings>',
      '<settings><server><passphrase>{hunter2wins=}</passphrase></server></settings>',
      '<!-- <password>hunter2wins</password> --><settings/>',
      'no xml',
    ],
  },
  {
    path: 'gradle.properties',
    severity: 'low',
    passes: ['org.gradle.jvmargs=-Xmx2g\nandroid.useAndroidX=true\n'],
    refused: [`signingPassword=${randomText(14)}\n`, `githubToken=${randomText(36)}\n`],
  },
  {
    path: 'local.properties',
    severity: 'medium',
    passes: [
      '# made by Android Studio\nsdk.dir=/Users/jane/Library/Android/sdk\n',
      'sdk.dir=C\\:\\\\Sdk\r\n',
    ],
    refused: ['sdk.dir=/opt/sdk\nMAPS_API_KEY=hunter2wins\n', 'mapsKey=x\n'],
  },
  {
    path: '.sentryclirc',
    severity: 'high',
    passes: [
      '[defaults]\nurl=https://sentry.io/\norg=acme\nproject=app\n',
      '[auth]\ntoken=\n',
      `[auth]\ntoken=\${SENTRY_TOKEN}\n`,
    ],
    refused: [`[auth]\ntoken=${randomText(64)}\n`, '[auth]\ntoken=changeme\n'],
  },
  {
    path: 'sentry.properties',
    severity: 'high',
    passes: ['defaults.url=https://sentry.io/\ndefaults.org=acme\n'],
    refused: [`defaults.org=acme\nauth.token=${randomText(64)}\n`],
  },
];

for (const { path, severity, passes, refused } of CASES) {
  packages(`${path} passes without a login, or with a reference to one`, () => {
    for (const content of passes) assertPasses(path, content);
  });

  packages(`${path} is ${severity} with a login in it`, () => {
    for (const content of refused) assertRefused(path, content, severity);
  });
}

packages.run();
