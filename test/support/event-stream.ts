/** One server-sent event. */
export interface ServerSentEvent {
  readonly event?: string;
  readonly id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: as many shapes as there are operations
  readonly data?: any;
}

/** Reads the server-sent events of a response one by one, as they arrive. */
export async function* readEvents(response: Response): AsyncGenerator<ServerSentEvent, void, undefined> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const fields = lines.flatMap((line) => (line.startsWith(':') ? [] : [line.split(/: ?(.*)/s).slice(0, 2)]));
      if (fields.length === 0) continue;
      const { data = '', ...rest } = Object.fromEntries(fields) as Record<string, string>;
      yield { ...rest, ...(data !== '' && { data: JSON.parse(data) }) };
    }
  }
}
