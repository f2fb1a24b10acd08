const dayMs = 86_400_000;
const twoDigits = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

/** Writes dates as `toISOString` does. Of dates on the same day, as those of a list mostly are, only the time is worked out. */
export class IsoDates {
  #day = Number.NaN;
  /** With the `T`. */
  #dayText = '';

  /** @throws RangeError for a date that is none */
  text(date: Date): string {
    const time = date.getTime();
    const day = Math.floor(time / dayMs);
    if (day !== this.#day) {
      const whole = date.toISOString();
      this.#day = day;
      this.#dayText = whole.slice(0, whole.indexOf('T') + 1);
    }
    const ms = time - day * dayMs;
    const seconds = Math.floor(ms / 1_000);
    const minutes = Math.floor(seconds / 60);
    const thousandths = ms % 1_000;
    const clock = `${twoDigits[Math.floor(minutes / 60)]}:${twoDigits[minutes % 60]}:${twoDigits[seconds % 60]}`;
    return `${this.#dayText}${clock}.${Math.floor(thousandths / 100)}${twoDigits[thousandths % 100]}Z`;
  }
}
