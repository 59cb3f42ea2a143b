import { useSyncExternalStore } from 'react';
import { useRound } from '../round.ts';
import { useNetworkGone } from '../server/network.ts';
import { clockTime } from './clock-time.ts';

/** Says since when there is no network, and what waits for it. */
export function NetworkStrip() {
  const { keeper, session } = useRound();
  const gone = useNetworkGone();
  const drafts = useSyncExternalStore(keeper.subscribe, keeper.drafts);
  const waiting = drafts.filter(({ state }) => state === 'ready').length;
  const sets = `${waiting} ${waiting === 1 ? 'set' : 'sets'} of observations`;
  return (
    <div role="status" className="round-network-place">
      {gone !== undefined && (
        <p className="round-network">
          <b>No network since {clockTime(gone)}.</b> What you see may have changed.{' '}
          {session.mayRecord &&
            'Observations you record are kept on this device and sent once when the network is back.'}
        </p>
      )}
      {waiting > 0 && (
        <p className="round-network round-network--waiting">
          <b>Not in the record yet: {sets}.</b> {gone === undefined ? 'Sending …' : 'Waiting for the network.'}
        </p>
      )}
    </div>
  );
}
