import type { ValueTable } from './value-table.ts';

/** The key that marks what cannot be cloned between processes and travels as a description. */
export const mark = '$judge';

/** Where a function that always answers the same, and so can be called there without waiting, holds its answer. */
const answer = Symbol('answer');

/** What is answered by what a member of the one parameter is. */
export interface AnswersBy<Value> {
  readonly member: string;
  readonly values: Readonly<Record<string, Value>>;
}

/** Makes a function that answers at once, in either process: the same value always, or another where its parameter says which. */
export function alwaysAnswering<Value>(value: Value, by?: AnswersBy<Value>): (parameter?: object) => Value {
  return Object.assign((parameter?: object) => answerTo(parameter, value, by), { [answer]: { value, by } });
}

/** What {@link alwaysAnswering} answers. */
export function answerTo<Value>(parameter: object | undefined, value: Value, by: AnswersBy<Value> | undefined): Value {
  const said: unknown = by === undefined || parameter === undefined ? undefined : Reflect.get(parameter, by.member);
  return by === undefined || said === undefined ? value : (by.values[String(said)] ?? value);
}

/** What stands in a message for a value that cannot be cloned. */
export type Marked =
  | { readonly [mark]: 'function'; readonly id: number }
  | { readonly [mark]: 'answers'; readonly value: unknown; readonly by: AnswersBy<unknown> | undefined }
  | { readonly [mark]: 'stream'; readonly id: number }
  | { readonly [mark]: 'signal'; readonly id: number; readonly aborted: boolean }
  | { readonly [mark]: 'headers'; readonly entries: readonly (readonly [string, string])[] }
  | { readonly [mark]: 'form'; readonly text: string }
  | {
      readonly [mark]: 'request';
      readonly url: string;
      readonly method: string;
      readonly headers: unknown;
      readonly body: unknown;
    }
  | { readonly [mark]: 'response'; readonly status: number; readonly headers: unknown; readonly body: unknown };

/**
 * Makes a value fit to be cloned into another process: functions, streams and signals become references that lead back, the classes of the
 * web become descriptions. Everything else goes as it is.
 */
export function encode(value: unknown, table: ValueTable): unknown {
  if (typeof value === 'function' && answer in value)
    return {
      [mark]: 'answers',
      ...(value[answer] as Omit<Marked & { [mark]: 'answers' }, typeof mark>),
    } satisfies Marked;
  if (typeof value === 'function') return { [mark]: 'function', id: table.hold(value) } satisfies Marked;
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Date) return value;
  if (value instanceof ReadableStream) return { [mark]: 'stream', id: table.hold(value.getReader()) } satisfies Marked;
  if (value instanceof AbortSignal)
    return { [mark]: 'signal', id: table.hold(value), aborted: value.aborted } satisfies Marked;
  if (value instanceof Headers) return { [mark]: 'headers', entries: [...value] } satisfies Marked;
  if (value instanceof URLSearchParams) return { [mark]: 'form', text: value.toString() } satisfies Marked;
  if (value instanceof Request) {
    const { url, method, headers, body } = value;
    return {
      [mark]: 'request',
      url,
      method,
      headers: encode(headers, table),
      body: encode(body, table),
    } satisfies Marked;
  }
  if (value instanceof Response) {
    const { status, headers, body } = value;
    return { [mark]: 'response', status, headers: encode(headers, table), body: encode(body, table) } satisfies Marked;
  }
  if (value instanceof Map || value instanceof Set) return value;
  if (Array.isArray(value)) return value.map((item) => encode(item, table));
  return encodeObject(value, table);
}

function encodeObject(value: object, table: ValueTable): unknown {
  if (Object.hasOwn(value, mark))
    throw new TypeError(`A value has the key ${mark}, which means something between the processes.`);
  const encoded: Record<string, unknown> = {};
  for (const name of memberNames(value)) {
    const member: unknown = Reflect.get(value, name);
    // A method is called on its object, also from afar.
    encoded[name] = encode(
      typeof member === 'function' ? bound(member as (...parameters: never[]) => unknown, value) : member,
      table,
    );
  }
  return encoded;
}

/** Names of an object's own members and of those its class gives it. */
function memberNames(value: object): string[] {
  const names = new Set(Object.keys(value));
  for (let shape = Object.getPrototypeOf(value); shape !== null && shape !== Object.prototype; ) {
    for (const name of Object.getOwnPropertyNames(shape)) if (name !== 'constructor') names.add(name);
    shape = Object.getPrototypeOf(shape);
  }
  return [...names];
}

function bound(method: (...parameters: never[]) => unknown, owner: object): unknown {
  return answer in method ? method : method.bind(owner);
}
