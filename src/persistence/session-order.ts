import mongoose from 'mongoose';
import type { SessionPosition, SessionRange } from '../sessions/session-list-repository.ts';
import type { SessionOrder } from '../sessions/session-order.ts';
import { beyond, type Filter } from './filters.ts';
import { toObjectId } from './object-ids.ts';

/** MongoDB's sort for an order. */
export function sortOf({ field, direction }: SessionOrder, reverse = false): Record<string, 1 | -1> {
  const sign = (direction === 'Ascend') === reverse ? -1 : 1;
  return { [field]: sign, _id: sign };
}

/**
 * The filters that cut the range out of its list, in the order of the walk. They are two where sessions may have no
 * date: those with one and those without stand in a list one after the other, and neither query has to look past an end.
 * @param edge the last date to look at, if the walk is not to go on for as long as it takes
 */
export function rangeFilters(range: SessionRange, edge: Date | null): Filter[] {
  const { order, after, before, fromEnd } = range;
  if (order.field !== 'dateCompleted') return [dated(range, edge)];
  const filters = [
    { isDated: true, filter: dated(range, edge) },
    { isDated: false, filter: undated(order, after, before) },
  ];
  // null is less than every date
  const inOrder = order.direction === 'Ascend' ? filters.reverse() : filters;
  const isDated = (position: SessionPosition) => position.date !== null;
  const start = after ? inOrder.findIndex((one) => one.isDated === isDated(after)) : 0;
  const end = before ? inOrder.findIndex((one) => one.isDated === isDated(before)) + 1 : inOrder.length;
  const walked = inOrder.slice(start, end);
  if (fromEnd) walked.reverse();
  const last = edge ? walked.findIndex((one) => one.isDated) + 1 : walked.length;
  return walked.slice(0, last).map((one) => one.filter);
}

/** Sessions with a date. */
function dated({ order, after, before, fromEnd }: SessionRange, edge: Date | null): Filter {
  const { field, direction } = order;
  const [ahead, behind] = direction === 'Ascend' ? (['$gt', '$lt'] as const) : (['$lt', '$gt'] as const);
  const bounds = [
    ...(after?.date ? [beyond(field, ahead, after.date, after.id)] : []),
    ...(before?.date ? [beyond(field, behind, before.date, before.id)] : []),
    ...(edge ? [{ [field]: mongoose.trusted({ [`${fromEnd ? ahead : behind}e`]: edge }) }] : []),
  ];
  if (bounds.length > 0) return { $and: bounds };
  return field === 'dateCompleted' ? { dateCompleted: mongoose.trusted({ $gte: new Date(0) }) } : {};
}

function undated({ direction }: SessionOrder, after: SessionPosition | null, before: SessionPosition | null): Filter {
  const [ahead, behind] = direction === 'Ascend' ? ['$gt', '$lt'] : ['$lt', '$gt'];
  const bounds = {
    ...(after && after.date === null && { [ahead]: toObjectId(after.id) }),
    ...(before && before.date === null && { [behind]: toObjectId(before.id) }),
  };
  return { dateCompleted: null, ...(Object.keys(bounds).length > 0 && { _id: mongoose.trusted(bounds) }) };
}
