import { type Browser, chromium } from 'playwright-core';
import { afterAll, expect, inject, test } from 'vitest';
import { patientDataIn } from './patient-data.ts';
import { openVisitor, type Visitor, type VisitorOptions } from './visitor.ts';

const endpoint = inject('browserEndpoint');
let shared: Promise<Browser> | undefined;

afterAll(async () => {
  await (await shared)?.close();
});

/** What a browser test is given. */
export interface BrowserTestTools {
  /** Opens a browser for somebody; each call is a device of its own. Closed after the test. */
  open(options: Omit<VisitorOptions, 'browser' | 'base'> & { readonly base?: string }): Promise<Visitor>;
}

/**
 * A test in a real browser. Beside what it expects itself, every such test fails when a page writes an error to the console, breaks
 * the content security policy, or asks for an address that holds something about a patient.
 */
export function browserTest(
  name: string,
  run: (tools: BrowserTestTools) => Promise<void>,
  options: { readonly timeout?: number } = {},
): void {
  test(name, options, async ({ skip }) => {
    if (endpoint === '') skip(inject('browserAbsence'));
    shared ??= chromium.connect(endpoint);
    const browser = await shared;
    const visitors: Visitor[] = [];
    const open: BrowserTestTools['open'] = async (options) => {
      const visitor = await openVisitor({ ...options, browser, base: options.base ?? inject('recordUrl') });
      visitors.push(visitor);
      return visitor;
    };
    try {
      await run({ open });
      for (const { watched } of visitors) {
        expect(watched.errors).toEqual([]);
        expect(watched.addresses.filter((address) => patientDataIn(address).length > 0)).toEqual([]);
      }
    } finally {
      await Promise.all(visitors.map(({ context }) => context.close()));
    }
  });
}
