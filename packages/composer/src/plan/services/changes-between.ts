import { serviceKey } from '../../applied/applied-services.ts';
import { scopesBeyond } from './scope-growth.ts';
import { isOfAnotherSupplier, type ServiceChange, type ServiceFacts } from './service-change.ts';

/** What becomes of each service: by its name, and of user interfaces by their part, since there is one. */
export function changesBetween(
  before: readonly ServiceFacts[],
  after: readonly ServiceFacts[],
): readonly ServiceChange[] {
  const partOf = ({ name, isUserInterface }: ServiceFacts) => (isUserInterface ? 'the user interface' : name);
  const earlier = new Map(before.map((facts) => [partOf(facts), facts]));
  const parts = new Set(after.map(partOf));
  const kept = after.flatMap((to) => {
    const from = earlier.get(partOf(to));
    return from !== undefined && serviceKey(from.reference) === serviceKey(to.reference) ? [] : [changeOf(from, to)];
  });
  const removed = before.filter((facts) => !parts.has(partOf(facts)));
  return [...kept, ...removed.map((from) => changeOf(from, undefined))];
}

function changeOf(from: ServiceFacts | undefined, to: ServiceFacts | undefined): ServiceChange {
  const sides = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const newScopes = scopesBeyond(to?.scopes ?? [], from?.scopes ?? []);
  return { ...sides, newScopes, risks: [...risksOf(sides)] };
}

function* risksOf({ from, to }: Pick<ServiceChange, 'from' | 'to'>): Generator<string> {
  if (to === undefined)
    yield 'Its panels and pages are gone from the next navigation on. A form of it that is open then is not saved; what was typed is kept as a draft and shown.';
  else if (to.isUserInterface && from !== undefined && from.name !== to.name)
    yield 'Every page is the other interface’s from the next navigation on. A form of the old one that is sent later is not saved unless the new one takes it; what was typed is shown again.';
  if (to !== undefined && !to.isUserInterface && isOfAnotherSupplier({ ...(from === undefined ? {} : { from }), to }))
    yield 'What the module before has kept for itself stays out of reach of this one, and is there again after a rollback.';
  if (to?.runs === 'inline')
    yield 'It runs inside the processes of the record. After it is replaced its code stays in their memory until they start again.';
}
