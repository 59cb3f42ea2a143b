import { type Definition, readDefinitions } from './definitions.ts';

interface Concept {
  readonly code: string;
  readonly concept?: readonly Concept[];
}

type Texts = Readonly<Record<string, string>>;

/** R4's value sets, and those code systems that it lists whole; each by URL, with what membership needs. */
export function generateTerminology(): { readonly codeSystems: Texts; readonly valueSets: Texts } {
  const definitions = ['valuesets.json', 'v3-codesystems.json', 'v2-tables.json'].flatMap(readDefinitions);
  return {
    codeSystems: textsOf(
      definitions.filter(({ resourceType, content }) => resourceType === 'CodeSystem' && content === 'complete'),
      ({ resourceType, url, content, concept }) => ({
        resourceType,
        url,
        content,
        concept: slimConcepts((concept ?? []) as readonly Concept[]),
      }),
    ),
    valueSets: textsOf(
      definitions.filter(({ resourceType }) => resourceType === 'ValueSet'),
      ({ resourceType, url, compose }) => ({ resourceType, url, compose: slimCompose(compose) }),
    ),
  };
}

function textsOf(definitions: readonly Definition[], slim: (definition: Definition) => object): Texts {
  const texts = definitions.map((one) => [one.url, JSON.stringify(slim(one))] as const);
  return Object.fromEntries(texts.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function slimConcepts(concepts: readonly Concept[]): readonly Concept[] {
  return concepts.map(({ code, concept }) => (concept ? { code, concept: slimConcepts(concept) } : { code }));
}

interface Compose {
  readonly include?: readonly Include[];
  readonly exclude?: readonly Include[];
}

interface Include {
  readonly system?: string;
  readonly concept?: readonly Concept[];
  readonly filter?: unknown;
  readonly valueSet?: unknown;
}

function slimCompose(compose: unknown): Compose | undefined {
  const { include, exclude } = (compose ?? {}) as Compose;
  const slim = ({ system, concept, filter, valueSet }: Include) => ({
    system,
    filter,
    valueSet,
    ...(concept ? { concept: slimConcepts(concept) } : {}),
  });
  return { ...(include ? { include: include.map(slim) } : {}), ...(exclude ? { exclude: exclude.map(slim) } : {}) };
}
