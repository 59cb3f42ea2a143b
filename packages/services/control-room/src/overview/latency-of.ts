import type { BrickView, LatencyView, RouteLatency } from '@baseplate-epr/contracts';

/** The busiest route by which a brick is read: of a service its own, of the record store the record's; of others nothing is measured. */
export function latencyOf(
  { routes }: LatencyView,
  { layer, place }: Pick<BrickView, 'layer' | 'place'>,
): RouteLatency | undefined {
  const reads = routesOf(routes, { layer, place }).filter(
    ({ route }) => !/^(?!.*_search)(POST|PUT|PATCH|DELETE)/.test(route),
  );
  const [busiest] = reads.toSorted((left, right) => right.count - left.count);
  return busiest;
}

/** Every route of a brick. */
export function routesOf(
  routes: readonly RouteLatency[],
  { layer, place }: Pick<BrickView, 'layer' | 'place'>,
): readonly RouteLatency[] {
  const of = layer === 'services' ? place.slice('services.'.length) : place === 'data.records' ? 'record' : undefined;
  return routes.filter((route) => route.of === of && route.route !== 'file');
}
