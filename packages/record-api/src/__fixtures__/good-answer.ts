import { expect } from 'vitest';
import { faultsOf, type Received, type TestApi } from './test-api.ts';

/** Whatever is asked: an answer in FHIR, never a 5xx, and an error in words that are themselves valid. */
export function requireGoodAnswer(api: TestApi, line: string, { status, headers, text, json }: Received): void {
  const context = `${line.slice(0, 300)} → ${status} ${text.slice(0, 300)} ${JSON.stringify(api.logged.at(-1))}`;
  expect(status, context).toBeLessThan(500);
  expect(headers.get('cache-control'), context).toBe('no-store');
  if (text === '') {
    expect(status < 400 || line.startsWith('HEAD'), context).toBe(true);
    return;
  }
  // The bytes of a Binary have whatever type they were given.
  if (status < 400 && line.includes('/Binary')) return;
  expect(headers.get('content-type'), context).toMatch(/^application\/fhir\+(json|xml); charset=utf-8$/);
  if (status >= 400) {
    expect(json.resourceType, context).toBe('OperationOutcome');
    expect(faultsOf(JSON.stringify(json)), context).toEqual([]);
  }
}
