/** JUnit XML, parsed strictly by libxml2 and validated against a schema: Jenkins' (xunit), written after its specification. */
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

const texts = (names: string, use: string) =>
  names.split(' ').map((name) => `<xs:attribute name="${name}" type="xs:string" use="${use}"/>`);

const element = (name: string, type: string) => `<xs:element name="${name}">${type}</xs:element>`;

const words = (attributes: string) =>
  `<xs:complexType mixed="true">${texts(attributes, 'optional').join('')}</xs:complexType>`;

const any = (children: string, attributes: string[]) => {
  const each = children.split(' ').map((child) => `<xs:element ref="${child}"/>`);
  return `<xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">${each.join('')}</xs:choice>${attributes.join('')}</xs:complexType>`;
};

const SECONDS = '<xs:attribute name="time" type="seconds"/>';

const SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:simpleType name="seconds"><xs:restriction base="xs:string"><xs:pattern value="[0-9]+(\\.[0-9]+)?"/></xs:restriction></xs:simpleType>
${element('testsuites', any('testsuite', [...texts('name tests failures errors', 'optional'), SECONDS]))}
${element(
  'testsuite',
  any('testsuite properties testcase system-out system-err', [
    ...texts('name tests failures errors', 'required'),
    ...texts('group skipped timestamp hostname id package file log url', 'optional'),
    SECONDS,
  ]),
)}
${element('properties', any('property', []))}
${element('property', `<xs:complexType>${texts('name value', 'required').join('')}</xs:complexType>`)}
${element(
  'testcase',
  any('skipped error failure system-out system-err', [
    ...texts('name', 'required'),
    ...texts('classname group', 'optional'),
    SECONDS,
  ]),
)}
${['failure', 'error', 'skipped'].map((name) => element(name, words('type message'))).join('')}
<xs:element name="system-out" type="xs:string"/><xs:element name="system-err" type="xs:string"/>
</xs:schema>`;

const validator = XsdValidator.fromDoc(XmlDocument.fromString(SCHEMA));

export interface JUnit {
  failures: number;
  errors: number;
  skipped: number;
}

/** @throws where it is not well-formed, not valid, or where the counts are not those of the test cases. */
export function checkJUnit(report: string): JUnit {
  const document = XmlDocument.fromString(report);
  validator.validate(document);
  const count = (path: string) => document.find(path).length;
  const counted = {
    tests: count('//testcase'),
    failures: count('//testcase/failure'),
    errors: count('//testcase/error'),
    skipped: count('//testcase/skipped'),
  };
  for (const [name, number] of Object.entries(counted)) {
    const told = document.get(`/testsuites/testsuite/@${name}`)?.content;
    if (Number(told) !== number) throw new Error(`${name}: another number`);
  }
  return counted;
}

/** For each test case: class, name, and where it did not pass the outcome, its message and its text. */
export function readTestCases(report: string): string[][] {
  const document = XmlDocument.fromString(report);
  return document.find('//testcase').map((_, at) => {
    const value = (path: string) => document.get(`(//testcase)[${at + 1}]/${path}`)?.content ?? '';
    const outcome = ['failure', 'error', 'skipped'].find((name) => value(`${name}/@message`) !== '');
    const told = outcome === undefined ? [] : [outcome, value(`${outcome}/@message`), value(outcome)];
    return [value('@classname'), value('@name'), ...told];
  });
}
