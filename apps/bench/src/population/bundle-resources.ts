/** A resource of a bundle of the population, parsed. Only what the benchmark looks at is typed. */
export interface BundleResource {
  readonly type: string;
  readonly id: string;
  readonly resource: ParsedResource;
}

/** What the benchmark looks at in a resource. */
export interface ParsedResource {
  readonly resourceType: string;
  readonly id: string;
  readonly identifier?: readonly { readonly system?: string; readonly value?: string }[];
  readonly name?: readonly { readonly family?: string }[];
  readonly subject?: { readonly reference?: string };
  readonly code?: { readonly coding?: readonly { readonly system?: string; readonly code?: string }[] };
  readonly valueQuantity?: { readonly value?: number };
}

/** The resources of a Bundle, in order. */
export function bundleResources(text: string): readonly BundleResource[] {
  const { entry = [] } = JSON.parse(text) as { readonly entry?: readonly { readonly resource?: ParsedResource }[] };
  return entry.flatMap(({ resource }) =>
    resource === undefined ? [] : [{ type: resource.resourceType, id: resource.id, resource }],
  );
}
