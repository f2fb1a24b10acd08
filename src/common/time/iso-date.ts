const minuteMs = 60_000;
/** The seconds of a date, by their count. */
export const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
/** What comes after them, by the count of milliseconds. */
export const millisecondSuffixes = Array.from({ length: 1_000 }, (_, number) => `.${String(number).padStart(3, '0')}Z`);

/** Writes dates as `toISOString` does. Of dates in the same minute, as those that stand together mostly are, only the rest is worked out. */
export class IsoDates {
  #time = Number.NaN;
  #text = '';
  #minute = Number.NaN;
  /** With the colon after it. */
  #minuteText = '';

  /** @throws RangeError for a date that is none */
  text(date: Date): string {
    const time = date.getTime();
    if (time === this.#time) return this.#text;
    const minute = this.minute(date);
    const ms = msInMinute(date);
    this.#time = time;
    this.#text = `${minute}${twoDigits[Math.floor(ms / 1_000)]}${millisecondSuffixes[ms % 1_000]}`;
    return this.#text;
  }

  /** The text up to the seconds. @throws RangeError for a date that is none */
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

/** Milliseconds since the minute began. */
export function msInMinute(date: Date): number {
  const time = date.getTime();
  return time - Math.floor(time / minuteMs) * minuteMs;
}
