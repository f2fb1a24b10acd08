/**
 * Limits how often a task runs: at once after a quiet interval, else at the end of the interval.
 * @param {() => unknown} task may return a promise, after which the interval begins
 * @param {number} intervalMs
 * @returns {() => Promise<void>} requests a run
 */
export function throttle(task, intervalMs) {
  let isBusy = false;
  let isDue = false;
  return async function run() {
    isDue = true;
    if (isBusy) return;
    isBusy = true;
    while (isDue) {
      isDue = false;
      try {
        await task();
      } catch (error) {
        reportError(error);
      }
      await new Promise((resolve) => setTimeout(resolve, intervalMs));
    }
    isBusy = false;
  };
}
