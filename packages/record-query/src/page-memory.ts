import { createFindings, type Findings } from './findings.ts';
import { createKeptValues } from './kept-values.ts';

/** A page that was found, with what follows from its rows alone. */
export interface RememberedPage<Row, Watch> {
  /** What tells whether it is still what it was. */
  readonly watch: Watch;
  readonly rows: readonly Row[];
  /** What was found out about these rows, and stays true as long as they do. */
  readonly findings: Findings;
}

/** Pages of one compartment's resources that are asked for again and again, by names such as {@link questionName} gives. */
export interface PageMemory<Row, Watch> {
  /** The page as it was found last. Whether it still is so is for its watch to tell. */
  find(name: string): RememberedPage<Row, Watch> | undefined;
  /** Says that these rows were found while this could be said of their compartment; kept is what was asked for twice. */
  note(name: string, watch: Watch, rows: readonly Row[]): RememberedPage<Row, Watch>;
}

/** How much is kept. */
export interface PageMemoryOptions<Row> {
  /** Rows of all pages, at most. */
  readonly most: number;
  /** As how many rows of the usual size one counts. */
  readonly sizeOf: (row: Row) => number;
}

/** As how many rows a page counts beside its own: its name, and what was found out about it. */
const page = 16;

/**
 * Keeps which resources a page had, for as long as nothing in their compartment changes. The screens of one chart, and those who open it one
 * after another, ask the same questions again and again between two writes to it.
 *
 * Whoever uses it answers for four things: that the name tells everything that decides what is on the page, that every match of the question lies in the
 * compartment, that whether a resource in there matches depends on that resource alone, and that the watch was made of the same state of the store
 * as the rows, and is looked at in the state that the page is given out for.
 */
export function createPageMemory<Row, Watch>({ most, sizeOf }: PageMemoryOptions<Row>): PageMemory<Row, Watch> {
  const kept = createKeptValues<string, RememberedPage<Row, Watch> & { readonly size: number }>({
    most,
    sizeOf: ({ size }) => size,
  });
  return {
    find: (name) => kept.find(name),
    note(name, watch, rows) {
      const size = rows.reduce((sum, row) => sum + sizeOf(row), page);
      const remembered = { watch, rows, findings: createFindings(rows.length), size };
      kept.note(name, remembered);
      return remembered;
    },
  };
}
