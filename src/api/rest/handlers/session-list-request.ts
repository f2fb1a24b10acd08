import { type FieldError, throwIfInvalid } from '../../../common/errors/app-error.ts';
import { startOfDay } from '../../../common/time/time-zone.ts';
import { timeZoneErrors } from '../../../common/validation/time-zone.ts';
import type { DateRange, SessionSelection } from '../../../domain/sessions/criteria.ts';
import type { ListSessions } from '../../contract/types/sessions/rest-lists.ts';

const dayMs = 86_400_000;

/**
 * Reads the filters of a session list. Empty text counts as absent, an empty list matches nothing.
 *
 * @throws BAD_USER_INPUT when a date or the time zone is invalid, or the end is before the start
 */
export function readSelection(input: ListSessions): SessionSelection {
  const timeZone = input.timeZone || 'UTC';
  const issues = timeZoneErrors('timeZone', timeZone);
  const from = readDay('startDate', input.startDate, issues);
  const last = readDay('endDate', input.endDate, issues);
  if (from && last && from > last) {
    issues.push({
      fieldName: 'endDate',
      errorCode: 'GreaterThanOrEqual',
      message: 'endDate must not be before startDate.',
    });
  }
  throwIfInvalid(issues);
  const dateCreated: DateRange = {
    from: from && startOfDay(timeZone, from),
    to: last && startOfDay(timeZone, new Date(last.getTime() + dayMs)),
  };
  const contains = (text: string | null | undefined) => (text ? { contains: text } : null);
  return {
    ids: input.specificIds ?? null,
    externalIds: input.externalId ? [input.externalId] : null,
    accountIds: input.accountIds ?? null,
    customerIds: input.customerIds ?? null,
    endpointIds: input.endpointIds ?? null,
    parentSessionId: input.parentSessionId || null,
    fromAddress: contains(input.from),
    toAddress: contains(input.to),
    fromPhoneNumber: contains(input.fromPhoneNumber),
    outcome: contains(input.outcome),
    log: contains(input.log),
    dateCreated,
    archived: input.searchArchive,
  };
}

/** Returns the midnight of a day in UTC. */
function readDay(fieldName: string, text: string | null | undefined, issues: FieldError[]): Date | null {
  if (!text) return null;
  const day = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : Number.NaN);
  // Date converts the 30th of February to a day in March
  if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)) return day;
  issues.push({ fieldName, errorCode: 'Predicate', message: `${fieldName} must be a day such as 2026-01-31.` });
  return null;
}
