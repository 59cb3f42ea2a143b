import { createFindings, type Findings } from './findings.ts';
import { createKeptValues } from './kept-values.ts';
import { type AskedPage, createPageNames } from './page-names.ts';

/** A page that was found, with what follows from its rows alone. */
export interface RememberedPage<Row> {
  /** Another number whenever anything in the page's compartment has changed. */
  readonly mark: number;
  readonly rows: readonly Row[];
  /** What was found out about these rows, and stays true as long as they do. */
  readonly findings: Findings;
}

/** Pages of one compartment's resources that are asked for again and again. */
export interface PageMemory<Row> {
  /** The page, if it was found when the compartment had the same mark. */
  find(question: AskedPage, mark: number): RememberedPage<Row> | undefined;
  /** Says that these rows were found while the compartment had this mark; kept is what was asked for twice. */
  note(question: AskedPage, mark: number, rows: readonly Row[]): RememberedPage<Row>;
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
 * Whoever uses it answers for three things: that every match of the question lies in the compartment, that whether a resource in there matches
 * depends on that resource alone, and that the mark was read from the same state of the store as the rows.
 */
export function createPageMemory<Row>({ most, sizeOf }: PageMemoryOptions<Row>): PageMemory<Row> {
  const kept = createKeptValues<string, RememberedPage<Row> & { readonly size: number }>({
    most,
    sizeOf: ({ size }) => size,
  });
  const nameOf = createPageNames();
  return {
    find(question, mark) {
      const found = kept.find(nameOf(question));
      return found?.mark === mark ? found : undefined;
    },
    note(question, mark, rows) {
      const size = rows.reduce((sum, row) => sum + sizeOf(row), page);
      const remembered = { mark, rows, findings: createFindings(rows.length), size };
      kept.note(nameOf(question), remembered);
      return remembered;
    },
  };
}
