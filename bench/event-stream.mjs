/** Reads the server-sent events of an answer one by one, as they come. */
export async function* readEvents(response) {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const fields = lines.flatMap((line) => (line.startsWith(':') ? [] : [line.split(/: ?(.*)/s).slice(0, 2)]));
      if (fields.length === 0) continue;
      const { data = '', ...rest } = Object.fromEntries(fields);
      yield { ...rest, ...(data !== '' && { data: JSON.parse(data) }) };
    }
  }
}
