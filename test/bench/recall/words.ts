/** Filler: the words, names, hosts and sentences of ordinary files. None of it looks like a secret. */
import { between, pick } from './chance.js';

const NOUNS =
  'account address article asset audit backup basket batch billing booking bridge bucket cache campaign catalog channel checkout client cluster comment contact course customer dashboard dataset delivery device discount document domain driver event export feature feed file folder forecast fulfilment gateway group hotel import index inventory invoice item job journal label ledger lesson license listing loader mailer market meeting member menu message metric module monitor movie news note notification offer order owner package parcel partner payment permission photo planner player podcast policy portal portfolio price product profile project promo property queue quote recipe record refund region registry relay rental report request reservation resource response review reward role route schedule search segment sensor service session setting shipment site snapshot source stage station statement stock storage store stream student subscriber survey sync tag task team template tenant ticket timeline topic tracker transfer trip unit upload user vehicle vendor video viewer visitor voucher wallet warehouse webhook widget worker workflow workspace'.split(
    ' ',
  );
const PEOPLE =
  'anna ben carla daniel elena farid grace hugo ines jonas katja liam maria nadia oscar paula quentin rosa samir tessa umar vera willem xenia yusuf zoe'.split(
    ' ',
  );
const SURNAMES =
  'adler bianchi costa dubois eriksen fischer garcia haas ivanov jensen keller lindqvist moreau novak okafor petrov quinn rossi schmidt tanaka ueda varga weber yilmaz zimmer'.split(
    ' ',
  );
const COMPANIES =
  'northwind bluebird greenleaf redwood silverline ironbridge lakeside brightpath cornerstone fairview goldcrest highland meridian oakfield pinecrest riverbend stonegate sunrise westport wildflower'.split(
    ' ',
  );
const TOPS = ['com', 'io', 'net', 'org', 'co', 'dev', 'eu', 'de'];
const VERBS =
  'add build check clean close collect copy create drop fetch filter find handle import list load merge move open parse publish read remove rename render reset resolve save send split start stop store sync update validate write'.split(
    ' ',
  );
const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2', 'ap-southeast-2'];

/** A lower-case name such as "redwood-billing". */
export function name(): string {
  return `${pick(COMPANIES)}-${pick(NOUNS)}`;
}

const digitsOf = (number: number) => String(number).padStart(2, '0');
const capital = (text: string) => text[0]?.toUpperCase() + text.slice(1);

/** Filler by the name a template calls it by; `least` and `most` are the numbers behind `int`. */
export const FILLERS: Record<string, (least: number, most: number) => string> = {
  word: () => pick(NOUNS),
  Word: () => capital(pick(NOUNS)),
  verb: () => pick(VERBS),
  person: () => pick(PEOPLE),
  Person: () => `${capital(pick(PEOPLE))} ${capital(pick(SURNAMES))}`,
  user: () => `${pick(PEOPLE)}.${pick(SURNAMES)}`,
  company: () => pick(COMPANIES),
  Company: () => capital(pick(COMPANIES)),
  name,
  host: () =>
    `${pick(['db', 'api', 'app', 'cache', 'mq', 'mail', 'auth', 'internal'])}.${pick(COMPANIES)}.${pick(TOPS)}`,
  domain: () => `${pick(COMPANIES)}.${pick(TOPS)}`,
  email: () => `${pick(PEOPLE)}.${pick(SURNAMES)}@${pick(COMPANIES)}.${pick(TOPS)}`,
  ip: () => `10.${between(0, 255)}.${between(0, 255)}.${between(1, 254)}`,
  port: () => String(between(1025, 9999)),
  region: () => pick(REGIONS),
  version: () => `${between(0, 9)}.${between(0, 30)}.${between(0, 20)}`,
  date: () => `2026-${digitsOf(between(1, 12))}-${digitsOf(between(1, 28))}`,
  time: () => `${digitsOf(between(0, 23))}:${digitsOf(between(0, 59))}:${digitsOf(between(0, 59))}`,
  int: (least, most) => String(between(least, most)),
  sentence: () =>
    `${capital(pick(VERBS))} the ${pick(NOUNS)} of each ${pick(NOUNS)} ${pick(['before', 'after', 'while', 'unless'])} the ${pick(NOUNS)} is ${pick(['ready', 'closed', 'empty', 'known', 'done'])}.`,
};
