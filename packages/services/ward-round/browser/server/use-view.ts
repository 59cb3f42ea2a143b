import { useCallback, useEffect, useState } from 'react';
import { useRound } from '../round.ts';
import type { Answer } from './answer.ts';
import { ask } from './ask.ts';

/** What a screen has of a view. */
export interface ViewState<Value> {
  /** The last that came, however old. */
  readonly value: Value | undefined;
  /** Milliseconds since 1970 by this device, when it came. */
  readonly at: number | undefined;
  /** Why nothing newer came; absent if the value is what the record says now. */
  readonly trouble:
    | 'no-network'
    | 'screens-changed'
    | { readonly status: number; readonly message: string }
    | undefined;
  readonly loading: boolean;
  again(): void;
}

interface Kept {
  readonly value: unknown;
  readonly at: number;
}

/** What has been seen since the page was opened: in the memory of the page alone, for times without a network. */
const seen = new Map<string, Kept>();

/** Forgets what has been seen. */
export function forgetViews(): void {
  seen.clear();
}

/**
 * Shows what the service says at this path, and what it said before while there is no network.
 *
 * @param every - milliseconds after which it is read anew while it is looked at, and at once when a tablet is taken up again. Default: never
 */
export function useView<Value>(path: string, every?: number): ViewState<Value> {
  const round = useRound();
  const [state, setState] = useState<{ readonly path: string; readonly answer: Answer<Value> | undefined }>({
    path,
    answer: undefined,
  });
  const [asked, setAsked] = useState(0);
  const again = useCallback(() => setAsked((count) => count + 1), []);

  useEffect(() => {
    let gone = false;
    void ask<Value>(path).then((answer) => {
      if (gone) return;
      if (answer.outcome === 'signed-out') round.leave();
      if (answer.outcome === 'answered') seen.set(path, { value: answer.value, at: Date.now() });
      setState({ path, answer });
    });
    return () => {
      gone = true;
    };
  }, [path, asked, round]);

  useEffect(() => {
    const look = () => document.hidden || again();
    const timer = every === undefined ? undefined : setInterval(look, every);
    if (every !== undefined) document.addEventListener('visibilitychange', look);
    globalThis.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      globalThis.removeEventListener('online', again);
    };
  }, [every, again]);

  const answer = state.path === path ? state.answer : undefined;
  const kept = seen.get(path);
  const trouble =
    answer?.outcome === 'no-network' || answer?.outcome === 'screens-changed'
      ? answer.outcome
      : answer?.outcome === 'refused'
        ? { status: answer.status, message: answer.message }
        : undefined;
  // What the record refuses now is not shown from memory: it may be another person's by now, or withheld.
  const shown = answer?.outcome === 'refused' ? undefined : kept;
  return { value: shown?.value as Value | undefined, at: shown?.at, trouble, loading: answer === undefined, again };
}
