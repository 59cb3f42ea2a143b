import type { RecordStore, ResourceKey, StoredVersion } from '@baseplate-epr/contracts';

/** So many resources are asked for together at most: a store that answers questions of one turn together has them in one statement. */
const together = 100;
/** So many at first, when nobody knows yet how long their texts are. */
const first = 10;
/** UTF-16 units that the texts of those asked for together may come to, if none is longer than the longest so far. */
const lengthTogether = 4 * 1024 * 1024;

/**
 * A store whose newest versions of these resources are read ahead, in their order: as soon as one is wanted, those after it are asked for as
 * well. A plan that waits for each in turn waits a hundred times for a store that is elsewhere.
 *
 * What it answers is as old as a plan may be: whether it still holds is for the commit to tell.
 */
export function readAhead(records: RecordStore, keys: readonly ResourceKey[]): RecordStore {
  const places = new Map(keys.map(({ type, id }, place) => [`${type}/${id}`, place]));
  const asked = new Map<string, Promise<StoredVersion | undefined>>();
  let next = 0;
  let begun = false;
  let longest = 0;
  const most = () => (begun ? Math.min(together, Math.max(1, Math.floor(lengthTogether / longest))) : first);
  const note = (version: StoredVersion | undefined) => {
    longest = Math.max(longest, version?.text.length ?? 0);
  };
  const askFrom = (place: number) => {
    next = Math.max(next, place);
    const end = Math.min(next + most(), keys.length);
    begun = true;
    for (; next < end; next += 1) {
      const { type, id } = keys[next] as ResourceKey;
      const answer = records.read({ type, id });
      // Whoever waits for it is told of an error; nobody may come to.
      answer.then(note, () => undefined);
      asked.set(`${type}/${id}`, answer);
    }
  };
  return {
    ...records,
    get capabilities() {
      return records.capabilities;
    },
    read(wanted) {
      if (wanted.versionId !== undefined) return records.read(wanted);
      const name = `${wanted.type}/${wanted.id}`;
      const place = places.get(name);
      if (place !== undefined && place >= next) askFrom(place);
      const answer = asked.get(name);
      if (answer === undefined) return records.read(wanted);
      // Wanted once: what is read is not kept for longer than its plan needs it.
      asked.delete(name);
      return answer;
    },
  };
}
