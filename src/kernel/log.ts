type Write = (fields: object, event: string) => void;

/** Where events go: fields as an object, then the name of the event, which never changes. */
export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}
