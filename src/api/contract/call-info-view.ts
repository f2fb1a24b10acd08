import { type CallLeg, formatAddress } from '../../domain/sessions/call-legs.ts';
import type { CallInfo } from './types/sessions/active-calls.ts';

/** Converts a call to its public form. Members about which only a carrier knows are empty. */
export function toCallInfo({ accountId, ...call }: CallLeg): CallInfo {
  return {
    ...call,
    accountSid: accountId,
    answeredBy: null,
    endTime: null,
    forwardedFrom: null,
    fromFormatted: formatAddress(call.from),
    phoneNumberSid: null,
    price: 0,
    priceUnit: null,
    toFormatted: formatAddress(call.to),
    uri: null,
  };
}
