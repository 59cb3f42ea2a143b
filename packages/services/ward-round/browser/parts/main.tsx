import { type ReactNode, useEffect } from 'react';

interface MainOptions {
  /** Of the tab. Nothing about a patient: browsers keep titles. */
  readonly title: string;
  readonly children: ReactNode;
}

/** The main part of a screen, which the skip link leads to. */
export function Main({ title, children }: MainOptions) {
  useEffect(() => {
    document.title = `${title} – Ward round`;
  }, [title]);
  return (
    <main id="main" tabIndex={-1} className="round-main">
      {children}
    </main>
  );
}
