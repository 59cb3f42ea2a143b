interface MarkupOptions {
  readonly html: string;
  readonly className?: string;
}

/** Markup that the service has made from escaped words. */
export function Markup({ html, className }: MarkupOptions) {
  return <span className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}
