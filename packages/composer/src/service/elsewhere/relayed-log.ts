import type { LogFields, Logger } from '@baseplate-epr/contracts';
import { fields } from '@baseplate-epr/service-host';

/** Longest text taken of a message or field, and most fields. */
const textLimit = 300;
const fieldLimit = 20;

/**
 * Writes what a service elsewhere tells into the log: cut, and so many lines a minute at most. How many were left out is said with the next
 * one that is not.
 */
export function relayedLog(service: string, logger: Logger, perMinute: number): (note: unknown) => void {
  let minute = 0;
  let count = 0;
  let left = 0;
  return (note) => {
    const now = Math.floor(performance.now() / 60_000);
    if (now !== minute) {
      minute = now;
      count = 0;
    }
    count += 1;
    if (count > perMinute) {
      left += 1;
      return;
    }
    const { level, message, fields: given } = fields(note);
    if (level !== 'info' && level !== 'warn' && level !== 'error') return;
    logger[level](String(message).slice(0, textLimit), {
      ...plainFields(given),
      service,
      ...(left === 0 ? {} : { linesLeftOut: left }),
    });
    left = 0;
  };
}

/** What a line says of itself. In the place of these a service could write whatever it likes in the record's name. */
const own: ReadonlySet<string> = new Set(['time', 'level', 'message']);

function plainFields(given: unknown): LogFields {
  const plain: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(fields(given)).slice(0, fieldLimit)) {
    if (own.has(name)) continue;
    if (typeof value === 'string') plain[name.slice(0, textLimit)] = value.slice(0, textLimit);
    if (typeof value === 'number' || typeof value === 'boolean') plain[name.slice(0, textLimit)] = value;
  }
  return plain;
}
