import type { Clock, DeliveryView, Logger, ServiceManifest, StateNamespace } from '@baseplate-epr/contracts';
import type { RecordCore } from '@baseplate-epr/record';
import type { AssemblyConfiguration, SystemGrants } from '../configuration/assembly-configuration.ts';
import type { ServiceShelf } from '../service/service-shelf.ts';
import { systemScopes } from '../service/system-scopes.ts';
import { inGoodTime } from '../swapping/in-good-time.ts';
import { deadLetters, type LetterDecision } from './dead-letters.ts';
import { deliverEvent } from './deliver-event.ts';
import { type Deliverer, type DelivererOptions, startDeliverer } from './deliverer.ts';
import { firstNote } from './delivery-note.ts';
import { type DeliveryTimes, deliveryTimes } from './delivery-times.ts';
import { deliveryViews } from './delivery-views.ts';
import { servicePrincipal } from './service-principal.ts';
import { succeed } from './succession.ts';
import { createTenures } from './tenure.ts';

/** The deliveries of changes to the services of one process; the processes of an assembly share them out. */
export interface Deliveries {
  /**
   * Gives every service on the shelf that subscribes its cursor: it hears of whatever is committed from now on.
   * @throws errors of the stores
   */
  prepare(): Promise<void>;
  /** Begins to deliver, also to services that are put on the shelf later. */
  start(): void;
  /** How each service is served, by whichever process. */
  view(): Promise<readonly DeliveryView[]>;
  /** Decides about one dead letter of a service, or all. Carried out by the process that delivers, within seconds. @returns how many */
  decide(service: string, decision: LetterDecision, letter?: string): Promise<number>;
  /** Lets what is under way end, for `times.stop` at the most: a store that does not answer keeps nobody from stopping. */
  stop(): Promise<void>;
}

/** What deliveries stand on. */
export interface DeliveriesOptions {
  readonly record: RecordCore;
  readonly services: ServiceShelf;
  /** The namespace of deliveries. */
  readonly state: StateNamespace;
  readonly organisation: AssemblyConfiguration['organisation'];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly times?: DeliveryTimes;
  /** As they are in force now. */
  grants(): SystemGrants;
  randomBytes(size: number): Uint8Array;
  requestId(): string;
}

/** Makes them; nothing is delivered before `start`. */
export function createDeliveries(options: DeliveriesOptions): Deliveries {
  const { record, services, state, clock, logger, organisation, randomBytes, requestId } = options;
  const times = options.times ?? deliveryTimes;
  const self = Buffer.from(randomBytes(12)).toString('hex');
  const tenures = createTenures({ state, self, times });
  const working = new Map<string, { readonly owner: string; readonly deliverer: Deliverer }>();
  const begun = new Set<string>();
  const chance = () => (randomBytes(1)[0] ?? 0) / 255;
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let arranging: Promise<void> | undefined;

  const callerOf = (manifest: ServiceManifest) => ({
    principal: servicePrincipal(manifest, organisation, options.grants()),
    service: { name: manifest.name, scopes: systemScopes(manifest) },
    requestId: requestId(),
    subscriptions: manifest.subscribes ?? [],
  });

  const subscribers = () => services.all().filter(({ manifest }) => (manifest.subscribes?.length ?? 0) > 0);

  async function begin(manifest: ServiceManifest): Promise<void> {
    if (begun.has(manifest.name)) return;
    const { cursor } = await record.events({ ...callerOf(manifest), begin: 'end', limit: 1 });
    await tenures.begin(manifest.name, async () => firstNote(cursor, clock.now()));
    begun.add(manifest.name);
  }

  function partsOf(name: string, owner: string): Omit<DelivererOptions, 'tenure'> {
    // Asked for each time: another version of the package may have been put in its place. Another package has to succeed it first.
    const runner = () => {
      const found = services.get(name);
      return found?.reference.package === owner ? found : undefined;
    };
    const manifest = () =>
      runner()?.manifest ?? { name, contractVersion: 1, title: name, scopes: [], slots: [], assets: [] };
    return {
      service: name,
      letters: deadLetters(state, name),
      times,
      clock,
      logger,
      chance,
      read: (from, limit) =>
        record.events({
          ...callerOf(manifest()),
          limit,
          ...(typeof from === 'string' ? { begin: from } : from),
        }),
      deliver: (event, signal) =>
        deliverEvent({
          runner: runner(),
          event,
          principal: servicePrincipal(manifest(), organisation, options.grants()),
          requestId: requestId(),
          signal,
          budget: times.budget,
        }),
      decided: ({ what, by }, version) =>
        record.auditEvent({
          principal: {
            ...servicePrincipal(manifest(), organisation, options.grants()),
            id: by,
            display: by,
            role: { code: 'administrator', display: 'Administrator' },
            scopes: [],
          },
          requestId: requestId(),
          action: `${what}-event`,
          outcome: 'success',
          detail: `${name} ${version}`,
        }),
    };
  }

  async function arrange(): Promise<void> {
    const wanted = new Map(subscribers().map(({ manifest, reference }) => [manifest.name, reference.package]));
    for (const [name, { owner, deliverer }] of working) {
      if (wanted.get(name) === owner) continue;
      working.delete(name);
      await deliverer.stop();
    }
    const failed: string[] = [];
    for (const { manifest, reference } of subscribers()) {
      if (working.has(manifest.name) || stopping) continue;
      try {
        await attend(manifest, reference.package);
      } catch {
        failed.push(manifest.name);
      }
    }
    if (failed.length === 0) return;
    logger.warn('It could not be arranged which process tells these services of changes. It is tried again.', {
      services: failed.join(', '),
    });
  }

  async function attend(manifest: ServiceManifest, owner: string): Promise<void> {
    const { name } = manifest;
    await begin(manifest);
    const tenure = await tenures.seek(name);
    if (tenure === undefined || !(await succeed(state, { service: name, owner, tenure }))) return;
    const deliverer = startDeliverer({ ...partsOf(name, owner), tenure });
    working.set(name, { owner, deliverer });
    void deliverer.ended.then(() => {
      if (working.get(name)?.deliverer === deliverer) working.delete(name);
    });
  }

  const arrangeSoon = () => {
    // While one waits for the state store no others line up behind it: all would come at once when it is back.
    arranging ??= arrange()
      .catch(() => {
        logger.warn('It could not be arranged which process tells services of changes. It is tried again.');
      })
      .finally(() => {
        arranging = undefined;
      });
  };
  const unlisten = record.onCommit(() => {
    for (const { deliverer } of working.values()) deliverer.wake();
  });

  return {
    async prepare() {
      for (const { manifest } of subscribers()) await begin(manifest);
    },
    start() {
      arrangeSoon();
      timer = setInterval(arrangeSoon, times.look).unref();
    },
    view: () => deliveryViews(state, clock.now()),
    decide: (service, decision, letter) => deadLetters(state, service).decide(decision, letter),
    async stop() {
      stopping = true;
      clearInterval(timer);
      unlisten();
      const ended = (async () => {
        await arranging;
        await Promise.all([...working.values()].map(({ deliverer }) => deliverer.stop()));
      })();
      const words = `Deliveries were given up: the stores had not answered ${times.stop} ms after they were to end.`;
      await inGoodTime(times.stop, ended, words).catch(() =>
        logger.warn(`${words} What services were told of since it was last noted they are told again.`),
      );
    },
  };
}
