/** The parts of s3rver that are used; the package has no types of its own. */
declare module '@20minutes/s3rver' {
  interface Options {
    readonly address: string;
    readonly port: number;
    readonly directory: string;
    readonly silent: boolean;
    readonly configureBuckets: readonly { readonly name: string }[];
  }
  interface Context {
    readonly path: string;
    app: object;
  }
  export default class S3rver {
    /** As in Koa, which it is made with. */
    readonly middleware: ((context: Context, next: () => Promise<void>) => Promise<void>)[];
    constructor(options: Options);
    run(): Promise<{ readonly port: number }>;
  }
}
