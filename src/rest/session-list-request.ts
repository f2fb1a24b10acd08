import type { ListMySessions, ListSessions } from '../contract/types/session-rest-lists.ts';
import { type FieldError, refuseFaults } from '../kernel/app-error.ts';
import { outside } from '../kernel/check-number.ts';
import type { DateRange, SessionSelection } from '../sessions/session-criteria.ts';
import { newestFirst, type SessionOrder, SessionOrderField } from '../sessions/session-order.ts';

/** Which page by its number. */
export interface NumberedPage {
  readonly skip: number;
  readonly limit: number;
  /** Every match, whatever the page. */
  readonly all: boolean;
  readonly counted: boolean;
}

const maxPageSize = 1_000;
/** A store walks past everything that is skipped; who needs more can read all of it, or fewer days at a time. */
const maxDepth = 100_000;
const dayMs = 86_400_000;

/** The order and the page a REST list is asked for. @throws BAD_USER_INPUT with every fault */
export function readPaging(input: ListMySessions): { order: SessionOrder; page: NumberedPage } {
  const { page, countPerPage, all, simplifiedPaging } = input;
  const faults: FieldError[] = [];
  if (page < 0) faults.push({ fieldName: 'page', errorCode: 'GreaterThanOrEqual', message: 'page must be 0 or more.' });
  faults.push(...outside('countPerPage', countPerPage, 1, maxPageSize));
  if ((page + 1) * countPerPage > maxDepth && !all) {
    const message = `Pages end at ${maxDepth} sessions: ask for all of them, or for fewer days at a time.`;
    faults.push({ fieldName: 'page', errorCode: 'LessThanOrEqual', message });
  }
  const order = readOrder(input, faults);
  refuseFaults(faults);
  return { order, page: { skip: page * countPerPage, limit: countPerPage, all, counted: !simplifiedPaging } };
}

/** The sessions a REST list is asked for; an empty text is none. @throws BAD_USER_INPUT for a day that is none */
export function readSelection(input: ListSessions): SessionSelection {
  const faults: FieldError[] = [];
  const from = readDay('startDate', input.startDate, faults);
  const last = readDay('endDate', input.endDate, faults);
  if (from && last && from > last) {
    faults.push({
      fieldName: 'endDate',
      errorCode: 'GreaterThanOrEqual',
      message: 'endDate must not be before startDate.',
    });
  }
  refuseFaults(faults);
  const dateCreated: DateRange = { from, to: last && new Date(last.getTime() + dayMs) };
  const contains = (text: string | null | undefined) => (text ? { contains: text } : null);
  return {
    ids: input.specificIds ?? null,
    accountIds: input.accountIds ?? null,
    customerIds: input.customerIds ?? null,
    endpointIds: input.endpointIds ?? null,
    parentSessionId: input.parentSessionId || null,
    fromAddress: contains(input.from),
    toAddress: contains(input.to),
    log: contains(input.log),
    dateCreated,
    archived: input.searchArchive,
  };
}

function readOrder({ sortField, sortOrder }: ListMySessions, faults: FieldError[]): SessionOrder {
  const direction = sortOrder ?? newestFirst.direction;
  if (!sortField) return { ...newestFirst, direction };
  const known = Object.values(SessionOrderField);
  const field = known.find((name) => name.toLowerCase() === sortField.toLowerCase());
  if (field) return { field, direction };
  faults.push({
    fieldName: 'sortField',
    errorCode: 'Predicate',
    message: `sortField must be one of ${known.join(', ')}.`,
  });
  return newestFirst;
}

function readDay(fieldName: string, text: string | null | undefined, faults: FieldError[]): Date | null {
  if (!text) return null;
  const day = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : Number.NaN);
  // the 30th of February would quietly be a day of March
  if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)) return day;
  faults.push({ fieldName, errorCode: 'Predicate', message: `${fieldName} must be a day such as 2026-01-31.` });
  return null;
}
