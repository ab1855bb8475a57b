/** Keys that frameworks and servers make for themselves: what they are called and how they look. */
import { ALPHABETS } from './alphabets.js';
import { pick, textOver } from './chance.js';
import { draw } from './shape.js';

const DJANGO = 'abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)';
const WORDPRESS = `${ALPHABETS.w}!@#$%^&*()-_[]{}~+=,.;:/?|`;

/** By framework: the names its key goes by, and a new key. */
const KEYS: Record<string, { names: string[]; make: () => string }> = {
  django: { names: ['SECRET_KEY', 'DJANGO_SECRET_KEY'], make: () => textOver(DJANGO, 50) },
  'django-insecure': { names: ['SECRET_KEY'], make: () => `django-insecure-${textOver(DJANGO, 50)}` },
  rails: { names: ['SECRET_KEY_BASE'], make: () => draw('{h128}') },
  'rails-master': { names: ['RAILS_MASTER_KEY'], make: () => draw('{h32}') },
  laravel: { names: ['APP_KEY'], make: () => draw('base64:{b64:32}') },
  'next-auth': {
    names: ['NEXTAUTH_SECRET', 'AUTH_SECRET'],
    make: () => draw(pick(['{b64:32}', '{b64:33}', '{h64}'])),
  },
  flask: {
    names: ['SECRET_KEY', 'FLASK_SECRET_KEY'],
    make: () => draw(pick(['{h32}', '{h48}', '{h64}', '{ub64:32}'])),
  },
  symfony: { names: ['APP_SECRET'], make: () => draw('{h32}') },
  phoenix: { names: ['SECRET_KEY_BASE'], make: () => draw('{b64}') },
  jwt: {
    names: ['JWT_SECRET', 'JWT_SIGNING_KEY', 'ACCESS_TOKEN_SECRET', 'JWT_REFRESH_SECRET'],
    make: () => draw(pick(['{h64}', '{w32}', '{w64}', '{b64:48}', '{h128}'])),
  },
  session: {
    names: ['SESSION_SECRET', 'COOKIE_SECRET', 'SESSION_KEY'],
    make: () => draw(pick(['{h64}', '{w32}', '{s43}'])),
  },
  encryption: {
    names: ['ENCRYPTION_KEY', 'DATA_ENCRYPTION_KEY', 'AES_KEY', 'FIELD_ENCRYPTION_KEY'],
    make: () => draw(pick(['{h64}', '{w32}', '{b64:32}', '{f64:32}'])),
  },
  fernet: { names: ['FERNET_KEY', 'AIRFLOW__CORE__FERNET_KEY'], make: () => draw('{f64:32}') },
  strapi: {
    names: ['API_TOKEN_SALT', 'ADMIN_JWT_SECRET', 'TRANSFER_TOKEN_SALT'],
    make: () => draw('{b64:16}'),
  },
  wordpress: {
    names: ['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_SALT', 'NONCE_KEY'],
    make: () => textOver(WORDPRESS, 64),
  },
  drupal: { names: ['HASH_SALT'], make: () => draw('{s74}') },
  yii: { names: ['COOKIE_VALIDATION_KEY'], make: () => draw('{s32}') },
  cake: { names: ['SECURITY_SALT'], make: () => draw('{h64}') },
  gitea: { names: ['GITEA_SECRET_KEY', 'LFS_JWT_SECRET'], make: () => draw(pick(['{w64}', '{s43}'])) },
  superset: { names: ['SUPERSET_SECRET_KEY'], make: () => draw('{b64:42}') },
  directus: { names: ['DIRECTUS_SECRET'], make: () => draw('{s32}') },
  hmac: {
    names: ['HMAC_SECRET', 'WEBHOOK_SECRET', 'SIGNING_SECRET', 'TOKEN_SIGNING_KEY'],
    make: () => draw(pick(['{h40}', '{h64}', '{w40}', '{b64:32}'])),
  },
};

/** A new key of a framework: the framework, the name it goes by and the key. */
export function frameworkKey(): { framework: string; name: string; value: string } {
  const framework = pick(Object.keys(KEYS));
  const { names, make } = KEYS[framework] as { names: string[]; make: () => string };
  return { framework, name: pick(names), value: make() };
}
