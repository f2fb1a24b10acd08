import mongoose from 'mongoose';
import type { SessionPosition, SessionRange } from '../../../domain/sessions/list-repository.ts';
import { type SessionOrder, SessionOrderField, type SessionSortField } from '../../../domain/sessions/order.ts';
import { type Filter, keysetFilter, nullableKeysetFilter } from '../client/filters.ts';
import { toObjectId } from '../client/object-ids.ts';
import { comparedAddress, isAddressField } from './address-fields.ts';

/** Returns MongoDB's sort for an order. */
export function sortOf({ field, direction }: SessionOrder, reverse = false): Record<string, 1 | -1> {
  const sign = (direction === 'Ascend') === reverse ? -1 : 1;
  return field === 'id' ? { _id: sign } : { [field]: sign, _id: sign };
}

/** Fields that are stored as ObjectIds. */
const references: readonly SessionSortField[] = [
  'accountId',
  'customerId',
  'endpointId',
  'createdBy',
  'lastModifiedBy',
];
const indexedDates: readonly SessionSortField[] = Object.values(SessionOrderField);

/**
 * Keyset filters of the queries for a page, in the order in which to send them. A second query is needed only where a
 * session may have no date: sessions without a date follow those with one, and each filter is one range of the index.
 */
export function rangeFilters(range: SessionRange): Filter[] {
  const { order, after, before, fromEnd } = range;
  if (!indexedDates.includes(order.field)) return [unindexed(range)];
  if (order.field !== 'dateCompleted') return [dated(range)];
  const filters = [
    { isDated: true, filter: dated(range) },
    { isDated: false, filter: undated(order, after, before) },
  ];
  // null sorts before every date
  const inOrder = order.direction === 'Ascend' ? filters.reverse() : filters;
  const isDated = (position: SessionPosition) => position.value !== null;
  const start = after ? inOrder.findIndex((one) => one.isDated === isDated(after)) : 0;
  const end = before ? inOrder.findIndex((one) => one.isDated === isDated(before)) + 1 : inOrder.length;
  const inRange = inOrder.slice(start, end).map((one) => one.filter);
  return fromEnd ? inRange.reverse() : inRange;
}

/** Keyset filter of an order without an index. */
function unindexed({ order: { field, direction }, after, before }: SessionRange): Filter {
  const [ahead, behind] = direction === 'Ascend' ? (['$gt', '$lt'] as const) : (['$lt', '$gt'] as const);
  const past = ({ value, id }: SessionPosition, operator: '$gt' | '$lt'): Filter => {
    if (field === 'id') return { _id: mongoose.trusted({ [operator]: toObjectId(id) }) };
    return nullableKeysetFilter(field, operator, storedValue(field, value), id);
  };
  return { $and: [...(after ? [past(after, ahead)] : []), ...(before ? [past(before, behind)] : [])] };
}

function storedValue(field: SessionSortField, value: SessionPosition['value']): unknown {
  if (typeof value !== 'string') return value;
  if (references.includes(field)) return toObjectId(value);
  return isAddressField(field) ? comparedAddress(value) : value;
}

/** Keyset filter of the sessions with a date. */
function dated({ order, after, before }: SessionRange): Filter {
  const { field, direction } = order;
  const [ahead, behind] = direction === 'Ascend' ? (['$gt', '$lt'] as const) : (['$lt', '$gt'] as const);
  const bounds = [
    ...(after?.value ? [keysetFilter(field, ahead, after.value, toObjectId(after.id))] : []),
    ...(before?.value ? [keysetFilter(field, behind, before.value, toObjectId(before.id))] : []),
  ];
  if (bounds.length > 0) return { $and: bounds };
  return field === 'dateCompleted' ? { dateCompleted: mongoose.trusted({ $gte: new Date(0) }) } : {};
}

function undated({ direction }: SessionOrder, after: SessionPosition | null, before: SessionPosition | null): Filter {
  const [ahead, behind] = direction === 'Ascend' ? ['$gt', '$lt'] : ['$lt', '$gt'];
  const bounds = {
    ...(after && after.value === null && { [ahead]: toObjectId(after.id) }),
    ...(before && before.value === null && { [behind]: toObjectId(before.id) }),
  };
  return { dateCompleted: null, ...(Object.keys(bounds).length > 0 && { _id: mongoose.trusted(bounds) }) };
}
