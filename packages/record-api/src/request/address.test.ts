import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf } from './address.ts';

test('is what parsing the URL of a request finds', () => {
  const part = fc.string({
    unit: fc.constantFrom('a', '/', '?', '#', '%2F', '&', '=', ':', '.', '..', 'é', "'", '\\', ' ', '//'),
  });
  fc.assert(
    fc.property(fc.webAuthority(), part, (host, rest) => {
      const { url } = new Request(`http://${host}/${rest}`);
      const { pathname, search } = new URL(url);
      // A question mark alone asks nothing, and counts as no query when a URL is parsed.
      expect(addressOf({ url })).toEqual({
        path: pathname,
        query: search === '' && url.split('#')[0]?.endsWith('?') ? '?' : search,
      });
    }),
  );
});

test('what stands after a hash is no part of it', () => {
  expect(addressOf({ url: 'http://a.example/fhir/Patient?name=x#/y?z' })).toEqual({
    path: '/fhir/Patient',
    query: '?name=x',
  });
  expect(addressOf({ url: 'http://a.example/#?' })).toEqual({ path: '/', query: '' });
});
