import mongoose from 'mongoose';
import { phoneDigits } from '../../../common/validation/phone-number.ts';
import { normalizeText } from '../../../common/validation/text.ts';
import {
  type AttributeMatch,
  type DateRange,
  dateFields,
  type SessionCriteria,
  type TextMatch,
  textFields,
} from '../../../domain/sessions/criteria.ts';
import { containsRegex, type Filter } from '../client/filters.ts';
import { inIds } from '../client/object-ids.ts';
import { comparedAddress, givenNames, isAddressField } from './address-fields.ts';
import { numberRegex } from './number-regex.ts';

/** Combines filters with AND, as flat as possible, because query planners consider top-level conditions first. */
export function andFilters(...filters: readonly Filter[]): Filter {
  const flat: Filter = {};
  const rest: Filter[] = [];
  for (const filter of filters.flatMap(partsOf)) {
    const isFree = Object.keys(filter).every((key) => !(key in flat));
    if (isFree) Object.assign(flat, filter);
    else rest.push(filter);
  }
  return rest.length > 0 ? { ...flat, $and: rest } : flat;
}

/** Translates session criteria into a filter. Operators are set only here, and every client text is used as a value. */
export function criteriaFilter(criteria: SessionCriteria): Filter {
  const { and, or, not, ended, wasMissed, parentSessionId } = criteria;
  return andFilters(
    ...idFilters(criteria),
    ...enumFilters(criteria),
    ...(criteria.externalIds ? [{ externalId: anyOf(criteria.externalIds) }] : []),
    ...(criteria.attribute ? [attributeFilter(criteria.attribute)] : []),
    ...(criteria.members ? [{ 'members.identity': anyOf(criteria.members) }] : []),
    ...(parentSessionId ? [{ parentSessionId: inIds([parentSessionId]) }] : []),
    ...(typeof ended === 'boolean' ? [{ ended }] : []),
    ...(typeof wasMissed === 'boolean' ? [{ wasMissed }] : []),
    ...dateFields.flatMap((name) => dateFilter(name, criteria[name])),
    ...textFields.flatMap((name) => textFilters(name === 'log' ? 'log.message' : name, criteria[name])),
    ...(and ?? []).map(criteriaFilter),
    ...(or ? [{ $or: or.map(criteriaFilter) }] : []),
    ...(not ? [{ $nor: [criteriaFilter(not)] }] : []),
  );
}

function idFilters({ ids, accountIds, customerIds, endpointIds }: SessionCriteria): Filter[] {
  const named = { _id: ids, accountId: accountIds, customerId: customerIds, endpointId: endpointIds };
  return Object.entries(named).flatMap(([path, list]) => (list ? [{ [path]: inIds(list) }] : []));
}

function enumFilters({ channel, direction, callState, dialState, queueState }: SessionCriteria): Filter[] {
  const named = { channel, direction, callState, dialState, queueState };
  return Object.entries(named).flatMap(([path, values]) => (values ? [{ [path]: anyOf(values) }] : []));
}

function dateFilter(path: string, range: DateRange | null | undefined): Filter[] {
  const { from, to } = range ?? {};
  return from || to ? [{ [path]: mongoose.trusted({ ...(from && { $gte: from }), ...(to && { $lt: to }) }) }] : [];
}

function textFilters(path: string, match: TextMatch | null | undefined): Filter[] {
  const { contains, equals } = match ?? {};
  return [
    ...(contains ? [containsFilter(path, contains)] : []),
    ...(equals ? [{ [path]: equalTexts(path, equals) }] : []),
  ];
}

function containsFilter(path: string, contains: string): Filter {
  // the log keeps its line breaks
  const pattern = containsRegex(path === 'log.message' ? contains : contains.replaceAll(/\s+/g, ' '));
  if (!isAddressField(path)) return { [path]: pattern };
  const digits = phoneDigits(contains);
  const anyForm = digits === null ? pattern : numberRegex(digits);
  return { $or: [{ [path]: anyForm }, { [givenNames[path]]: anyForm }] };
}

/** Matches the text in the form in which it is stored, and as written, which finds sessions of earlier versions. */
function equalTexts(path: string, equals: string): string | { $in: readonly string[] } {
  const normal = path === 'log.message' ? equals.normalize('NFC') : normalizeText(equals);
  const stored = isAddressField(path) ? comparedAddress(normal) : normal;
  return stored === equals ? equals : anyOf([stored, equals]);
}

function attributeFilter({ key, value }: AttributeMatch): Filter {
  if (typeof value !== 'string') return { 'attributes.key': key };
  return { attributes: mongoose.trusted({ $elemMatch: { key, value } }) };
}

function anyOf(values: readonly string[]): { $in: readonly string[] } {
  return mongoose.trusted({ $in: values });
}

/** Splits a filter into its single conditions. */
function partsOf(filter: Filter): Filter[] {
  return Object.entries(filter).flatMap(([key, value]) =>
    key === '$and' ? (value as Filter[]).flatMap(partsOf) : [{ [key]: value }],
  );
}
