import { type MouseEvent, useSyncExternalStore } from 'react';
import { isPlain, useAddress } from '../navigation.tsx';
import { useRound } from '../round.ts';
import { useScreensChanged } from '../server/screens-changed.ts';

/** Says that another user interface has been put in the place of this one, and leads on to the same patient in it. */
export function ScreensStrip() {
  const { keeper } = useRound();
  const changed = useScreensChanged();
  const drafts = useSyncExternalStore(keeper.subscribe, keeper.drafts);
  const next = nextAddress(useAddress());
  const isKept = drafts.every(({ submission }) => keeper.placeOf(submission) === 'record');
  const leave = async (event: MouseEvent) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    // What was typed a moment ago goes along.
    await keeper.flush();
    location.assign(next);
  };
  return (
    <div role="status" className="round-network-place">
      {changed && (
        <p className="round-network">
          <b>The screens of this record were changed.</b> Nothing can be saved from this page any more.{' '}
          {isKept
            ? 'What you typed is kept as a draft.'
            : 'What you typed is not kept by the record yet: do not close this page.'}{' '}
          <a href={next} onClick={(event) => void leave(event)}>
            Go on in the new screens
          </a>
        </p>
      )}
    </div>
  );
}

/** The address of a service's page is every user interface's; of our own screens only the patient is. */
function nextAddress(address: string): string {
  const [, patient, rest = ''] = /^\/patients\/([^/?]+)(\/[^?]*)?/.exec(address) ?? [];
  if (patient === undefined) return '/';
  return ['', '/', '/observe', '/more'].includes(rest) ? `/patients/${patient}` : address;
}
