import { BaseplateError, type ErrorCode, isBaseplateError } from '@baseplate-epr/contracts';

/** An error as it travels. */
export interface WireError {
  readonly baseplate: boolean;
  readonly name: string;
  readonly code?: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** Its number where it came from. */
  readonly id: number;
  /** It came from the process that it is sent to: there it is this very object again. */
  readonly returned: boolean;
}

/** How errors leave and enter one end of a channel. */
export interface ErrorTravel {
  /** Makes an error fit to travel. Its cause stays behind: it may be anything. */
  leave(error: unknown): WireError;
  /** The error again, recognised as what it was; one that comes back is the object that left. */
  enter(travelled: WireError): unknown;
  forget(): void;
}

/** Makes one end. */
export function createErrorTravel(): ErrorTravel {
  const left = new Map<number, unknown>();
  const entered = new WeakMap<object, number>();
  let last = 0;
  return {
    leave(error) {
      const known = typeof error === 'object' && error !== null ? entered.get(error) : undefined;
      if (known !== undefined) return { ...described(error), id: known, returned: true };
      last += 1;
      left.set(last, error);
      return { ...described(error), id: last, returned: false };
    },
    enter({ returned, id, ...travelled }) {
      if (returned && left.has(id)) return left.get(id);
      const error = revived(travelled);
      entered.set(error, id);
      return error;
    },
    forget: () => left.clear(),
  };
}

type Described = Omit<WireError, 'id' | 'returned'>;

function described(error: unknown): Described {
  if (isBaseplateError(error)) {
    const { name, code, message, details } = error;
    return { baseplate: true, name, code, message, details };
  }
  if (error instanceof Error) return { baseplate: false, name: error.name, message: error.message };
  return { baseplate: false, name: 'Error', message: String(error) };
}

function revived({ baseplate, name, code, message, details = {} }: Described): Error {
  if (baseplate) return new BaseplateError({ code: code as ErrorCode, message, details });
  const error = new Error(message);
  error.name = name;
  return error;
}
