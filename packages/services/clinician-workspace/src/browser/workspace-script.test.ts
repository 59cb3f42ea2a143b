import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { workspaceScript } from './workspace-script.ts';

describe('workspaceScript', () => {
  it('is a script that uses nothing of the file it was written in', () => {
    expect(() => new Script(workspaceScript)).not.toThrow();
    expect(workspaceScript).not.toMatch(/\b(?:import|export|require|__\w+)\b/);
  });

  it('stores nothing in the browser and speaks to no other place', () => {
    expect(workspaceScript).not.toMatch(/localStorage|sessionStorage|indexedDB|document\.cookie|https?:/);
  });

  it('does nothing on a page that has none of its parts', () => {
    const nothing = { querySelector: () => null, querySelectorAll: () => [], addEventListener: () => undefined };
    const context = { document: nothing, location: { pathname: '/' } };
    expect(() => new Script(workspaceScript).runInNewContext(context)).not.toThrow();
  });
});
