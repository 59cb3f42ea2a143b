import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { takeStrayErrors } from './stray-errors.ts';

function taken() {
  const target = new EventEmitter();
  const logged: string[] = [];
  const error = (message: string, fields?: object) => {
    logged.push(`${message} ${JSON.stringify(fields)}`);
  };
  let stops = 0;
  const stop = () => {
    stops += 1;
  };
  takeStrayErrors(target, { logger: { info: () => {}, warn: () => {}, error }, stop });
  return { target, logged, stops: () => stops };
}

test('a forgotten promise is told without its message, and stops nothing', () => {
  const { target, logged, stops } = taken();
  target.emit('unhandledRejection', new TypeError('EDWARDS, Mary'), Promise.resolve());
  target.emit('unhandledRejection', 'EDWARDS, Mary', Promise.resolve());
  expect(logged).toHaveLength(2);
  expect(logged[0]).toContain('TypeError');
  expect(logged[0]).toContain('stray-errors.test.ts');
  expect(logged.join()).not.toContain('EDWARDS');
  expect(stops()).toBe(0);
});

test('an exception that nobody caught ends the program in good order', () => {
  const { target, logged, stops } = taken();
  target.emit('uncaughtException', new Error('EDWARDS, Mary'));
  expect(logged.join()).not.toContain('EDWARDS');
  expect(stops()).toBe(1);
});
