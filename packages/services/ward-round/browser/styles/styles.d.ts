/** Style sheets are loaded by what builds the browser's part. */
declare module '*.css';
