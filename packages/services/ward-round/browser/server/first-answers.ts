interface FirstAnswer {
  readonly status: number;
  readonly body: unknown;
}

let answers: Map<string, FirstAnswer> | undefined;

/** An answer that came with the page, once: asked for again, it is asked of the service. */
export function takeFirstAnswer(path: string): FirstAnswer | undefined {
  answers ??= read();
  const found = answers.get(path);
  answers.delete(path);
  return found;
}

function read(): Map<string, FirstAnswer> {
  const element = document.getElementById('first-answers');
  if (element === null) return new Map();
  const content: Readonly<Record<string, FirstAnswer>> = JSON.parse(element.textContent ?? '{}');
  // What is about a patient does not stay behind in the page.
  element.remove();
  return new Map(Object.entries(content));
}
