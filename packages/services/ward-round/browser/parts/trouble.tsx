import type { ViewState } from '../server/use-view.ts';
import { clockTime } from './clock-time.ts';

/** What stands in place of a screen whose view is not there, or above one that is old. */
export function Trouble({ view, what }: { readonly view: ViewState<unknown>; readonly what: string }) {
  const { trouble, value, at, loading, again } = view;
  if (trouble === undefined) return value === undefined && loading ? <p role="status">Opening …</p> : null;
  const button = (
    <button type="button" className="round-linklike" onClick={again}>
      Try again
    </button>
  );
  if (typeof trouble === 'object')
    return (
      <p className="round-trouble">
        {trouble.message} {button}
      </p>
    );
  const why = trouble === 'no-network' ? 'There is no network' : 'The screens of this record were changed';
  return (
    <p className="round-trouble">
      {value === undefined || at === undefined ? (
        <>
          <b>Source unavailable.</b> {why}, and {what} was not opened on this device before.
        </>
      ) : (
        <>
          <b>As it was at {clockTime(at)}.</b> {why}; it may have changed since.
        </>
      )}{' '}
      {button}
    </p>
  );
}
