/** What nobody holds is collected itself, and calls nobody. */
const registries = new Set<FinalizationRegistry<undefined>>();

/**
 * Calls back after each full collection, by an object that nothing but one of these takes away. Node's own entries about collections come for those
 * of what is young too, hundreds a second, and took a tenth of the processor time of a search.
 */
export function afterFullCollections(called: () => void): void {
  const registry = new FinalizationRegistry<undefined>(() => {
    called();
    registry.register({}, undefined);
  });
  registry.register({}, undefined);
  registries.add(registry);
}
