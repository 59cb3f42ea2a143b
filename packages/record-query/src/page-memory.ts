import { createKeptValues } from './kept-values.ts';

/** A page that was found, with what follows from its rows alone. */
export interface RememberedPage<Row> {
  /** Another number whenever anything in the page's compartment has changed. */
  readonly mark: number;
  readonly rows: readonly Row[];
  /** What was found out about these rows, and stays true as long as they do; by a name that the finder gives. */
  readonly findings: Map<string, string>;
}

/** A question as a statement asks it. */
export interface AskedPage {
  /** Shape of the statement; there are few. */
  readonly text: string;
  /** All that the answer depends on beside the shape and the compartment's resources. */
  readonly values: readonly (string | number | boolean | null)[];
}

/** Pages of one compartment's resources that are asked for again and again. */
export interface PageMemory<Row> {
  /** The page, if it was found when the compartment had the same mark. */
  find(question: AskedPage, mark: number): RememberedPage<Row> | undefined;
  /** Says that these rows were found while the compartment had this mark; kept is what was asked for twice. */
  note(question: AskedPage, mark: number, rows: readonly Row[]): RememberedPage<Row>;
}

/** Shapes of statements that are told apart at once; the texts are long, so pages are named by number. */
const shapesNumbered = 1000;

/** What one page weighs beside its rows. */
const page = 8;

/**
 * Keeps which resources a page had, for as long as nothing in their compartment changes. The screens of one chart, and those who open it one
 * after another, ask the same questions again and again between two writes to it.
 *
 * Whoever uses it answers for three things: that every match of the question lies in the compartment, that whether a resource in there matches
 * depends on that resource alone, and that the mark was read from the same state of the store as the rows.
 *
 * @param rows - rows of all pages kept, at most
 */
export function createPageMemory<Row>(rows: number): PageMemory<Row> {
  const kept = createKeptValues<string, RememberedPage<Row>>({
    most: rows,
    sizeOf: (remembered) => remembered.rows.length + page,
  });
  const shapes = new Map<string, number>();
  let numbered = 0;
  const nameOf = ({ text, values }: AskedPage) => {
    let shape = shapes.get(text);
    if (shape === undefined) {
      if (shapes.size >= shapesNumbered) shapes.clear();
      numbered += 1;
      shape = numbered;
      shapes.set(text, shape);
    }
    return `${shape} ${values.map(written).join()}`;
  };
  return {
    find(question, mark) {
      const found = kept.find(nameOf(question));
      return found?.mark === mark ? found : undefined;
    },
    note(question, mark, found) {
      const remembered = { mark, rows: found, findings: new Map<string, string>() };
      kept.note(nameOf(question), remembered);
      return remembered;
    },
  };
}

/** JSON has no infinities, and a bound may be one. */
function written(value: string | number | boolean | null): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
