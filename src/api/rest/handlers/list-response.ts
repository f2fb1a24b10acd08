import { type OffsetPage, type OffsetWindow, totalsOfAll } from '../../../common/pagination/offset-page.ts';
import { StreamedList } from './streamed-list.ts';

/** A page of a list, or with `all` every item as a stream. */
export type ListResponse<T> = OffsetPage<T> | StreamedList;

/** Which part of a list is requested. */
export interface ListPart {
  readonly all: boolean;
  readonly window: OffsetWindow;
}

interface ListSource<T> {
  offsetPage(window: OffsetWindow): Promise<OffsetPage<T>>;
  /** Every row, in chunks. */
  stream(): Promise<AsyncIterable<readonly T[]>>;
}

/** Answers a list. @param view the items that show these rows */
export async function listResponse<T, Item>(
  { all, window }: ListPart,
  source: ListSource<T>,
  view: (rows: readonly T[]) => readonly Item[] | Promise<readonly Item[]>,
): Promise<ListResponse<Item>> {
  if (all) return new StreamedList(viewChunks(await source.stream(), view), (count) => totalsOfAll(count, window));
  const { items, ...totals } = await source.offsetPage(window);
  return { items: await view(items), ...totals };
}

async function* viewChunks<T, Item>(
  chunks: AsyncIterable<readonly T[]>,
  view: (rows: readonly T[]) => readonly Item[] | Promise<readonly Item[]>,
): AsyncGenerator<readonly Item[]> {
  for await (const chunk of chunks) yield await view(chunk);
}
