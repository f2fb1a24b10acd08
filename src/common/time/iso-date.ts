const minuteMs = 60_000;
/** Numbers 0 to 59 as two digits, by number. */
export const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
/** Suffixes `.000Z` to `.999Z`, by the number of milliseconds. */
export const millisecondSuffixes = Array.from({ length: 1_000 }, (_, number) => `.${String(number).padStart(3, '0')}Z`);

/**
 * Formats dates like `toISOString`.
 * Caches the text of the last minute, because consecutive dates mostly share it.
 */
export class IsoDates {
  #time = Number.NaN;
  #text = '';
  #minute = Number.NaN;
  /** Ends with the colon before the seconds. */
  #minuteText = '';

  /** @throws RangeError for an invalid date */
  text(date: Date): string {
    const time = date.getTime();
    if (time === this.#time) return this.#text;
    const minute = this.minute(date);
    const ms = msInMinute(date);
    this.#time = time;
    this.#text = `${minute}${twoDigits[Math.floor(ms / 1_000)]}${millisecondSuffixes[ms % 1_000]}`;
    return this.#text;
  }

  /**
   * Formats a date up to the colon before the seconds.
   * @throws RangeError for an invalid date
   */
  minute(date: Date): string {
    const minute = Math.floor(date.getTime() / minuteMs);
    if (minute !== this.#minute) {
      const whole = date.toISOString();
      this.#minute = minute;
      this.#minuteText = whole.slice(0, whole.lastIndexOf(':') + 1);
    }
    return this.#minuteText;
  }
}

/** Milliseconds since the start of the minute. */
export function msInMinute(date: Date): number {
  const time = date.getTime();
  return time - Math.floor(time / minuteMs) * minuteMs;
}
