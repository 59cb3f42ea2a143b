import { describe, expect, it } from 'vitest';
import { isSameOrigin, safeReturnPath } from './same-origin.ts';

const sent = (headers: Record<string, string>) =>
  isSameOrigin(new Request('http://127.0.0.1:3000/identity/sign-in', { method: 'POST', headers }));

describe('isSameOrigin', () => {
  it('believes Sec-Fetch-Site, with the Origin that browsers send under no-referrer', () => {
    expect(sent({ 'sec-fetch-site': 'same-origin', origin: 'null' })).toBe(true);
    expect(sent({ 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(sent({ 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:3000' })).toBe(true);
  });

  it('refuses every other place', () => {
    expect(sent({ 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1:3000' })).toBe(false);
    expect(sent({ 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:3001' })).toBe(false);
    expect(sent({ 'sec-fetch-site': 'none' })).toBe(false);
    expect(sent({ 'sec-fetch-site': 'same-origin', origin: 'http://elsewhere.example' })).toBe(false);
    expect(sent({ origin: 'null' })).toBe(false);
    expect(sent({ origin: 'http://elsewhere.example' })).toBe(false);
    expect(sent({})).toBe(false);
  });

  it('believes Origin where a browser says nothing else', () => {
    expect(sent({ origin: 'http://127.0.0.1:3000' })).toBe(true);
  });
});

describe('safeReturnPath', () => {
  it.each(['/', '/patients/x?tab=results', '/patients/x/../y'])('leads back to %s', (given) => {
    const { pathname, search } = new URL(given, 'http://127.0.0.1');
    expect(safeReturnPath(given)).toBe(pathname + search);
  });

  it.each([
    null,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/..//evil.example',
    '/.//evil.example/x',
    '/x/..//evil.example',
    '/%2e%2e//evil.example',
    'javascript:alert(1)',
  ])('leads nowhere else: %s', (given) => {
    expect(safeReturnPath(given)).toBe('/');
  });
});
