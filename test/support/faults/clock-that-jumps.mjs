// Loaded before a server: its wall clock, in all its threads, is ahead by the milliseconds in the file CLOCK_OFFSET_FILE.
import { readFileSync } from 'node:fs';

const Real = Date;
let offset = 0;
const read = () => {
  try {
    offset = Number(readFileSync(process.env.CLOCK_OFFSET_FILE, 'utf8'));
  } catch {
    // written this very moment: the next time
  }
};
read();
setInterval(read, 20).unref();

class JumpingDate extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + offset);
    else super(...given);
  }

  static now() {
    return Real.now() + offset;
  }
}
// mongoose knows a type by the name of its constructor
globalThis.Date = Object.defineProperty(JumpingDate, 'name', { value: 'Date' });
