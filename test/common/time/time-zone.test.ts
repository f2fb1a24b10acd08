import { describe, expect, it } from 'vitest';
import { isTimeZone, offsetsBetween, startOfDay } from '../../../src/common/time/time-zone.ts';

const hourMs = 3_600_000;

describe('offsetsBetween', () => {
  it('returns the changes of a zone to the millisecond', () => {
    const { first, changes } = offsetsBetween('Europe/Berlin', new Date('2026-01-01'), new Date('2027-01-01'));
    expect(first).toBe(hourMs);
    expect(changes).toEqual([
      { at: new Date('2026-03-29T01:00:00Z'), offset: 2 * hourMs },
      { at: new Date('2026-10-25T01:00:00Z'), offset: hourMs },
    ]);
  });

  it('returns offsets west of Greenwich and of fractions of an hour', () => {
    const range = [new Date('2026-01-01'), new Date('2026-01-02')] as const;
    expect(offsetsBetween('America/New_York', ...range)).toEqual({ first: -5 * hourMs, changes: [] });
    expect(offsetsBetween('Asia/Kathmandu', ...range).first).toBe(5.75 * hourMs);
    expect(offsetsBetween('UTC', ...range).first).toBe(0);
  });

  it('finds the four changes in a year of a zone that suspends daylight saving in Ramadan', () => {
    const { changes } = offsetsBetween('Africa/Casablanca', new Date('2017-01-01'), new Date('2018-01-01'));
    expect(changes.map(({ at }) => at.toISOString().slice(0, 10))).toEqual([
      '2017-03-26',
      '2017-05-21',
      '2017-07-02',
      '2017-10-29',
    ]);
  });
});

describe('startOfDay', () => {
  const days: [string, string, string][] = [
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-26', '2026-10-25T23:00:00.000Z'],
    // midnight does not exist: clocks went from 23:59 to 01:00
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    // midnight exists twice: clocks went from 00:59 back to 00:00
    ['America/Havana', '2025-11-02', '2025-11-02T04:00:00.000Z'],
    // the day does not exist in Samoa, which crossed the date line
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
  ];
  it.each(days)('%s %s', (zone, day, start) => {
    expect(startOfDay(zone, new Date(day)).toISOString()).toBe(start);
  });
});

describe('isTimeZone', () => {
  it('accepts IANA names only', () => {
    expect(['Europe/Berlin', 'europe/berlin', 'UTC', 'Etc/GMT+5'].map(isTimeZone)).toEqual([true, true, true, true]);
    expect(['', '+01:00', 'Europe/Atlantis', 'Berlin', ' UTC'].map(isTimeZone)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
