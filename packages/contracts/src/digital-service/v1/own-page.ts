/** What a service needs for links and forms of its own pages. */
export interface OwnPage {
  /** Prefix of the service's own links and form actions; append a path of the service. */
  readonly linkBase: string;
  /** Hidden fields that every form must carry as they are: a token of this session that is good for this service's forms only. */
  readonly formFields: readonly { readonly name: string; readonly value: string }[];
}

/** A page of a service that a shell links to. */
export interface Place {
  readonly service: string;
  /** Absolute path. */
  readonly href: string;
  readonly title: string;
}
