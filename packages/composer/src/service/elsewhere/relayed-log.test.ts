import type { LogFields } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { relayedLog } from './relayed-log.ts';

test('what a service tells stands under its own name, whatever its fields are called', () => {
  const lines: unknown[] = [];
  const log = (message: string, fields?: LogFields) => void lines.push({ level: 'info', message, ...fields });
  const tell = relayedLog('other', { info: log, warn: log, error: log }, 10);
  const fields = { level: 'error', message: 'the audit is broken', time: 'never', service: 'record', beds: 4 };
  tell({ level: 'info', message: 'counted', fields });
  tell({ level: 'info', message: 'counted', fields: JSON.parse('{"__proto__": {"beds": 1}, "valueOf": "x"}') });
  tell({ level: 'constructor', message: 'counted' });
  expect(lines).toEqual<object[]>([
    { level: 'info', message: 'counted', service: 'other', beds: 4 },
    { level: 'info', message: 'counted', service: 'other', valueOf: 'x' },
  ]);
});
