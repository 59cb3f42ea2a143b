/**
 * What the workspace's script uses of a browser. The DOM library of TypeScript is not loaded: it would give every server file of the
 * workspace globals that Node does not have. Each part declares the names it uses with these types.
 */
export interface BrowserElement {
  readonly classList: { add(name: string): void };
  className: string;
  readonly dataset: Record<string, string | undefined>;
  hidden: boolean;
  innerHTML: string;
  tabIndex: number;
  textContent: string | null;
  readonly style: { scrollPaddingTop: string };
  addEventListener<Kind extends keyof BrowserEvents>(kind: Kind, listener: (event: BrowserEvents[Kind]) => void): void;
  append(...children: readonly BrowserElement[]): void;
  closest(selector: string): BrowserElement | null;
  contains(other: BrowserElement | null): boolean;
  focus(): void;
  getBoundingClientRect(): { readonly height: number };
  matches(selector: string): boolean;
  querySelector<Found extends BrowserElement>(selector: string): Found | null;
  querySelectorAll<Found extends BrowserElement>(selector: string): Iterable<Found>;
  replaceChildren(): void;
  setAttribute(name: string, value: string): void;
}

/** A form. Its `action` is read as an attribute: the property is hidden by a field of that name. */
export interface BrowserForm extends BrowserElement {
  getAttribute(name: 'action'): string | null;
}

/** A field of a form. */
export interface BrowserInput extends BrowserElement {
  readonly value: string;
}

/** The page. */
export interface BrowserDocument extends BrowserElement {
  readonly activeElement: BrowserElement | null;
  readonly documentElement: BrowserElement;
  readonly visibilityState: 'visible' | 'hidden';
  createElement(name: 'a' | 'p'): BrowserElement;
}

/** Something that happened. */
export interface BrowserEvent {
  readonly defaultPrevented: boolean;
  readonly target: BrowserElement | null;
  readonly timeStamp: number;
  preventDefault(): void;
}

/** Events by name. */
export interface BrowserEvents {
  readonly focusin: BrowserEvent;
  readonly input: BrowserEvent;
  readonly keydown: BrowserEvent & { readonly key: string };
  readonly pointerdown: BrowserEvent;
  readonly submit: BrowserEvent;
  readonly visibilitychange: BrowserEvent;
}

/** Makes the fields of a form readable, in their order. */
export type FormFields = new (form: BrowserForm) => Iterable<readonly [string, unknown]>;
