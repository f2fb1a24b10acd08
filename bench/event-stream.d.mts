/** One server-sent event. */
export interface ServerSentEvent {
  readonly event?: string;
  readonly id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: as many shapes as there are operations
  readonly data?: any;
}

export function readEvents(response: Response): AsyncGenerator<ServerSentEvent, void, undefined>;
