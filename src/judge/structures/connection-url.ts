/** URLs with credentials in them: databases, brokers, Git remotes. */
import { judgeHost } from './host.js';
import { judgePassword } from './password.js';
import { isReference } from './references.js';
import { lowered, placeholder, plain, reference, sound, unsound } from './results.js';
import type { Structure } from './types.js';
import { splitUrl } from './url-parts.js';

export const connectionUrl: Structure = {
  check(token, secret) {
    const parts = splitUrl(token, secret);
    const password = judgePassword(secret, parts?.user ?? null);
    if (password === 'empty') return unsound('the password is empty');
    if (password === 'reference') return reference;
    if (password === 'placeholder') return placeholder;

    if (/^anonymous$/i.test(parts?.user ?? '')) return lowered('low', 'an anonymous login');
    const host = judgeHost(parts?.authority ?? '');
    if (password === 'weak' || password === 'word') {
      if (host === 'reserved') return placeholder;
      const near = host === 'local' || host === 'service' || isReference(parts?.authority ?? '');
      return near
        ? lowered('low', 'a default or a word for a password, on a local host')
        : lowered('medium', 'a default or a word for a password');
    }
    if (host === 'reserved') return lowered('low', 'the host is reserved for examples');
    if (host === 'local') return lowered('medium', 'the host is local');
    return host === 'none' ? plain : sound();
  },
};
