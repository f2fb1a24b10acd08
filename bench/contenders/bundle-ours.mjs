import { rolldown } from 'rolldown';
import config from '../../rolldown.config.mjs';

/** This server, and the embedded store, as ./processes.mjs starts them, once they are bundled. */
export const ours = '../../dist/bench/ours.js';
export const embeddedStore = '../../dist/bench/store.js';

/** Bundles them as the build does what `npm start` runs: what is bundled runs otherwise than what is not (launch/spreads.mjs). */
export async function bundleOurs() {
  const { output, input, ...others } = config;
  const here = (file) => new URL(file, import.meta.url).pathname;
  const bundle = await rolldown({
    ...others,
    input: { ours: here('./ours.mjs'), store: here('./store.mjs'), worker: here(`../../${input.worker}`) },
  });
  await bundle.write({ ...output, dir: here('../../dist/bench') });
  await bundle.close();
}
